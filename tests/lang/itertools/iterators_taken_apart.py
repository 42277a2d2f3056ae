# __reduce__, __setstate__ and copies of the iterators of built-in types.
import builtins
import copy
import sys


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Count:
    def __getitem__(self, index):
        if index >= 4:
            raise IndexError
        return index


def makers():
    yield "list", lambda: iter([1, 2, 3])
    yield "reversed list", lambda: reversed([1, 2, 3])
    yield "tuple", lambda: iter((1, 2, 3))
    yield "str", lambda: iter("aäb")
    yield "bytes", lambda: iter(b"abc")
    yield "bytearray", lambda: iter(bytearray(b"abc"))
    yield "range", lambda: iter(range(3, 30, 9))
    yield "long range", lambda: iter(range(2**65, 2**65 + 3))
    yield "dict", lambda: iter({1: 2, 3: 4, 5: 6})
    yield "items", lambda: iter({1: 2, 3: 4, 5: 6}.items())
    yield "reversed values", lambda: reversed({1: 2, 3: 4, 5: 6}.values())
    yield "set", lambda: iter({1, 2, 3})
    yield "enumerate", lambda: enumerate([4, 5, 6], 7)
    yield "reversed tuple", lambda: reversed((1, 2, 3))
    yield "sequence", lambda: iter(Count())
    yield "zip", lambda: zip((1, 2, 3), [4, 5, 6], strict=True)
    yield "map", lambda: map(abs, [-1, -2, -3])
    yield "filter", lambda: filter(None, [1, 0, 2])


def parts(iterator):
    function, arguments, *state = iterator.__reduce__()
    return function.__name__, [type(argument).__name__ for argument in arguments], state


for name, make in makers():
    fresh, used, ended = make(), make(), make()
    next(used)
    for item in ended:
        pass
    for iterator in (fresh, used, ended):
        print(name, parts(iterator), end=" ")
    print()
    print("   ", list(copy.copy(used)), list(used), list(copy.copy(ended)))
    if hasattr(fresh, "__setstate__") and name not in ("zip", "map"):
        for state in (-5, 1, 2, 99):
            iterator = make()
            iterator.__setstate__(state)
            print("   ", state, list(iterator), end="")
        print()
        show(lambda: make().__setstate__("x"))

it = iter(lambda: 1, 2)
print(parts(it))
it = iter(iter([2]).__next__, 2)
print(list(it), parts(it))


class Endless:
    def __getitem__(self, index):
        return index


it = iter(Endless())
it.__setstate__(sys.maxsize - 1)
print(next(it) == sys.maxsize - 1)
show(lambda: next(it))
print(range(1, 9, 2).__reduce__(), copy.copy(range(5)))

# A call that exhausts its own iterator.
it = None
calls = []


def call():
    calls.append(1)
    if len(calls) == 1:
        print("inner", list(it))
        return 5
    return 0


it = iter(call, 0)
print("outer", list(it), len(calls))


# The function is looked up first, and may change the iterator.
class Evil(str):
    pass


def replaced(name, make):
    original = getattr(builtins, name)
    it = make()
    delattr(builtins, name)
    try:
        it.__reduce__()
    except AttributeError as error:
        print("no", error)
    finally:
        setattr(builtins, name, original)


replaced("iter", lambda: iter([1]))
replaced("reversed", lambda: reversed([1]))

# The hint of a dict that has changed, and of what is reversed and has become shorter.
table = {1: 1, 2: 2}
it = iter(table)
print(it.__length_hint__(), end=" ")
table[3] = 3
print(it.__length_hint__())
items = [1, 2, 3]


class Sequence:
    def __len__(self):
        return len(items)

    def __getitem__(self, index):
        return items[index]


it = reversed(Sequence())
print(it.__length_hint__(), end=" ")
items.pop()
print(it.__length_hint__())
