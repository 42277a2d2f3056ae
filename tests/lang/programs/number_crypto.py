# Number theory at work: primes, factors, keys, signatures, secret sharing; large ints throughout
# jit: threshold=5
from itertools import count, islice


def stream(seed):
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        yield seed >> 16


def bits(source, size):
    value = 0
    for _ in range((size + 47) // 48):
        value = value << 48 | next(source)
    return value & (1 << size) - 1 | 1 << size - 1


def is_prime(n, bases=(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
    if n < 2:
        return False
    for p in bases:
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for base in bases:
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


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def bezout(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = bezout(b, a % b)
    return g, y, x - a // b * y


def factor(n):
    """Prime factors in no order: trial division, then Pollard's rho."""
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
        for c in count(1):
            slow = fast = 2
            divisor = 1
            while divisor == 1:
                slow = (slow * slow + c) % n
                fast = (fast * fast + c) % n
                fast = (fast * fast + c) % n
                divisor = gcd(abs(slow - fast), n)
            if divisor != n:
                stack += [divisor, n // divisor]
                break


def primes_of(source, size):
    for _ in count():
        candidate = bits(source, size) | 1
        if is_prime(candidate) and gcd(candidate - 1, 65537) == 1:
            yield candidate


class Key:
    def __init__(self, source, size):
        p, q = islice(primes_of(source, size // 2), 2)
        self.n, self.e = p * q, 65537
        self.d = pow(self.e, -1, (p - 1) * (q - 1))

    def apply(self, value, exponent):
        if not 0 <= value < self.n:
            raise OverflowError(f"{value.bit_length()} bits do not fit into {self.n.bit_length()}")
        return pow(value, exponent, self.n)

    def encrypt(self, text):
        return self.apply(int.from_bytes(text.encode(), "big"), self.e)

    def decrypt(self, value):
        value = self.apply(value, self.d)
        return value.to_bytes((value.bit_length() + 7) // 8, "big").decode(errors="replace")

    def sign(self, text):
        return self.apply(digest(text), self.d)

    def verify(self, text, signature):
        return self.apply(signature, self.e) == digest(text)


def digest(text):
    value = 0xcbf29ce484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001b3 % 2 ** 64
    return value


def share(secret, needed, total, prime, source):
    coefficients = [secret] + [bits(source, 60) % prime for _ in range(needed - 1)]
    for x in range(1, total + 1):
        value = 0
        for coefficient in reversed(coefficients):
            value = (value * x + coefficient) % prime
        yield x, value


def combine(shares, prime):
    total = 0
    for x, y in shares:
        up = down = 1
        for other, _ in shares:
            if other != x:
                up, down = up * -other % prime, down * (x - other) % prime
        total += y * up * pow(down, -1, prime)
    return total % prime


source = stream(2024)
print([n for n in range(60) if is_prime(n)], [n for n in (561, 2 ** 31 - 1, 2 ** 61 - 1, 2 ** 67 - 1, 10 ** 18 + 9) if is_prime(n)])
for n in (360, 2 ** 32 + 1, 10 ** 15 + 37, 600851475143, 2 ** 59 - 1, 97 ** 4 * 13):
    print(n, sorted(factor(n)))
print(bezout(240, 46), gcd(2 ** 90, 6 ** 40), pow(3, -1, 11))
key = Key(source, 256)
message = "meet at dawn, käse"
secret = key.encrypt(message)
print(key.n.bit_length(), key.n % 10 ** 9, secret % 10 ** 9, key.decrypt(secret))
signature = key.sign(message)
print(key.verify(message, signature), key.verify(message + "!", signature), signature % 1000003)
try:
    key.encrypt("x" * 40)
except OverflowError as error:
    print("OverflowError:", error)
try:
    pow(6, -1, 9)
except ValueError as error:
    print("ValueError:", error)
prime = 2 ** 61 - 1
shares = list(share(123456789012345, 3, 6, prime, source))
print([combine(chosen, prime) for chosen in (shares[:3], shares[3:], shares[::2], shares)], combine(shares[:2], prime) == 123456789012345)
print(sum(factor_sum for n in range(10 ** 9, 10 ** 9 + 40) for factor_sum in [sum(factor(n))]) % 10 ** 9)
