# Tuples that are built by the generator and unpacked at once by the consumer.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def number(n):
    i = 0
    while i < n:
        yield i, i * 10
        i += 1


def run(n):
    total = 0
    for index, value in number(n):
        total += value - index
    return total


def keep(n):
    last = None
    for pair in number(n):
        last = pair
    return last


print(run(50), run(1))
print(keep(50), keep(0))
