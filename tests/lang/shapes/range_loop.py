# A loop over a range: the iterator lives in registers.
# jit: threshold=10
# expect-jit: regions>=1
# loop-of: run
# loop-lacks: load_val load_int store call box_int inc dec guard_int guard_type pending


def run(n):
    total = 0
    for i in range(n):
        total += i & 7
    return total


print(run(5000))
