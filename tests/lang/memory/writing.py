# memoryview: writing through it, casts, release, what an exported bytearray or array refuses
# jit: threshold=2
from array import array


def attempt(function, *args, **names):
    try:
        return function(*args, **names)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def assign(target, key, value):
    target[key] = value


data = bytearray(b"abcdef")
view = memoryview(data)
print(view.readonly, view.toreadonly().readonly, memoryview(b"").readonly, view.toreadonly().obj is data)
view[0] = 65
view[-1] = 70
view[1:3] = b"xy"
view[3:5] = memoryview(b"zw")
print(data, view.tolist())
view[::2] = b"123"
print(data)
view[:4] = view[2:]
print(data)
view[2:] = view[:4]
print(data)
view[::-1] = bytes(view)
print(data)
for key, value in (
    (0, 256), (0, -1), (0, "a"), (0, b"a"), (0, 1.0), (6, 1), (slice(0, 2), b"abc"), (slice(0, 2), "ab"), (slice(0, 2), 1),
    (slice(0, 2), [1, 2]), ("a", 1), (slice(0, 2), array("i", [1, 2])), ((0, 1), 2), (True, 7), (0, True), (0, 10**30),
):
    print(key, value, attempt(assign, view, key, value))
print(data, attempt(assign, memoryview(b"abc"), 0, 1), attempt(assign, view.toreadonly(), 0, 1))


def remove(target, key):
    del target[key]


print(attempt(remove, view, 0), attempt(remove, view, slice(0, 1)), attempt(remove, memoryview(b"abc"), 0))

for change in (
    lambda: data.append(1), lambda: data.extend(b"12"), lambda: data.pop(), lambda: data.clear(), lambda: data.insert(0, 1),
    lambda: data.remove(data[0]), lambda: remove(data, 0), lambda: assign(data, slice(0, 2), b"abc"), lambda: data.__iadd__(b"x"),
    lambda: data.__imul__(2), lambda: data.resize(3), lambda: assign(data, slice(0, 2), b"AB"), lambda: data.reverse(),
    lambda: data.__init__(b"other"), lambda: data.extend(b""), lambda: data.__iadd__(b""),
):
    print(attempt(change), data)
part = view[1:3]
view.release()
print(attempt(data.append, 1), part.tolist())
part.release()
data.append(33)
print(data, attempt(len, view), attempt(lambda: view[0]), attempt(view.tolist), attempt(lambda: view.nbytes), repr(view).startswith("<released memory at 0x"))
print(attempt(lambda: view.release()), attempt(lambda: view.obj), attempt(bytes, view), view == view, view == data, attempt(iter, view) is None)
print(attempt(assign, view, 0, 1), attempt(lambda: b"".join([view])), attempt(hash, view), attempt(lambda: view.cast("B")), attempt(lambda: view.readonly))
with memoryview(data) as held:
    print(held[0], attempt(data.append, 1))
print(attempt(lambda: held[0]), attempt(held.__enter__), data.append(34), data)
views = [memoryview(data)[i:] for i in range(3)]
print(attempt(data.pop))
views.clear()
print(data.pop())

numbers = array("h", [1, 2, 3])
window = memoryview(numbers)
window[1] = -7
print(numbers, attempt(numbers.append, 1), attempt(assign, window, 0, 1 << 15), attempt(assign, window, 0, 1.5), attempt(numbers.pop))
print(attempt(lambda: numbers.__iadd__(numbers)), attempt(lambda: remove(numbers, 0)), attempt(numbers.extend, [1]), attempt(numbers.fromlist, [1]))
window[:2] = array("h", [8, 9])
print(numbers, attempt(assign, window, slice(0, 2), b"abcd"))
window.release()
numbers.append(4)
print(numbers)

raw = memoryview(bytearray(range(16)))
for format in "bBchHiIqQfd":
    cast = raw.cast(format)
    print(format, cast.itemsize, len(cast), cast.tolist() if format not in "fd" else "", cast.nbytes, cast.format, cast.shape, cast.strides)
    print(attempt(assign, cast, 0, 1), attempt(assign, cast, 0, "x"), attempt(assign, cast, 0, b"x"), attempt(assign, cast, 0, 1 << 70), attempt(assign, cast, 0, -1))
print(raw.tolist())
floats = raw[:8].cast("d")
floats[0] = 2.5
print(floats.tolist(), raw[:8].hex(), attempt(assign, floats, 0, "x"), raw.cast("@i").format)
print(attempt(raw.cast, "z"), attempt(raw.cast, ""), attempt(raw.cast, "<i"), attempt(raw.cast, "ii"), attempt(raw.cast, 1), attempt(raw[:3].cast, "i"))
print(attempt(raw.cast("i").cast, "h"), raw.cast("i").cast("B").tolist() == raw.tolist(), attempt(raw[::2].cast, "H"), attempt(raw.cast("i").cast, "c"))
print(attempt(raw.cast), attempt(raw.cast, format="H").shape, attempt(raw.cast, "B", [16]).shape, attempt(raw.cast, "B", shape=(3,)))
print(attempt(raw.cast, "B", 16), attempt(raw.cast, "B", []), attempt(raw.cast, "B", ["a"]), attempt(raw.cast, "B", [-16]), attempt(raw.cast, "B", [0]))
bits = memoryview(bytearray([0, 1, 1])).cast("?")
print(bits.tolist(), attempt(assign, bits, 0, "x"), attempt(assign, bits, 1, []), bits.tobytes(), raw.cast("c")[0], raw.cast("c").tolist()[:3], raw.cast("c") == raw, raw.cast("b") == raw)
nested = memoryview(memoryview(data)[1:])
print(nested.tolist(), nested.obj is data)
