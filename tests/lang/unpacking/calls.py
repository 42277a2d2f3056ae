# Stars in calls: order of evaluation, and merging of mappings.
log = []


def note(x):
    log.append(x)
    return x


def f(*args, **kw):
    return args, kw


print(f(note(1), *note([2, 3]), note(4), *note((5,)), k=note(6), **note({"z": 7}), m=note(8)))
print(log)
print(f(*"ab", *range(2), **{"x": 1}, **{"y": 2}))
print([*[1], *(2, 3)], (*"ab", *[]), {**{"a": 1}, "b": 2, **{"a": 3}})
for bad in (lambda: f(**{"a": 1}, **{"a": 2}), lambda: f(a=1, **{"a": 2}), lambda: f(**{1: 2})):
    try:
        bad()
    except TypeError as error:
        print(error)
print(print(*[1, 2, 3], sep="-", end="!\n"))
def g(a, b=0, *c): return a, b, c
print(g(*[1]), g(*[1, 2]), g(*[1, 2, 3, 4]), g(1, *[2]), g(*[], 1))
