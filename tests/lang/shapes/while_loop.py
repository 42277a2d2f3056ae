# A plain loop over ints, no generator.
# jit: threshold=10
# expect-jit: regions>=1
# loop-of: run
# loop-lacks: load_val store call box_int inc dec guard_int guard_type pending


def run(n):
    i = total = 0
    while i < n:
        total ^= i
        i += 1
    return total


print(run(5000))
