# Every kind of parameter, defaults evaluated once, keyword-only, stars.


def f(a, b=2, /, c=3, *args, d, e=5, **more):
    return a, b, c, args, d, e, more


print(f(1, d=4))
print(f(1, 2, 3, 4, 5, d=6, z=7))
print(f(*range(5), **{"d": 1, "e": 2, "y": 3}))
print(f(*(1,), *[2, 3], d=0, **{}, **{"q": 1}))


def append(x, to=[]):
    to.append(x)
    return to


print(append(1), append(2), append(3, []), append.__defaults__)


def only(*, key=None):
    return key


print(only(), only(key=1), only.__kwdefaults__)
print((lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
a = b = []
a.append(1)
print(b, a is b)
print(f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount)
print(f.__code__.co_varnames)
