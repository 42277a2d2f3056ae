# The valid code whose mutations are run: every function of this file and those inside them.
ITEMS = [3, 1, 2]
TABLE = {"a": 1, "b": 2}
TOTAL = 0


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __enter__(self):
        return self

    def __exit__(self, *details):
        return self.x > 0

    @property
    def size(self):
        return self.x + self.y

    def move(self, by):
        self.x += by
        return self


class Longer(Point):
    def move(self, by):
        return super().move(by + 1)


def consume(items):
    total = 0
    for number, item in zip(range(60), items):
        total = (item, number)
    return total


def count(n):
    i = 0
    while i < 40:
        yield i
        i += 1


def evens(n):
    for x in count(n):
        if x % 2 == 0:
            yield x
        elif x > 30:
            break
    else:
        yield -1


def total(n):
    return sum(x * x for x in count(n) if x > 3)


def floats(n):
    a = 0.5
    for i in range(30):
        a = a * 1.25 - i / 3
    return a, -a, a // 2, a > 1.0


def send_average(n):
    total, number, mean = 0.0, 0, None
    while True:
        try:
            x = yield mean
        except ValueError:
            return number
        total += x
        number += 1
        mean = total / number


def delegate(n):
    try:
        got = yield from count(n)
        yield got
    except TypeError as error:
        yield error.args
    finally:
        ITEMS.sort()
    return (yield)


def nested_tries(n):
    for i in range(4):
        try:
            try:
                if i == 2:
                    raise KeyError(i)
                yield i
            finally:
                i += 1
        except (KeyError, ValueError):
            continue
        else:
            TABLE["a"] = i


def with_blocks(n):
    with Point(1, 2) as p, Longer(0, 1):
        p.move(2)
        yield p.size
        return p.x


def closures(n):
    number = 1

    def add(by, *rest, scale=2, **options):
        nonlocal number
        number += by * scale
        return number, rest, options

    return [add(i, i, scale=i, key=n) for i in range(5)], (lambda: number)()


def collections_of(n):
    a, *b, (c, d) = [1, 2, 3, (4, 5)]
    made = {**TABLE, "c": a}, {a, c, d}, [*b, *ITEMS], (*b,), b[1:], b[::-1]
    del b[0]
    ITEMS[0] = d
    ITEMS[0] += 1
    return made, {k: v for k, v in TABLE.items()}, {x for x in ITEMS}


def texts(n):
    word = f"{n!r:>10}{n}" "end"
    return word.upper() + word[1:3], "%s-%d" % (word, 3), word in ITEMS, not word, n is None


def globals_of(n):
    global TOTAL
    TOTAL += 1
    if TOTAL > 3 or 0 <= TOTAL < 2 and n:
        assert TOTAL, "total"
        TOTAL = 0
    return TOTAL


def deep(n, level=3):
    if level:
        yield from deep(n, level - 1)
    yield level


def matrix(n):
    rows = [[i * j for j in range(4)] for i in range(4)]
    for row in rows:
        row[0], row[1] = row[1], row[0]
        yield sum(row), max(row), min(x for x in row), all(row), any(x > 2 for x in row)


def calls(n):
    f = max
    yield f(1, 2), f(*ITEMS), f(ITEMS, key=lambda x: -x), dict(a=1, **TABLE)
    yield from map(str, sorted(ITEMS))
    while n:
        n = not n
        yield Longer(1, 2).move(1).size
