"""Comprehensions and generator expressions."""

squares = [x * x for x in range(10) if x % 2 if x > 3]
pairs = {(x, y) for x in range(3) for y in 'ab'}
table = {k: v for k, v in zip('ab', 'cd')}
lazy = (x for x in squares)


def nested(rows):
    flat = [cell for row in rows for cell in row]
    columns = [[row[i] for row in rows] for i in range(3)]
    total = sum(x for row in rows for x in row)
    return flat, columns, total, all(x for x in flat), any(x > 1 for x in flat), tuple(x for x in flat)


def captured():
    functions = [lambda: i for i in range(3)]
    i = 5
    return [f() for f in functions], i


def shadowed(x):
    y = [x for x in x]
    return x, y


def assigned(data):
    return [last := item for item in data], [y for x in data for y in [x + 1]]


def in_handler(data):
    try:
        return {x: 1 / x for x in data}
    except ZeroDivisionError as x:
        return [x for _ in data]


class Names:
    base = 3
    values = [base_ * 2 for base_ in range(3)]
    table = {n: [m for m in range(n)] for n in range(2)}


def generator_in_loop(n):
    for i in (j * 2 for j in range(n)):
        yield (k for k in range(i))


async def asynchronous(source):
    a = [x async for x in source]
    b = {await x for x in a}
    return [y for y in b], (z async for z in source)
