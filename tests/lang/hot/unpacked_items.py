# Items of enumerate and zip that are unpacked at once, over iterators that do and do not run code.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def numbered(items, start):
    total = 0
    for number, item in enumerate(items, start):
        total += number * item
    return total


print([numbered(list(range(n)), n) for n in (0, 1, 4, 25)])
print(numbered([1, 2, 3] * 4, 2**61 - 5), numbered(range(9), 2**70))


def squares(n, log):
    for i in range(n):
        log.append(i)
        yield i * i


def zipped(n):
    log = []
    total = 0
    for a, b in zip(squares(n, log), range(n + 3)):
        total += a * b
    for a, b, c in zip(range(n), squares(n - 1, log), "abc" * n):
        total += a + b + len(c)
    for (a, b), (c, d) in zip(enumerate(squares(n, log)), zip(range(n), range(n))):
        total += a + b - c * d
    return total, len(log)


print([zipped(n) for n in (1, 2, 10, 21)])


# The item is of another length than its targets.
def misfit(n):
    seen = 0
    try:
        for a, b in zip(range(n), range(n), range(n)):
            seen += a
    except ValueError as error:
        return seen, str(error)
    return seen, None


print([misfit(n) for n in (0, 1, 4)])


def varied(n):
    out = []
    for i in range(n):
        sources = [range(3)] * (2 if i < n - 1 else 3)
        try:
            for a, b in zip(*sources):
                out.append(a + b)
        except ValueError as error:
            out.append(str(error))
    return out[-4:]


print(varied(2), varied(12))


def strict(n, m):
    total = 0
    try:
        for a, b in zip(range(n), range(m), strict=True):
            total += a * b
    except ValueError as error:
        return total, str(error)
    return total


print([strict(n, m) for n, m in ((3, 3), (9, 9), (9, 4), (4, 9))])


class Raises:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise KeyError("end")
        return self.n


def raised(n):
    total = 0
    try:
        for number, item in enumerate(Raises(n)):
            total += number * item
    except KeyError as error:
        return total, repr(error)


print([raised(n) for n in (0, 2, 12)])


# Kept whole as well as unpacked, and the iterator is used from the body.
def both(n):
    pairs = enumerate("abcdef" * n)
    out = []
    for number, letter in pairs:
        out.append(f"{number}{letter}")
        if number % 3 == 0:
            out.append(str(next(pairs)))
    return " ".join(out)


print(both(2))
