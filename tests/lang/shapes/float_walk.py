# Floats through a generator: no box is made.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-has: %... = fadd ...
# loop-lacks: load_val store call box_float box_int inc dec inc_any dec_any guard_float guard_type pending


def walk(n, state):
    x = 0.0
    for _ in range(n):
        state = state * 16807 % 2147483647
        x += state / 2147483647.0 - 0.5
        yield x


def run(n):
    low = high = acc = 0.0
    for x in walk(n, 12345):
        if x < low:
            low = x
        elif x > high:
            high = x
        acc += x
    return acc + high - low


print(run(5000))
