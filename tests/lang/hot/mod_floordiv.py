# Floor division and modulo of ints of both signs, by both signs.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def run(low, high, divisor):
    quotients = 0
    remainders = 0
    for x in range(low, high):
        quotients = quotients * 3 + x // divisor
        remainders = remainders * 3 + x % divisor
    return quotients % 1000003, remainders % 1000003


print(run(-15, 15, 4))
print(run(-15, 15, -4))
print(run(-15, 15, 1))
print(run(-15, 15, -1))
print(run(-3, 3, 1 << 62))
print(run(-(1 << 61) - 2, -(1 << 61) + 20, -1))
