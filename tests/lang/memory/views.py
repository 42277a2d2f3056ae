# memoryview over bytes, bytearray and array: reading, slices, attributes, equality, hashes
# jit: threshold=2
from array import array


def attempt(function, *args, **names):
    try:
        return function(*args, **names)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


view = memoryview(b"abcdef")
print(len(view), view[0], view[-1], view.tolist(), view.tobytes(), bytes(view), bytearray(view))
print(view.format, view.itemsize, view.nbytes, view.ndim, view.shape, view.strides, view.suboffsets, view.readonly)
print(view.c_contiguous, view.f_contiguous, view.contiguous, view.obj, type(view).__name__, memoryview.__module__)
print(view[1:4].tobytes(), view[::2].tobytes(), view[::-1].tobytes(), view[4:1].tobytes(), view[-3:].tobytes())
stepped = view[::-2]
print(stepped.tolist(), stepped.strides, stepped.shape, stepped.contiguous, stepped.c_contiguous, stepped.nbytes, len(stepped))
print(stepped[1:].tolist(), stepped[::-1].tolist(), stepped[::-1].contiguous, stepped[0], stepped.obj)
print([byte for byte in view], list(reversed(view)), 97 in view, 1 in view, 97.0 in view, sum(view))
first, *rest = view
print(first, rest, max(view), sorted(view, reverse=True), list(zip(view, view[1:])))
it = iter(view)
print(next(it), next(it), list(it), list(it), type(it).__name__)
print(view.hex(), view.hex(":"), view.hex("-", 2), view[::2].hex(), view[::-1].hex(" ", -4))

print(view == b"abcdef", view == bytearray(b"abcdef"), view == memoryview(b"abcdef"), view == "abcdef", view != b"abc")
print(b"abcdef" == view, bytearray(b"abcdef") == view, view[:3] == b"abc", view[::2] == b"ace", view == [1])
print(attempt(lambda: view < view), attempt(lambda: view < b"x"), attempt(lambda: b"a" < view))
print(bytearray(b"a") < view, view > bytearray(b"a"), bytearray(b"b") < view)
print(hash(view) == hash(b"abcdef"), hash(view[::2]) == hash(b"ace"), len({view, b"abcdef", view[:]}))
print({b"abc": 1}[view[:3]])
print(attempt(hash, memoryview(bytearray(b"a"))))
print(attempt(hash, memoryview(b"abcd").cast("H")))
print(attempt(lambda: view + b"x"), attempt(lambda: view * 2))
print(b"x" + view, bytearray(b"x") + view, b"-".join([view, b"y", view[:1]]))
grown = bytearray(b"x")
grown += view
grown.extend(view[:2])
print(grown, view.tobytes().upper(), b"cd" in b"abcdef"[1:], b"abcdef".find(view[2:4]), b"abc".startswith(view[:1]))
print(int.from_bytes(view[:2], "big"), str(view, "ascii"), int(memoryview(b"12")), float(memoryview(b"1.5")))
print(b"%b|%s" % (view[:2], view[1:]))

numbers = memoryview(array("i", [1, -2, 3]))
print(numbers.format, numbers.itemsize, numbers.nbytes, len(numbers), numbers.tolist(), numbers[1], numbers.strides)
print(numbers == array("i", [1, -2, 3]), numbers == array("h", [1, -2, 3]), numbers == array("d", [1, -2, 3]))
print(numbers == memoryview(array("i", [1, -2])), numbers[::2].tolist(), numbers[::2].tobytes(), numbers[1:].obj)
print(memoryview(array("d", [1.5, -0.0])).tolist(), memoryview(array("d", [float("nan")])) == array("d", [float("nan")]))
print(memoryview(array("B", b"abc")) == b"abc", memoryview(array("b", [1])) == b"\x01", memoryview(array("b", [-1])) == b"\xff")

for bad in (
    lambda: view[6], lambda: view[-7], lambda: view["a"], lambda: view[1.0], lambda: view[1, 2], lambda: view[::0],
    lambda: memoryview(), lambda: memoryview(1), lambda: memoryview("a"), lambda: memoryview([1]), lambda: memoryview(b"", b""),
    lambda: memoryview(objekt=b""), lambda: view.hex("ab"), lambda: view.hex(1), lambda: view.nothing, lambda: view.tolist(1),
    lambda: len(memoryview(object=b"ab")), lambda: view.tobytes("F"), lambda: view.tobytes(order="A"), lambda: view.tobytes("X"),
    lambda: view[0:1, 0:1], lambda: view[...], lambda: view[()], lambda: view[None],
):
    print(attempt(bad))
print(repr(view).startswith("<memory at 0x"), isinstance(view, memoryview), view.count(97), attempt(view.index, 99), attempt(view.index, 1))
print(attempt(lambda: type("Derived", (memoryview,), {})))
print(view.index(100, 2), attempt(view.index, 97, 1), attempt(view.index, 98, 0, 1), view.count(3), attempt(view.index, 97, -6))
match_types = memoryview[int]
print(match_types, memoryview.__doc__)
