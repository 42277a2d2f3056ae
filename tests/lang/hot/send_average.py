# Values sent into a coroutine-like generator in a loop.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def averager():
    total = 0.0
    count = 0
    average = 0.0
    while True:
        x = yield average
        total += x
        count += 1
        average = total / count


def run(n):
    g = averager()
    next(g)
    acc = 0.0
    for i in range(n):
        acc += g.send((i & 31) * 0.5)
    g.close()
    return acc


print(run(50), run(1))
