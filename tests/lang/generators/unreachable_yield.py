# A yield that is never reached still makes a generator; lambdas can be generators.


def never():
    if False:
        yield 1


def returns():
    return 5
    yield


print(list(never()), never().gi_code.co_flags & 0x20)
try:
    next(returns())
except StopIteration as stop:
    print(stop.value)
pair = lambda: ((yield 1), (yield 2))
g = pair()
print(next(g), g.send("a"))
try:
    g.send("b")
except StopIteration as stop:
    print(stop.value)
print(g.__name__, type(g).__name__)
