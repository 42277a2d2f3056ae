# Number theory with generators: primes, factors, continued fractions, digits of pi, partitions, big integers.


def primes(limit):
    composite = bytearray(limit + 1)
    for n in range(2, limit + 1):
        if not composite[n]:
            yield n
            for multiple in range(n * n, limit + 1, n):
                composite[multiple] = 1


def is_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def rho(n):
    for c in range(1, 20):
        x = y = 2
        divisor = 1
        while divisor == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            divisor = gcd(abs(x - y), n)
        if divisor != n:
            return divisor


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def factors(n):
    if n == 1:
        return
    if is_prime(n):
        yield n
    elif n % 2 == 0:
        yield 2
        yield from factors(n // 2)
    else:
        divisor = rho(n)
        yield from sorted([*factors(divisor), *factors(n // divisor)])


def continued(top, bottom):
    while bottom:
        q, r = divmod(top, bottom)
        yield q
        top, bottom = bottom, r


def convergents(terms):
    p, q, p0, q0 = 1, 0, 0, 1
    for a in terms:
        p, p0 = a * p + p0, p
        q, q0 = a * q + q0, q
        yield p, q


def root_terms(n):
    root = int(n ** 0.5)
    m, d, a = 0, 1, root
    while True:
        yield a
        m = d * a - m
        d = (n - m * m) // d
        a = (root + m) // d


def pell(n):
    for x, y in convergents(root_terms(n)):
        if x * x - n * y * y == 1:
            return x, y


def pi_digits():
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < m * t:
            yield m
            q, r, m = 10 * q, 10 * (r - m * t), 10 * (3 * q + r) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2


def partitions(n, largest=None):
    largest = n if largest is None else largest
    if n == 0:
        yield []
    for part in range(min(n, largest), 0, -1):
        for rest in partitions(n - part, part):
            yield [part, *rest]


def egyptian(top, bottom):
    while top:
        unit = -(-bottom // top)
        yield unit
        top, bottom = top * unit - bottom, bottom * unit


def inverse(a, n):
    old, new, r, s = n, a % n, 0, 1
    while new:
        q = old // new
        old, new, r, s = new, old - q * new, s, r - q * s
    if old != 1:
        raise ValueError(f"{a} has no inverse modulo {n}")
    return r % n


def remainder(pairs):
    n = 1
    for _, m in pairs:
        n *= m
    return sum(r * (n // m) * inverse(n // m, m) for r, m in pairs) % n


print(list(primes(60)), sum(1 for _ in primes(5000)))
print([n for n in range(10**12, 10**12 + 100) if is_prime(n)], is_prime(2**89 - 1), is_prime(2**83 - 1))
for n in (360, 1001, 2**32 + 1, 999999, 600851475143):
    print(n, list(factors(n)))
print(list(continued(415, 93)), list(convergents(continued(415, 93)))[-1])
print([pell(n) for n in (2, 7, 13, 61)])
digits = pi_digits()
print("".join(str(next(digits)) for _ in range(60)))
print(list(partitions(6)), [sum(1 for _ in partitions(n)) for n in range(13)])
print(list(egyptian(5, 121)), list(egyptian(3, 7)))
print(remainder([(2, 3), (3, 5), (2, 7)]), pow(3, -1, 11), inverse(3, 11))
try:
    inverse(6, 9)
except ValueError as error:
    print(error)
print(sum(int(c) for c in str(2**1000)), len(str(3**2000)), (7**77 // 10**20) % 1000, -(7**30) // 10**9, -(7**30) % 10**9)
print(hex(2**100 - 3**60), (1 << 200 ^ 3**100).bit_length(), ~(5**40) & (2**64 - 1))
