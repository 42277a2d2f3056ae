# yield from inside a hot loop: a new delegate each round.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def pair(i):
    yield i
    yield i * 2
    return i & 1


def every(n):
    odd = 0
    for i in range(n):
        odd += yield from pair(i)
    return odd


def run(n):
    total = 0
    for x in every(n):
        total += x
    return total


print(run(25), run(2))
g = every(12)
while True:
    try:
        last = next(g)
    except StopIteration as stop:
        print(last, stop.value)
        break
