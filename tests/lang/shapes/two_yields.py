# Two yields in the body: the loop goes around once for both.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-lacks: load_val store call box_int inc dec guard_int guard_type pending


def steps(n):
    i = 0
    while i < n:
        yield i
        yield -i
        i += 1


def run(n):
    total = 0
    for x in steps(n):
        total = total * 3 + x & 0xFFFF
    return total


print(run(3000))
