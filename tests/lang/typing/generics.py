"""Type parameters and generic classes."""
import copy
import typing
from typing import *


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


def attempt_class(text):
    try:
        namespace = dict(globals())
        exec(text, namespace)
        made = list(namespace.values())[-1]
        print(made.__parameters__, [b.__name__ for b in made.__mro__])
    except Exception as e:
        print(type(e).__name__, e)


T = TypeVar("T")
K = TypeVar("K", bound=int)
A = TypeVar("A", int, str)
Co = TypeVar("Co", covariant=True)
Cn = TypeVar("Cn", contravariant=True)
I = TypeVar("I", infer_variance=True)
D = TypeVar("D", default=int)
print(T, K, A, Co, Cn, I, D, T.__name__, T.__bound__, K.__bound__, A.__constraints__, Co.__covariant__,
      Cn.__contravariant__, I.__infer_variance__, D.__default__, T.__default__, D.has_default(), T.has_default(),
      T.__module__, K.__constraints__)
attempt(TypeVar, "X", int)
attempt(TypeVar, "X", int, str, bound=int)
attempt(TypeVar, "X", covariant=True, contravariant=True)
attempt(TypeVar, 3)
attempt(TypeVar, "X", infer_variance=True, covariant=True)
attempt(lambda: isinstance(3, T))
for kind in ("T", "P", "Ts", "P.args", "Alias"):
    attempt_class(f"P = ParamSpec('P'); Ts = TypeVarTuple('Ts')\ntype X = int\nAlias = NewType('Alias', int)\nclass Q({kind}): pass")
print(T | int, int | T, T | None, T | "x", Union[T, int], copy.copy(T) is T, copy.deepcopy(T) is T)
P = ParamSpec("P")
PD = ParamSpec("PD", default=[int])
Ts = TypeVarTuple("Ts")
print(P, P.args, P.kwargs, P.args.__origin__, P.args == P.args, P.args == P.kwargs, PD.__default__, Ts, Unpack[Ts],
      [*Ts], Ts.__default__, Ts.has_default(), NoDefault)


class G(Generic[T, K]):
    pass


class E(G[int, K], Generic[K]):
    pass


print(G[int, str], G.__parameters__, G[int, T], G[int, T][str], G.__orig_bases__, G[int, str] == G[int, str],
      hash(G[int, str]) == hash(G[int, str]), G["X", None])
print(E[str], E.__parameters__, E.__orig_bases__, isinstance(E(), G), E[str].__args__, E[T].__parameters__)
for text in ("G[int]", "G[int, str, int]", "Generic[int]", "Generic[T, T]", "Generic[()]", "Generic[T][int]",
             "isinstance(3, G[int, str])", "issubclass(int, G[int, str])", "int[str]", "dict[T, K][int]",
             "list[T][int, str]", "List[T][int, str]", "Dict[T, K][int]"):
    attempt(eval, text)
for text in ("class X(Generic): pass", "class X(Generic[T], Generic[K]): pass", "class X(G[T, K], Generic[T]): pass",
             "class X(G): pass", "class X(List[T], Generic[T]): pass", "class X(List[T]): pass",
             "class X(Dict[str, T]): pass", "class X(dict[str, T]): pass", "class X(G[T, T]): pass",
             "class X(Generic[D, T]): pass", "class X[S](Generic[S]): pass", "class X[S](G[S, int]): pass",
             "class X(Protocol[T], Generic[K]): pass", "class X(Iterable[T]): pass",
             "class X(Mapping[str, T], Sized): pass"):
    attempt_class(text)


class Stack(Generic[T]):
    """A stack."""

    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()


stack = Stack[int]()
stack.push(3)
stack.push(4)
print(stack.pop(), stack.items, stack.__orig_class__, type(stack), Stack[int].__doc__, Stack[str].push is Stack.push)
Stack[int].shared = 5
print(Stack.shared)


class Slotted(Generic[T]):
    __slots__ = ("x",)


print(Slotted[int](), hasattr(Slotted[int](), "__orig_class__")) if False else print(type(Slotted[int]()))


class VT(Generic[*Ts]):
    pass


class Around(Generic[T, *Ts, K]):
    pass


class PS(Generic[P]):
    pass


class PS2(Generic[T, P]):
    pass


class DF(Generic[T, D]):
    pass


print(VT[int, str], VT[()], VT.__parameters__, VT[*tuple[int, ...]], VT[T, *Ts][int, str, float], VT[*tuple[int, str]])
print(Around[int, str], Around[int, str, bytes, float], Around[int, *tuple[str, ...], float])
print(PS[int, str], PS[[int, str]], PS[...], PS[P], PS[Concatenate[int, P]], PS[P][[int]])
print(PS2[int, [str]], PS2[int, ...], PS2[T, P][int, [str, bytes]], DF[int], DF[int, str], DF.__parameters__)
attempt(lambda: Around[int])
attempt(lambda: DF[()])


class First[X: int, *Ys, **Zs]:
    def method[U](self, a: U, b: X) -> "First[int]":
        return a


print(First.__type_params__, First.__parameters__, First.__orig_bases__, First[int, str, [bytes]],
      First.method.__annotations__, First.method.__type_params__)


class Second[X](First[X, [int]]):
    pass


print(Second.__orig_bases__, Second[int], Second.__mro__)


def function[X: (int, str), Z: undefined = str, Y = list[int]](a: X) -> Y:
    return a


X, Z, Y = function.__type_params__
print(X, X.__constraints__, X.__bound__, Y.__default__, X.__infer_variance__, type(X), function(3))
attempt(lambda: Z.__bound__)
undefined = str
print(Z.__bound__, Y.has_default(), X.has_default())
type Plain = int
type Listed[X] = list[X] | Plain
type Recursive = dict[str, Recursive] | int
type Many[X, *Ys, **Zs] = tuple[X, *Ys] | Callable[Zs, X]
print(Plain, Listed, Plain.__value__, Listed.__value__, Listed[int], Listed.__type_params__, Plain.__type_params__,
      Plain.__name__, Plain.__module__, Listed.__parameters__, type(Plain), Listed[int].__value__, Listed[int].__args__,
      Recursive.__value__, Plain | None, list[Plain], Many.__parameters__, Many.__value__)
attempt(lambda: Plain[int])
attempt(lambda: isinstance(3, Plain))
attempt(setattr, Plain, "__name__", 3)
attempt(TypeAliasType, "X", int, type_params=3)
print(TypeAliasType("Z", list[T], type_params=(T,))[int])
type Broken = missing_name
attempt(lambda: Broken.__value__)


class Holder:
    type Inner[X] = list[X] | local
    local = bytes

    class Nested[X]:
        type Deep = X

    def method[X](self, x: local) -> X:
        type Within = X
        return Within.__value__


print(Holder.Inner.__value__, Holder.Nested.Deep.__value__, Holder().method(1), Holder.method.__annotations__)
