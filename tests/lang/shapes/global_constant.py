# A global that stays what it is costs nothing.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-lacks: call load_val store box_int inc dec guard_int guard_type
factor = 3


def count(n):
    i = 0
    while i < n:
        yield i * factor
        i += 1


def run(n):
    total = 0
    for x in count(n):
        total += x
    return total


print(run(4000))
