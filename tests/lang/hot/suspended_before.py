# Generators that were already suspended, at different yields, before the loop.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def two(n):
    i = 0
    while i < n:
        yield i
        yield i + 1000
        i += 1


def drain(g):
    total = 0
    for x in g:
        total += x
    return total


for ahead in range(4):
    g = two(20)
    for _ in range(ahead):
        next(g)
    print(ahead, drain(g))
