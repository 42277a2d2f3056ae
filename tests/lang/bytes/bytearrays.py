# What a bytearray can do beyond bytes: change.


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


b = bytearray(b"hello")
b.append(33)
b.extend(b" you")
b.extend([1, 2])
b.insert(0, 72)
b.insert(-100, 0)
b.insert(100, 255)
print(b, len(b), b.pop(), b.pop(0), b)
b.remove(101)
b.reverse()
print(b)
b[0] = 65
b[1:3] = b"ZZZ"
b[-1:] = [7, 8]
print(b)
del b[0], b[2:4]
b[::2] = b"-" * len(b[::2])
print(b)
del b[::3]
print(b, b.copy() is not b)
b += b"+"
b += bytearray(b"x")
b *= 2
print(b, b + b"1", b"1" + b, type(b + b"").__name__, type(b"" + b).__name__)
b.resize(3)
print(b)
b.resize(5)
print(b, attempt(lambda: b.resize(-1)))
b.clear()
print(b, bool(b), bytearray(5), bytearray("é", "utf-8"), bytearray(range(3)))

c = bytearray(b"abc")
for action in (
    lambda: c.append(256), lambda: c.append("a"), lambda: c.extend("ab"), lambda: c.extend(5), lambda: c.extend([300]),
    lambda: c.insert(0), lambda: c.insert("a", 1), lambda: c.pop(9), lambda: bytearray().pop(), lambda: c.remove(1),
    lambda: c.__setitem__(0, 256), lambda: c.__setitem__(9, 1), lambda: c.__setitem__("a", 1), lambda: c.__setitem__(slice(0, 1), 5),
    lambda: c.__setitem__(slice(0, 1), "a"), lambda: c.__setitem__(slice(0, 3, 2), b"x"), lambda: c.__delitem__(5),
    lambda: hash(c), lambda: {c: 1}, lambda: c + 5, lambda: c.__iadd__("a"), lambda: bytearray(-1), lambda: bytearray("a"),
    lambda: c.reverse(1), lambda: c.clear(x=1), lambda: bytearray.append(b"a", 1),
):
    print(attempt(action), c)

view = iter(bytearray(b"ab"))
print(type(view).__name__, next(view), list(view), c == b"abc", b"abc" == c, c < b"abd", b"b" in c, 98 in c)


class Log(bytearray):
    def append(self, item):
        super().append(item + 1)


log = Log(b"a")
log.append(65)
log += b"z"
print(log, type(log).__name__, log.upper(), log[0], len(log))

sieve = bytearray([1]) * 100
sieve[0:2] = b"\0\0"
for n in range(2, 10):
    if sieve[n]:
        sieve[n * n :: n] = bytes(len(range(n * n, 100, n)))
print([n for n, prime in enumerate(sieve) if prime])
