# array: type codes, ranges, slices, methods, errors, and numbers in hot loops
# jit: threshold=5
from array import array, typecodes

print(typecodes, [array(c).itemsize for c in "bBhHiIqQfd"])
a = array("i", [3, 1, -2])
print(a, len(a), a[0], a[-1], a[1:], a[::-1], list(a), a.typecode, repr(array("d")), array("w", "hé"))
a.append(7)
a.extend(range(2))
a.extend(array("i", [9]))
a.insert(1, 100)
a.insert(-100, 5)
print(a, a.index(7), a.count(1), 100 in a, 2.0 in a, a.pop(), a.pop(0), a.tolist())
a.remove(100)
a.reverse()
print(a, a + array("i", [1]), a * 2, 2 * array("b", b"\1\2"), array("i") * 0)
a[0] = -5
a[1:3] = array("i", [8, 8, 8])
a[::2] = array("i", [0] * len(a[::2]))
del a[1], a[-2:]
print(a, a == array("d", a), a < array("i", [0, 9]), a != a, array("f", [0.1])[0], array("d", [0.1])[0])
print(a.tobytes(), array("H", b"\1\2\3\4"), array("h", [1, -2]).tobytes().hex())
a.byteswap()
print(a)
a += array("i", [4])
a *= 2
print(a, array("q", [2 ** 62, -(2 ** 63)]), array("Q", [2 ** 64 - 1]))
for code, value in [
    ("b", 128), ("b", -129), ("B", -1), ("B", 256), ("h", 40000), ("H", 70000), ("H", -1), ("I", -1),
    ("q", 2 ** 63), ("q", -(2 ** 70)), ("Q", -1), ("Q", 2 ** 64), ("Q", -(2 ** 70)), ("i", 1.5), ("i", "x"), ("d", "x"), ("d", None), ("w", "xy"), ("w", 3), ("f", 1),
]:
    try:
        print(code, array(code, [value]))
    except (OverflowError, TypeError) as error:
        print(code, value, type(error).__name__, error)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: array("x"))
attempt(lambda: array("ii"))
attempt(lambda: array(3))
attempt(lambda: array())
attempt(lambda: array("i", "abc"))
attempt(lambda: array("i", 5))
attempt(lambda: array("i", b"abc"))
attempt(lambda: array("i", [1])[1])
attempt(lambda: array("i", [1])["a"])
attempt(lambda: array("i").pop())
attempt(lambda: array("i", [1]).pop(4))
attempt(lambda: array("i", [1]).remove(2))
attempt(lambda: array("i", [1]).index(2))
attempt(lambda: array("i", [1]) + [1])
attempt(lambda: array("i", [1]) + array("d", [1]))
attempt(lambda: array("i", [1]).extend(array("d", [1])))
attempt(lambda: array("i", [1]).fromlist((1,)))
attempt(lambda: array("i", [1]).fromlist([1, "x"]))
attempt(lambda: array("i", [1, 2, 3]).__setitem__(slice(0, 3, 2), array("i", [1])))
attempt(lambda: array("i", [1]).__setitem__(slice(0, 1), [1]))
attempt(lambda: array("i", [1]).tounicode())


class Grid(array):
    def total(self):
        return sum(self)


grid = Grid("d", (i * 0.5 for i in range(6)))
print(list(grid), grid.total(), type(grid[1:]).__name__, isinstance(grid, array))


def convolve(values, kernel):
    out = array("d", [0.0]) * len(values)
    for i in range(len(values)):
        for j, k in enumerate(kernel):
            at = i + j - 1
            if 0 <= at < len(values):
                out[i] += values[at] * k
    return out


signal = array("d", [float(i * 7 % 11) for i in range(120)])
for _ in range(4):
    signal = convolve(signal, (0.25, 0.5, 0.25))
print(sum(signal), signal[:3], min(signal), max(signal))


def numbers(n):
    counts = array("L", [0] * 10)
    for i in range(n):
        counts[i * i % 10] += 1
        yield counts[i % 10]


print(sum(numbers(500)))
