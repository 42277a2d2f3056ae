# Three generators of one function's code, each around the next.
# jit: threshold=10
# expect-jit: adopted>=4
# loop-of: run
# loop-lacks: call load_val store box_int inc dec guard_int guard_type pending


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def plus(src, k):
    for x in src:
        yield x + k


def run(n):
    total = 0
    for x in plus(plus(plus(count(n), 1), 2), 3):
        total += x
    return total


print(run(4000))
