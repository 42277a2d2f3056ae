# G09 except* with a yield inside
# skip: 'except*' is not supported
def g():
    try:
        raise ExceptionGroup("eg", [ValueError(1), KeyError(2), TypeError(3)])
    except* ValueError as e:
        yield "V", [repr(x) for x in e.exceptions]
    except* KeyError as e:
        yield "K", [repr(x) for x in e.exceptions]
x = g()
print(next(x), next(x))
try:
    next(x)
except ExceptionGroup as e:
    print(repr(e))
