# Generator expressions: the outermost iterable is evaluated at once, the rest late.
n = 3
g = (x * n for x in range(n))
n = 10
print(list(g))
try:
    (x for x in 5)
except TypeError as error:
    print(error)
late = (y for x in range(2) for y in missing)
try:
    next(late)
except NameError as error:
    print(error)
log = []


class Source:
    def __iter__(self):
        log.append("iter")
        return iter([1, 2])


g = (x for x in Source())
print(log, list(g), log)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
print([list(x + y for y in range(x)) for x in range(3)])


class Body:
    k = 2
    try:
        values = list(k * x for x in range(3))
    except NameError as error:
        print(error)
    outer = list(x for x in range(k))


print(Body.outer)
print(g.gi_code.co_name, g.gi_code.co_varnames[0])
