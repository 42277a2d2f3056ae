# Comparisons that are yielded stay truth values.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-lacks: call load_val store box_int tag_bool inc dec guard_bool guard_type pending


def tests(n):
    i = 0
    while i < n:
        yield i % 7 < 3
        i += 1


def run(n):
    total = 0
    for hit in tests(n):
        if hit:
            total += 1
    return total


print(run(4000))
