# list[int], int | str: what they show, hold, compare and refuse.
import types


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


for text in """
int | 3
int | "x"
None | int
int | None | str
int | int
int | str == str | int
hash(int | str) == hash(str | int)
type(int | str)
(int | str).__args__
isinstance(1, int | str)
isinstance(1.5, int | str)
issubclass(int, int | str)
isinstance(1, list[int])
isinstance(1, int | list[int])
isinstance("a", int | list[int])
issubclass(int, list[int])
(int | str)()
(int | str)[3]
(int | str).foo
list[int]
list[int].__origin__
list[int].__args__
list[int].__class__
list[int] == list[int]
list[int] == list[str]
list[int] | None
dict[str, list[int]] | None
tuple[()]
tuple[int, ...]
tuple[int, ...].__args__
list[int]((1, 2))
list[int].append
[*tuple[int]]
type[int]
list[int][3]
int[3]
range[int]
object[1]
list["x"]
list[int].foo
types.GenericAlias(list, int)
types.GenericAlias(list)
types.GenericAlias(dict, (str, int))
isinstance(1, 3)
isinstance(1, (3,))
issubclass(1, int)
issubclass(int, 3)
type.__or__(int, str)
type.__or__(int, 3)
{list[int]: 1}[list[int]]
""".strip().splitlines():
    t(lambda: eval(text))


class A(list[int]):
    pass


print(A.__orig_bases__, A.__bases__, A([1]))


class G:
    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)


print(G[int], G[int, str].__args__, G[int]().__orig_class__)
try:

    class B(int | str):
        pass

except TypeError as e:
    print(e)
