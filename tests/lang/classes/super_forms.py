# super() in all its forms.
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


class A:
    attr = "A.attr"

    def f(self):
        return "A.f"

    @classmethod
    def c(cls):
        return "A.c " + cls.__name__

    @staticmethod
    def s():
        return "A.s"

    @property
    def p(self):
        return "A.p"


class B(A):
    attr = "B.attr"

    def f(self):
        return "B.f " + super().f() + " " + super(B, self).f() + " " + __class__.__name__

    @classmethod
    def c(cls):
        return "B.c " + super().c()

    @staticmethod
    def s():
        return "B.s " + super(B, B).s()

    @property
    def p(self):
        return "B.p " + super().p

    def attrs(self):
        return super().attr, super(B, self).attr, super().__thisclass__.__name__, super().__self__ is self

    def nested(self):
        def inner():
            return super(B, self).f()

        return inner(), [super(B, self).f() for _ in range(2)], (lambda: super(B, self).f())()

    def generator(self):
        yield super().f()

    def missing(self):
        return super().nothing

    def setting(self):
        super().x = 1

    def implicit_in_comprehension(self):
        return [super().f() for _ in range(1)]

    def first_deleted(self):
        del self
        return super().f()

    def first_rebound(self):
        self = 5
        return super()

    def cell(self):
        return (lambda: self), super().f()


class C(B):
    def f(self):
        return "C.f " + super().f()


class D(A):
    def f(self):
        return "D.f " + super().f()


class E(C, D):
    def f(self):
        return "E.f " + super().f()


b = B()
print(b.f(), b.c(), B.c(), b.s(), b.p, b.attrs())
print(b.nested(), list(b.generator()), b.cell()[1], E().f(), E().p)
attempt(b.missing)
attempt(b.setting)
attempt(b.implicit_in_comprehension)
attempt(b.first_deleted)
attempt(b.first_rebound)
attempt(lambda: super())
attempt(lambda x: super(), 1)


def no_class(self):
    return super().f()


attempt(no_class, b)


def no_args():
    return super()


attempt(no_args)
attempt(super, 1)
attempt(super, 1, 2)
attempt(super, B, 1)
attempt(super, B, A())
attempt(super, A, B, C)
attempt(super, type=1)
unbound = super(B)
print(unbound, unbound.__thisclass__, unbound.__self__, unbound.__self_class__)
bound = unbound.__get__(E())
print(bound.f())
print(super(B, E).f(E()), super(B, E).c(), super(A, A).__init__ is not None)
print(repr(super(B, b)).startswith("<super: <class 'B'>, <B object"), repr(super(B, B)))
attempt(lambda: super(A, b).f)
attempt(getattr, super(B, b), "f", 1)
print(super(B, b).__class__)


class Sup(super):
    pass


print(Sup(B, b).f())


class Meta(type):
    def hello(cls):
        return "hello " + cls.__name__

    def __call__(cls, *args):
        obj = super().__call__(*args)
        obj.tag = "tagged"
        return obj


class M(metaclass=Meta):
    def __new__(cls, *args):
        self = super().__new__(cls)
        self.args = args
        return self


print(M(1, 2).args, M(3).tag, M.hello())


class Item:
    def __getitem__(self, k):
        return ("base", k)

    def __len__(self):
        return 3

    def __eq__(self, other):
        return "base eq"

    def __iter__(self):
        return iter("ab")


class Item2(Item):
    def __getitem__(self, k):
        return ("sub",) + super().__getitem__(k)

    def __len__(self):
        return super().__len__() + 1

    def __eq__(self, other):
        return "sub " + super().__eq__(other)

    def trysub(self):
        return super()[1]

    def __iter__(self):
        yield from super().__iter__()
        yield "c"


i = Item2()
print(i[1], len(i), i == 1, list(i))
attempt(i.trysub)


class Builtin(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)

    def get(self, key, default=None):
        return super().get(key, default) or "none"

    def update(self, *args, **kw):
        for k, v in dict(*args, **kw).items():
            self[k] = v


d = Builtin()
d["a"] = 1
d.update(b=2)
print(d, d.get("q"), d.get("a"), len(d))


class L(list):
    def append(self, x):
        super().append(x)
        return self

    def __init__(self, *args):
        super().__init__(args)


print(L(1, 2).append(3), L.__mro__)


class Exc(Exception):
    def __init__(self, message, code):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return "[%d] %s" % (self.code, super().__str__())


try:
    raise Exc("broken", 5)
except Exc as e:
    print(e, e.args, repr(e))


class Cooperative:
    def __init__(self, **kw):
        print("Cooperative", kw)
        super().__init__(**kw)


class Mixin:
    def __init__(self, mixin=None, **kw):
        print("Mixin", mixin, kw)
        super().__init__(**kw)


class Final(Cooperative, Mixin):
    def __init__(self, **kw):
        super().__init__(mixin=1, **kw)


Final()
attempt(Final, other=2)
