# next() on a generator held in a local.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-lacks: call box_int guard_type


def ticks():
    i = 0
    while True:
        yield i
        i += 2


def run(n):
    g = ticks()
    total = 0
    for _ in range(n):
        total += next(g)
    return total


print(run(4000))
