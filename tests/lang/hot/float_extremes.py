# Floats whose exponent leaves the immediate range inside the loop.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def scale(n, x, factor):
    for _ in range(n):
        yield x
        x *= factor


def run(n, x, factor):
    last = None
    count = 0
    for y in scale(n, x, factor):
        if y == y:
            count += 1
        last = y
    return count, last


print(run(40, 1.0, 1e9))
print(run(40, -1.0, 1e-9))
print(run(20, 1e300, 10.0))
print(run(20, 5e-324, 0.5))
print(run(20, float("inf"), -1.0))
print(run(20, float("nan"), 2.0))
print(run(20, 1.0, -0.0))
