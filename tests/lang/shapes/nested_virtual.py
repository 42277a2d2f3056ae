# An inner generator is created each round: it is never made.
# jit: threshold=10
# expect-jit: virtual_generators>=1
# loop-of: run
# loop-lacks: call box_int inc dec guard_type


def inner(k):
    for j in range(3):
        yield j * k


def run(n):
    total = 0
    for i in range(n):
        for x in inner(i):
            total += x
    return total


print(run(3000))
