# Products and shifts that overflow, and come back into range.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def powers(n):
    x = 1
    while n > 0:
        yield x
        x *= 3
        n -= 1


def run(n):
    total = 0
    low = 0
    for x in powers(n):
        total += x
        low = low * 5 + (x & 1023) & 0xFFFFF
    return total, low, total >> 40


print(run(20))
print(run(39))
print(run(42))
print(run(60))
