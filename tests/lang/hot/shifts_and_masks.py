# Shifts, masks and inversion at the edges of the small range.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def run(x, n):
    acc = 0
    for s in range(n):
        acc ^= x << s
        acc += x >> s
        acc &= (1 << 70) - 1
        acc |= ~s & 7
    return acc


print(run(1, 20))
print(run(3, 66))
print(run(-5, 66))
print(run((1 << 61) - 1, 10))
try:
    for s in range(20, -10, -1):
        last = 1 << s
except ValueError as error:
    print(last, error)
