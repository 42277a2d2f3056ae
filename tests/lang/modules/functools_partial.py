# partial, Placeholder, partialmethod, reduce, cmp_to_key.
import functools
from functools import Placeholder as _, cmp_to_key, partial, partialmethod, reduce


def show(label, function):
    try:
        print(label, "->", repr(function()).replace("<lambda>", "f"))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


def f(*args, **kwargs):
    return args, kwargs


p = partial(f, 1, a=2)
print(p(), p(3), p(3, b=4), p(a=5), p.args, p.keywords, p.func is f)
q = partial(p, 4, b=3, a=9)
print(q(), q.args, q.keywords, q.func is f)
print(repr(partial(max, 1, key=len)), partial(int), repr(partial(partial, print, sep="")))
r = partial(f, _, 2, _, 4)
print(r(1, 3), r(1, 3, 5, k=6), r.args)
s = partial(r, 10)
print(s.args, s(30), partial(r, 10, 30, 50).args, partial(r, _, 7)(1))
show("missing", lambda: r(1))
show("missing 2", lambda: r())
show("trailing", lambda: partial(f, 1, _))
show("keyword", lambda: partial(f, a=_))
show("none", lambda: partial())
show("not callable", lambda: partial(3))
show("placeholder", lambda: (_, type(_), type(_)() is _, functools.Placeholder is _))
show("placeholder args", lambda: type(_)(1))
p.extra = "attribute"
print(p.extra, p.__dict__, partial(p, 2).func is p)
show("read only", lambda: setattr(p, "func", 1))


class Sub(partial):
    pass


sub = Sub(f, 1)
sub.note = 1
print(sub(2), type(sub).__name__, repr(Sub(len)), sub.note, isinstance(sub, partial), sub.args)


class Host:
    bound = partial(f, "p")
    static = staticmethod(partial(f, "s"))

    def method(self, a, b, c=0):
        return ("method", a, b, c)

    short = partialmethod(method, 1)
    keyed = partialmethod(method, c=5)
    placed = partialmethod(method, _, 8)
    nested = partialmethod(short, 2)

    @classmethod
    def make(cls, a, b):
        return (cls.__name__, a, b)

    made = partialmethod(make, 1)

    @staticmethod
    def plain(a, b):
        return (a, b)

    halved = partialmethod(plain, 3)


h = Host()
print(len(h.bound()[0]), h.bound(1)[0][2:], h.static(1))
print(h.short(2), h.keyed(1, 2), h.placed(7), h.nested(), h.made(2), h.halved(4), Host.short(h, 5))
print(repr(partialmethod(len, 1, a=2)))
show("bad partialmethod", lambda: partialmethod(3))

state = p.__reduce__()
print(state[0], state[1] == (f,), state[2][1:])
fresh = partial(len)
fresh.__setstate__((f, (1, _, 2), {"k": 1}, None))
print(fresh(5), fresh.args)
show("bad state", lambda: fresh.__setstate__((1, 2)))
loop = partial(f)
loop.__setstate__((loop, (), {}, {}))
print(repr(loop))

print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(max, [3], 5), reduce(lambda a, b: a + b, "abc", ""), reduce(f, [], 7))
print(reduce(lambda a, b: a + b, (x for x in range(4)), initial=100))
show("reduce empty", lambda: reduce(f, []))
show("reduce not iterable", lambda: reduce(f, 3))
show("reduce one", lambda: reduce(f))
show("reduce none", lambda: reduce())
show("reduce four", lambda: reduce(f, [], 1, 2))
show("reduce keyword", lambda: reduce(f, [], start=1))
show("reduce function keyword", lambda: reduce(function=f, iterable=[]))

K = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(sorted([3, 1, 2], key=K), K(1) < K(2), K(1) == K(1), K(2) >= K(3), K(obj=4).obj, max([1, 5, 2], key=K))
print(sorted("banana", key=cmp_to_key(lambda a, b: ord(b) - ord(a))))
show("K compare", lambda: K(1) < 2)
show("K empty", lambda: K < K(1))
show("K hash", lambda: hash(K(1)))
show("K args", lambda: K())
show("cmp args", lambda: cmp_to_key())
show("cmp fails", lambda: sorted([1, 2], key=cmp_to_key(lambda a, b: 1 // 0)))
k = K(1)
k.obj = 9
print(k.obj, K(8) < k)
