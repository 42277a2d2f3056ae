# Two generators in a row, both inside one function's loop.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=2
# sweep: exits


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def squares(source):
    for x in source:
        yield x * x


def run(n):
    total = 0
    for y in squares(count(n)):
        total = total * 3 + y & 0xFFFF
    return total


print(run(50), run(51), run(0))
