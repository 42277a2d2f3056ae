# Two generators taken in turn: one adopted for each place in the loop.
# jit: threshold=10
# expect-jit: adopted>=2
# loop-of: run
# loop-lacks: box_int guard_type


def count(n, k):
    i = 0
    while i < n:
        yield i * k
        i += 1


def run(n):
    one, two = count(n, 1), count(n, -2)
    total = 0
    for x in one:
        total += x + next(two)
    return total


print(run(4000))
