# Primes, factors, congruences, big numbers.
from math import gcd, isqrt


def sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[:2] = b"\0\0"
    for n in range(2, isqrt(limit) + 1):
        if flags[n]:
            flags[n * n :: n] = bytes((limit - n * n) // n + 1)
    return [n for n, prime in enumerate(flags) if prime]


def is_prime(n):
    """Miller and Rabin, exact below 3.3e24."""
    small = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
    if n < 2 or any(n % p == 0 for p in small):
        return n in small
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for base in small:
        x = pow(base, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def factors(n):
    """Prime factors, by trial and Pollard's rho."""
    for p in (2, 3, 5, 7, 11, 13):
        while n % p == 0:
            yield p
            n //= p
    stack = [n] if n > 1 else []
    while stack:
        n = stack.pop()
        if is_prime(n):
            yield n
            continue
        c = 1
        while True:
            x = y = 2
            d = 1
            while d == 1:
                x = (x * x + c) % n
                y = (y * y + c) % n
                y = (y * y + c) % n
                d = gcd(abs(x - y), n)
            if d != n:
                break
            c += 1
        stack += [d, n // d]


def totient(n):
    result = n
    for p in set(factors(n)):
        result -= result // p
    return result


def chinese(residues, moduli):
    product = 1
    for m in moduli:
        product *= m
    total = sum(r * (product // m) * pow(product // m, -1, m) for r, m in zip(residues, moduli))
    return total % product


def continued_fraction(n):
    root = isqrt(n)
    if root * root == n:
        return [root]
    terms, m, d, a = [root], 0, 1, root
    while a != 2 * root:
        m = d * a - m
        d = (n - m * m) // d
        a = (root + m) // d
        terms.append(a)
    return terms


def pell(n):
    """The smallest solution of x*x - n*y*y == 1."""
    terms = continued_fraction(n)
    period = terms[1:]
    p0, q0, p1, q1 = 1, 0, terms[0], 1
    at = 0
    while p1 * p1 - n * q1 * q1 != 1:
        a = period[at % len(period)]
        p0, q0, p1, q1 = p1, q1, a * p1 + p0, a * q1 + q0
        at += 1
    return p1, q1


primes = sieve(2000)
print(len(primes), primes[:10], primes[-3:], sum(primes))
print([n for n in range(100) if is_prime(n)] == primes[:25], [is_prime(2**p - 1) for p in (31, 61, 67, 89, 107, 127)])
for n in (360, 97, 1001, 2**32 + 1, 10**12 + 39, 600851475143, 2**61 + 1, 123456789012345):
    print(n, "=", " * ".join(map(str, sorted(factors(n)))))
print([totient(n) for n in range(1, 21)], totient(10**9 + 7), chinese([2, 3, 2], [3, 5, 7]))
print(continued_fraction(61), pell(61), pell(109))
print([pow(3, -1, m) for m in (5, 7, 11)], pow(2, 1000, 10**9 + 7), pow(-3, 5, 7), pow(3, 5, -7))
try:
    print(pow(2, -1, 4))
except ValueError as error:
    print(error)
e, p, q = 65537, 2**89 - 1, 2**107 - 1
n, phi = p * q, (p - 1) * (q - 1)
d = pow(e, -1, phi)
message = int.from_bytes(b"attack at dawn")
cipher = pow(message, e, n)
print(hex(cipher), pow(cipher, d, n).to_bytes(14), n.bit_length())
perfect = [m for m in range(2, 500) if sum(k for k in range(1, m) if m % k == 0) == m]
print(perfect, [x for x in range(1, 60) if gcd(x, 60) == 1], isqrt(10**40), (10**40).bit_count())


def digits_of_pi():
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2


print("".join(str(digit) for digit, _ in zip(digits_of_pi(), range(60))))
fib = [0, 1]
while len(fib) < 300:
    fib.append(fib[-1] + fib[-2])
print(fib[-1], len(str(fib[-1])), sum(map(int, str(fib[-1]))), f"{fib[-1]:.6e}", f"{fib[120]:,}", f"{fib[60]:_x}")
