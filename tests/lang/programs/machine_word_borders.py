# Whole numbers that pass the borders of machine words inside hot loops, and come back.
BORDERS = [2**31, 2**32, 2**53, 2**60, 2**61, 2**62, 2**63, 2**64]


def count_through(start, n, step=1):
    x = start
    for _ in range(n):
        yield x
        x += step


def digest(values):
    h = 0
    for v in values:
        h = (h * 31 + v) % 1000000007
    return h


for b in BORDERS:
    for sign in (1, -1):
        a = sign * (b - 1500)
        up = list(count_through(a, 3000, sign))
        print(b.bit_length(), sign, up[0], up[1500], up[-1], digest(up), sum(up), min(up), max(up))


def ops(a, n, step):
    r = []
    x = a
    for i in range(n):
        r.append((x + x, x - 7 * x, x * 3, x // 7, x % 7, -x, ~x, x & 0xFFFF, x | 1, x ^ -1, x >> 3, x << 2, abs(x), x == a, x < a + 50, bool(x)))
        x += step
    return digest(map(digest, r)), r[-1]


for b in BORDERS:
    for a in (b - 1000, -b - 1000):
        print(*ops(a, 2000, 1))
for b in BORDERS:
    x, n = 1, 0
    while x < b * b:
        x = x * 3 + 1
        n += 1
    y, m = x, 0
    while y > 1:
        y = (y - 1) // 3
        m += 1
    print(b.bit_length(), x, n, m)


def products(start, n):
    total = 0
    for i in range(n):
        v = (start + i) * (start - i)
        total += v
        total -= v >> 1
    return total


print(*(products(b, 1500) for b in (2**15, 2**16, 2**26, 2**30, 2**31, 2**32)), sep="\n")


def collatz(n):
    steps = peak = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        peak = n if n > peak else peak
        steps += 1
    return steps, peak


print(*(collatz(n) for n in (27, 2**31 - 1, 2**53 + 1, 2**61 - 1, 2**62 + 1, 2**64 + 13)))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


for n, f in enumerate(fib()):
    if n in (46, 47, 78, 79, 90, 91, 92, 93, 94, 300):
        print(n, f)
    if n > 300:
        break


def lcg(seed, n):
    for _ in range(n):
        seed = (seed * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
        yield seed >> 33


print(sum(lcg(1, 3000)), max(lcg(7, 2000)))


def hash32(data):
    h = 2166136261
    for c in data:
        h ^= c
        h = h * 16777619 & 0xFFFFFFFF
    return h


print([hash32(bytes(range(256)) * k) for k in range(1, 6)])


def shifts(n):
    x, out = 1, 0
    for i in range(n):
        x <<= 1
        if x > 1 << 70:
            x = 1
        out ^= x
    return out


print(shifts(3000))


def mixed(n):
    x, y, kinds = 1, 1.0, {}
    for i in range(n):
        x = x * 2
        y = y * 2
        kinds[x == y] = kinds.get(x == y, 0) + 1
        if i % 70 == 69:
            x, y = 1, 1.0
    return kinds


print(mixed(3000))


def compare(n):
    r = 0
    for i in range(n):
        a = 2**53 + i % 5
        f = float(2**53 + i % 3)
        r += (a < f) + 2 * (a == f) + 4 * (a > f)
    return r


print(compare(3000))


def negdiv(n):
    t = 0
    for i in range(-n, n):
        if i:
            t += (2**62 - 1) // i + (2**62 - 1) % i + (-2**62) // i - (-2**61) % i + divmod(i, -7)[0]
    return t


print(negdiv(1500))


def mins(n):
    x = -2**61
    for i in range(n):
        if i == n - 10:
            x = -2**63
        y = -x
        z = x // -1
        w = abs(x)
        if not (y == z == w):
            return "bad"
    return y, z, w


print(mins(3000))


def power(n):
    t = 0
    for i in range(n):
        t += (i % 50) ** (i % 13)
        t ^= pow(3, i, 2**61 - 1)
    return t


print(power(3000))
total = 0
for i in range(2**61 - 1000, 2**61 + 1000):
    total += i & 1
for i in range(2**63 - 1000, 2**63 + 1000, 7):
    total += i % 3
for i in range(-2**64, -2**64 + 2000):
    total += i % 5
print(total, sum(range(2**62 - 10, 2**62 + 3000)), len(range(2**62, 2**62 + 3000)))
for i, x in enumerate(range(3000), 2**62 - 1500):
    total += i % 11 * x
print(total)
