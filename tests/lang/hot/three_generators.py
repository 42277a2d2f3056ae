# A pipeline of source, map and filter.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=3
# sweep: exits


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def scale(source, k):
    for x in source:
        yield x * k + 1


def odd(source):
    for x in source:
        if x & 1:
            yield x


def run(n, k):
    total = 0
    for x in odd(scale(count(n), k)):
        total += x
    return total


print(run(60, 3), run(40, 5), run(10, 2))
