# Every int operation at the edges of 62, 63 and 64 bits, inside hot loops.
# not-in: gc-every-1 too long for a collection at every allocation
# jit: threshold=2


def each(values, other):
    for a in values:
        b = other
        yield a + b, a - b, b - a, a * b, -a, ~a, abs(a), a & b, a | b, a ^ b, a < b, a == b


def digest(edge):
    low = list(range(edge - 12, edge + 12))
    total = 0
    for other in (1, -1, 3, edge, -edge):
        for row in each(low, other):
            for v in row:
                total = (total * 31 + v) % 1000000007
    return total


for bits in (8, 31, 32, 53, 60, 61, 62, 63, 64):
    print(bits, digest(1 << bits), digest(-(1 << bits)))


def divides(edge):
    total = 0
    for a in range(edge - 6, edge + 6):
        for b in (1, -1, 2, -2, 7, -7, edge or 1, -edge or 1):
            total = (total * 31 + a // b * 7 + a % b) % 1000000007
    return total


print([divides(s << bits) for bits in (0, 31, 61, 62, 63) for s in (1, -1)])
