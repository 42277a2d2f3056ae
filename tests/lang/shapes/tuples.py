# Pairs that are unpacked at once are never made.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-lacks: call store load_val box_int inc dec guard_int guard_type


def pairs(n):
    for i in range(n):
        yield i, i + 1


def run(n):
    total = 0
    for a, b in pairs(n):
        total += a * b
    return total


print(run(3000))
