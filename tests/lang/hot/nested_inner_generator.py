# A generator made anew for every round of the outer loop.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def three(i):
    yield i
    yield i + 1
    yield i + 2


def run(n):
    total = 0
    for i in range(n):
        for x in three(i):
            total += x
    return total


print(run(25), run(1), run(0))
