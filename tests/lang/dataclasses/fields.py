"""Fields that are not plain ones."""
import copy
from dataclasses import *
import dataclasses


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class P:
    x: int
    y: int = 0
    z: list = field(default_factory=list)


@dataclass
class Post:
    a: int
    b: int = field(init=False)
    c: InitVar[int] = 4
    d: InitVar[str] = "d"

    def __post_init__(self, c, d):
        self.b = self.a + c
        print("post", c, d)


print(Post(1), Post(1, 2, "e"), [f.name for f in fields(Post)], Post.d)
attempt(lambda: Post(1).q)
print(InitVar[int], repr(InitVar), InitVar[list[int]], InitVar)


@dataclass
class Recursive:
    inner: "Recursive" = None
    items: list = field(default_factory=list)


loop = Recursive()
loop.inner = loop
loop.items.append(loop)
print(loop)


@dataclass
class Node:
    value: int
    next: Node | None = None
    other: Undefined = 3


print(Node(1, Node(2)), fields(Node)[1].type, fields(Node)[2].type, Node.__init__.__annotate__(4))


class Outer:
    @dataclass
    class Inner:
        v: int


print(Outer.Inner(3), Outer.Inner.__init__.__qualname__)


class Descriptor:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return 7 if instance is None else getattr(instance, self.name)

    def __set__(self, instance, value):
        setattr(instance, self.name, int(value))


@dataclass
class WithDescriptor:
    x: int = Descriptor()


print(WithDescriptor(), WithDescriptor("5").x)


@dataclass
class Keyword:
    a: int
    _: KW_ONLY
    b: int
    c: int = 3


@dataclass(kw_only=True)
class AllKeyword(Keyword):
    d: int = 4
    e: int = field(kw_only=False, default=5)


print(Keyword(1, b=2), AllKeyword(1, 9, b=2), Keyword.__match_args__)
attempt(Keyword, 1, 2)
print(copy.copy(P(1)), copy.deepcopy(P(1, 2, [P(3)])), copy.replace(P(1), x=5), P(1).__replace__(y=8))
print(dataclasses.__all__)
print(FrozenInstanceError.__mro__, type(MISSING), type(KW_ONLY), str(field(default=1, default_factory=MISSING)).count("="))
