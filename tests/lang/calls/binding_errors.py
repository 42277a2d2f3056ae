# Argument binding: every form of parameter and every TypeError text.
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


def f0():
    return "f0"


def f1(a):
    return a


def f2(a, b):
    return a, b


def f3(a, b, c):
    return a, b, c


def d1(a, b=2):
    return a, b


def d3(a=1, b=2, c=3):
    return a, b, c


def pos(a, b, /):
    return a, b


def posd(a, b=5, /, c=6):
    return a, b, c


def kw(*, k):
    return k


def kw3(*, k, l, m=1):
    return k, l, m


def mix(a, /, b, *, c):
    return a, b, c


def var(a, *args, k=1, **kws):
    return a, args, k, kws


def kws(**kws):
    return kws


def posk(a, /, **kws):
    return a, kws


class C:
    def m(self, x):
        return x

    def n():
        return "never"

    @classmethod
    def cm(cls, x):
        return x

    @staticmethod
    def sm(x):
        return x

    def __call__(self, x):
        return x


for f, calls in [
    (f0, [((1,), {}), ((1, 2), {}), ((), {"a": 1})]),
    (f1, [((), {}), ((1, 2), {}), ((1,), {"a": 2}), ((), {"b": 2}), ((1,), {"b": 2}), ((), {"a": 3})]),
    (f2, [((), {}), ((1,), {}), ((1, 2, 3), {}), ((1,), {"a": 2}), ((), {"a": 1}), ((), {"b": 1, "a": 2})]),
    (f3, [((), {}), ((1,), {}), ((), {"b": 1}), ((1, 2, 3, 4, 5), {})]),
    (d1, [((), {}), ((1, 2, 3), {}), ((), {"b": 1}), ((1,), {"b": 5})]),
    (d3, [((1, 2, 3, 4), {}), ((1,), {"a": 2}), ((), {"d": 1}), ((), {"c": 9})]),
    (pos, [((), {}), ((1,), {}), ((1,), {"b": 2}), ((), {"a": 1, "b": 2}), ((1, 2), {"a": 1}), ((1, 2, 3), {})]),
    (posd, [((), {}), ((1,), {"b": 2}), ((1, 2, 3, 4), {}), ((1,), {"c": 2})]),
    (kw, [((), {}), ((1,), {}), ((1,), {"k": 2}), ((), {"x": 1}), ((1, 2), {"k": 1}), ((), {"k": 2})]),
    (kw3, [((), {}), ((), {"k": 1}), ((1,), {}), ((), {"m": 1})]),
    (mix, [((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((1, 2, 3), {"c": 1}), ((), {"a": 1, "b": 2, "c": 3}), ((1,), {"b": 2, "c": 3})]),
    (var, [((), {}), ((1, 2, 3), {"k": 2, "z": 3}), ((), {"a": 1, "b": 2}), ((1,), {"a": 2})]),
    (kws, [((1,), {}), ((), {"x": 1}), ((1, 2), {"y": 1})]),
    (posk, [((), {"a": 1}), ((1,), {"a": 2})]),
    (C().m, [((), {}), ((1, 2), {}), ((1,), {"x": 2}), ((1,), {"self": 3})]),
    (C.m, [((), {}), ((1,), {})]),
    (C().n, [((), {}), ((1,), {})]),
    (C.cm, [((), {}), ((1, 2), {})]),
    (C.sm, [((), {}), ((1, 2), {})]),
    (C(), [((), {}), ((1, 2), {}), ((5,), {})]),
    (C, [((1,), {}), ((), {"a": 1})]),
    (lambda x: x, [((), {}), ((1, 2), {})]),
    (lambda *, x: x, [((), {})]),
]:
    for args, kwargs in calls:
        attempt(f, *args, **kwargs)


def many(a, b, c, d, e, *, first, second, third=3, length=5):
    pass


attempt(many)
attempt(many, 1, 2, 3, 4, 5)
attempt(many, 1, 2, 3, 4, 5, 6, first=1)
attempt(many, 1, 2, 3, 4, 5, frst=1)
attempt(many, 1, 2, 3, 4, 5, lenght=1)
attempt(many, 1, 2, 3, 4, 5, zzz=1)
attempt(lambda: f1(*1))
attempt(lambda: f1(**1))
attempt(lambda: f1(*[1], **{"a": 2}))
attempt(lambda: f1(**{1: 2}))
attempt(lambda: f1(**{"a": 1}, **{"a": 2}))
attempt(lambda: kws(a=1, **{"a": 2}))
attempt(lambda: kws(**{"a": 1}, **{1: 2}))
attempt(lambda: C().m(*None))
attempt(lambda: print(*1))
attempt(lambda: print(**[1]))
attempt(lambda: dict(**{1: 2}))
attempt(lambda: f2(*[1], 2, *[]))
attempt(lambda: var(*range(3), *"ab", k=2, **{"z": 1}, y=2))


class Mapping:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, k):
        return k * 2


attempt(lambda: kws(**Mapping()))
attempt(lambda: kws(x=1, **Mapping()))


class BadMapping:
    def keys(self):
        return 5


attempt(lambda: kws(**BadMapping()))


def order():
    log = []

    def note(x):
        log.append(x)
        return x

    def target(*a, **k):
        return a, k

    target(note(1), *[note(2)], note(3), k=note(4), **{"l": note(5)}, m=note(6))
    return log


print(order())


def defaults(a, b=[], c={}, *, d=[]):
    b.append(a)
    d.append(a)
    return b, d


print(defaults(1), defaults(2), defaults.__defaults__, defaults.__kwdefaults__)
defaults.__defaults__ = (7, 8)
attempt(defaults)
defaults.__defaults__ = ([0], 8)
print(defaults(3))
defaults.__kwdefaults__ = {"d": [9]}
print(defaults(4))
defaults.__kwdefaults__ = None
attempt(defaults, 4)
attempt(setattr, defaults, "__defaults__", 1)
attempt(setattr, defaults, "__kwdefaults__", 1)
attempt(setattr, defaults, "__code__", 1)
attempt(setattr, defaults, "__name__", 1)
attempt(setattr, defaults, "__qualname__", 1)
attempt(setattr, defaults, "__globals__", {})
attempt(setattr, defaults, "__closure__", ())
attempt(setattr, defaults, "__dict__", 1)
attempt(delattr, defaults, "__code__")
f1.__code__ = f2.__code__
print(f1(1, 2), f1.__name__)
f1.__name__ = "renamed"
f1.__qualname__ = "Q.renamed"
attempt(f1)
print(f1.__code__.co_name, f1.__code__.co_qualname)
fs = [lambda i=i: i for i in range(3)] + [lambda: i for i in range(3)]
print([f() for f in fs])
print((lambda *a, b=1, **c: (a, b, c))(1, 2, b=3, c=4))
print((lambda: (yield))().send(None))


def star_return():
    return 1, *[2, 3]


def star_yield():
    yield 1, *[2, 3]


print(star_return(), list(star_yield()))
a, *b = 1, 2, 3
*a, b = [1, 2]
(a, [b, *c]), d = (1, "xyz"), 3
print(a, b, c, d, [*a, b] if isinstance(a, list) else [a, *c], {*c, d} == {"y", "z", 3}, {**{"a": 1}, "b": 2, **{"a": 3}})
for a, *b in [(1, 2, 3), "xy"]:
    print(a, b)
for x in *[1, 2], 3:
    print(x, end=" ")
print()


def unpack(v):
    a, b = v


def unpack_star(v):
    a, b, *c = v


for v in [1, (1,), (1, 2, 3), [], "abc", {1: 2, 2: 3}, range(5), None]:
    attempt(unpack, v)
    attempt(unpack_star, v)
attempt(max)
attempt(max, 1)
attempt(max, [])
attempt(sorted, [1], 2)
attempt(len)
attempt(len, 1, 2)
attempt(len, obj=[])
attempt(print, sep=1)
attempt(isinstance, 1)
attempt(ord, "ab")
attempt(ord, 1)
attempt(chr, -1)
attempt(chr, "a")
attempt("".join)
attempt("".join, [1])
attempt([].append)
attempt([].append, 1, 2)
attempt({}.update, 1)
attempt({}.pop)
attempt({}.pop, 1)
attempt([].pop)
attempt([].index, 1)
attempt([].remove, 1)
attempt("a".split, 1)
attempt("a".replace, "a")
attempt(str.upper)
attempt(str.upper, 1)
attempt(range)
attempt(range, 1.5)
attempt(range, 1, 2, 0)
attempt(zip, 1)
attempt(map)
attempt(map, 1)
attempt(filter, 1)
attempt(iter, 1, 2)
attempt(next, 1)
attempt(reversed, 1)
attempt(sum, 1)
attempt(sum, ["a"])
attempt(sum, ["a"], "")
attempt(divmod, 1)
attempt(pow, 2)
attempt(round, "a")
attempt(abs, "a")
attempt(open, 1.5)
attempt(getattr, 1)
attempt(type, 1, 2)
attempt(super, 1)
attempt(list, 1, 2)
attempt(tuple, 1)
attempt(dict, 1)
attempt(dict, [1])
attempt(dict, [(1, 2, 3)])
attempt(set, 1)
attempt(bytes, "a")
attempt(str, b"a", "bad-codec")
attempt(float, "x")
attempt(complex, "x")
attempt(int, "x", 10)
attempt(bool, 1, 2)
attempt(slice)
attempt(hash, [])
attempt(hash, ([],))
attempt(id)
attempt(callable)
attempt(eval)
attempt(exec)
attempt(compile, 1)
attempt(compile, "1", "f", "bad")
attempt(vars, 1)
attempt(dir, 1, 2)
attempt(input, 1, 2)
attempt(format, 1, 2)
attempt(bin, "a")
attempt(hex, 1.0)
attempt(isinstance, 1, 1)
attempt(issubclass, 1, int)
attempt(issubclass, int, 1)
attempt(any, 1)
attempt(all)
attempt(min, 1, key=1)
attempt(min, 1, 2, default=3)
attempt(object, 1)
attempt(property, 1, 2, 3, 4, 5)
attempt(staticmethod)
attempt(__import__)
attempt(__import__, 1)
attempt(__import__, "nope")
attempt(__import__, "")
