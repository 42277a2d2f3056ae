"""Annotations are evaluated when somebody asks, once."""
calls = []


def note(value):
    calls.append(value)
    return value


def f(a: note(int), /, b: note(str) = "x", *c: note(float), d: note(list) = None, **e: note(dict)) -> note(tuple):
    local: note("never") = 1
    other: undefined
    return local


print(calls, f(1), calls)
print(f.__annotations__, calls)
print(f.__annotations__ is f.__annotations__, len(calls))
print(f.__annotate__(1), f.__annotate__.__qualname__, len(calls))
for form in (2, 3, 4):
    try:
        print(list(f.__annotate__(form)))
    except NotImplementedError as e:
        print(form, repr(e))


class C:
    x: note(int) = 1
    y: Later
    __private: str

    def m(self, a: Alias, b: C) -> Later:
        return a

    Alias = bytes


try:
    C.__annotations__
except NameError as e:
    print(e)
Later = complex
print(C.__annotations__, C.m.__annotations__)
C.Alias = bytearray
print(C.m.__annotations__["a"], C.m.__annotate__(1)["a"])
print(sorted(n for n in C.__dict__ if "annot" in n), hasattr(C(), "__annotations__"))


class D(C):
    pass


print(D.__annotations__, D.__annotate__, C.__annotate__.__qualname__)


def outer(kind):
    shadow = str

    class Inner:
        shadow = 3
        x: kind
        y: shadow
        z: list[kind]

        def m(self, a: kind, b: shadow): pass

    def g(a: kind, b: late) -> Inner: pass

    late = "late"
    return Inner, g


Inner, g = outer(int)
print(Inner.__annotations__, Inner.m.__annotations__, g.__annotations__["b"], g.__annotate__.__qualname__)


def star(*args: *tuple[int, str]): pass


print(star.__annotations__)

condition = True


class Conditional:
    a: int
    if condition:
        b: str = ""
    else:
        c: undefined
    for i in range(2):
        d: list
    while not condition:
        e: undefined
    try:
        f: dict
        raise ValueError
        g: undefined
    except ValueError:
        h: bytes
    finally:
        i: set


print(Conditional.__annotations__)
print([(lambda: 1).__annotations__, (lambda: 1).__annotate__])


async def coroutine(a: int) -> str: pass


def generator(a: list[int]) -> "text": yield


print(coroutine.__annotations__, generator.__annotations__)


class Meta(type):
    x: int


class WithMeta(metaclass=Meta):
    y: str


class Bare(metaclass=Meta):
    pass


print(Meta.__annotations__, WithMeta.__annotations__, Bare.__annotations__)


class Comprehension:
    names = ["a", "b"]
    x: [n for n in names]
    y: {n: m for n in names for m in [1, 2] if n != m}
    z: (lambda: undefined)

    def f(self) -> list(names): pass


print(Comprehension.__annotations__["x"], Comprehension.__annotations__["y"], Comprehension.f.__annotations__)
