# The kind of the value changes in every iteration, and the receiver in every second.
# jit: threshold=2


def rotating(n):
    values = (1, 1.5, "s", None, True, (1,), [2], 1 << 70, -0.0)
    for i in range(n):
        yield values[i % 9]


def describe(n):
    out = {}
    for v in rotating(n):
        key = type(v).__name__
        out[key] = out.get(key, 0) + 1
    return out


def add(n):
    total = 0
    for v in rotating(n):
        try:
            total = total + v
        except TypeError:
            total = 0
    return total


class P:
    def go(self):
        return 1


class Q:
    def go(self):
        return 2.5


class R(P):
    pass


def mega(n):
    receivers = [P(), Q(), R()]
    total = 0
    for i in range(n):
        total += receivers[i % 3].go()
    return total


print(describe(63))
print(add(62), add(30))
print(mega(60))
