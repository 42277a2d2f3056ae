# A float accumulator over ints: the ints are converted, nothing is boxed.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-has: %... = fadd ...
# loop-lacks: call load_val store box_float box_int inc dec guard_float guard_type pending


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n):
    total = 0.0
    for x in count(n):
        total += x * 0.5
    return total


print(run(4000))
