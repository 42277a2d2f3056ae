"""Generator functions whose every resume point is reached again and again, each with the way it is driven."""


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def two_yields(n):
    for i in range(n):
        yield i
        yield -i


def three_in_turn(n):
    a, b, c = 1, 2, 3
    while n > 0:
        yield a
        yield b
        yield c
        a, b, c = b, c, a + b - c
        n -= 1


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        yield a
        a, b = b, (a + b) % 1000007


def walk(n):
    x = 0.5
    for i in range(n):
        x = x * 1.5 - i / 4.0
        if x > 1000.0:
            x = x - 1000.0
        yield x


def average():
    total = 0.0
    count = 0
    value = yield 0.0
    while value is not None:
        total += value
        count += 1
        value = yield total / count


def accumulator(start):
    total = start
    while True:
        step = yield total
        if step is None:
            step = 1
        total += step


def evens(items):
    for item in items:
        if item % 2 == 0:
            yield item


def pairs(items):
    last = None
    for item in items:
        if last is not None:
            yield (last, item)
        last = item


def items_of(rows):
    for row in rows:
        yield from row


def numbered(n):
    yield from range(n)
    yield -1


def guarded(n, log):
    try:
        for i in range(n):
            yield i * i
    finally:
        log.append(n)


def branches(n):
    for i in range(n):
        if i % 3 == 0:
            yield "three"
        elif i % 2 == 0:
            yield "two"
        else:
            yield i


def closure(n):
    scale = 3

    def inner():
        for i in range(n):
            yield i * scale
            yield i + scale

    return inner()


def growing(n):
    x = 1 << 55
    for _ in range(n):
        yield x
        x = x * 2 + 1


def drive(generator):
    out = []
    while True:
        try:
            out.append(next(generator))
        except StopIteration:
            return out


def drive_sends(generator, values):
    out = [next(generator)]
    for value in values:
        try:
            out.append(generator.send(value))
        except StopIteration:
            out.append("end")
            break
    return out


def main():
    log = []
    for _ in range(60):
        print(drive(count(9)))
        print(drive(two_yields(6)))
        print(drive(three_in_turn(5)))
        print(drive(fibonacci(10)))
        print(drive(walk(9)))
        print(drive_sends(average(), [1.0, 2.5, 4.0, -1.0, 8.0, 0.5, None]))
        print(drive_sends(accumulator(5), [2, None, 7, 1, None, 3]))
        print(drive(evens(list(range(14)))))
        print(drive(pairs([3, 1, 4, 1, 5, 9, 2, 6])))
        print(drive(items_of([[1, 2], [], [3], (4, 5, 6)])))
        print(drive(numbered(6)))
        print(drive(guarded(6, log)))
        print(drive(branches(13)))
        print(drive(closure(6)))
        print(drive(growing(14)))
    print(log)


main()
