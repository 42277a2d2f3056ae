# sum() over a generator expression over a range.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: sum
# loop-has: %... = mul...
# loop-lacks: load_val load_int store call box_int inc dec inc_any dec_any guard_type pending


def run(n):
    return sum(x * x for x in range(n))


print(run(5000))
