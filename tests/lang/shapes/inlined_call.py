# A Python function called in the loop is part of it.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-lacks: call load_val store box_int inc dec guard_int guard_type


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def twice(x):
    return x + x


def run(n):
    total = 0
    for x in count(n):
        total += twice(x)
    return total


print(run(4000))
