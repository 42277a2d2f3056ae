# Three yields, one of them taken every third round only.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def uneven(n):
    i = 0
    while i < n:
        yield i
        if i % 3 == 0:
            yield 100 + i
        yield i * 2
        i += 1


def run(n):
    seen = 0
    total = 0
    for x in uneven(n):
        seen += 1
        total += x
    return seen, total


print(run(30))
print(run(5))
