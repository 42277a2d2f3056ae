# f_lasti and the positions of the frames that call, when all of them are hot.
# jit: threshold=2
import sys


def place(depth):
    frame = sys._getframe(depth)
    return frame.f_lasti, list(frame.f_code.co_positions())[frame.f_lasti // 2]


def stores():
    global found
    found = place(1)
    return found


def nested(n):
    x = (n, place(1), place(2) if n else
         None)
    return x


def outer(n):
    return nested(
        n) + (1,)


def generator(n):
    for i in range(n):
        got = place(1)
        yield got


def caller():
    value = sys._getframe(1).f_lasti
    return value


def loop():
    seen = set()
    for _ in range(50):
        seen.add((stores(), outer(1), outer(0), *generator(3)))
        seen.add(caller())
    return seen


for row in sorted(loop(), key=repr):
    print(row)
print(found)
