# One generator, summed.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-has: %... = add_natural_checked ...
# loop-has: %... = lt %..., %...
# loop-lacks: load_val load_int store call box_int inc dec inc_any dec_any guard_int guard_type pending poll
# loop-guards: 1


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n):
    total = 0
    for x in count(n):
        total += x
    return total


print(run(5000))
