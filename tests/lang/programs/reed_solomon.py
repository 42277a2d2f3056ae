# Error-correcting codes: a Reed-Solomon code over GF(256), interleaving against bursts, Hamming codes and checksums beside it.
import struct
from collections import Counter
from functools import reduce
from itertools import batched, zip_longest
from operator import xor
from random import Random


class TooManyErrors(Exception):
    pass


def tables(generator=0x11D):
    exp, log, value = bytearray(512), bytearray(256), 1
    for power in range(255):
        exp[power] = exp[power + 255] = value
        log[value] = power
        value <<= 1
        if value & 0x100:
            value ^= generator
    return exp, log


EXP, LOG = tables()


class Element(int):
    """A number of GF(256)."""
    __slots__ = ()

    def __add__(self, other):
        return Element(int(self) ^ int(other))

    __radd__ = __sub__ = __rsub__ = __add__

    def __mul__(self, other):
        if not self or not other:
            return ZERO
        return Element(EXP[LOG[self] + LOG[other]])

    def __truediv__(self, other):
        if not other:
            raise ZeroDivisionError("division in GF(256)")
        return Element(EXP[LOG[self] + 255 - LOG[other]]) if self else ZERO

    def __pow__(self, power):
        return Element(EXP[LOG[self] * power % 255]) if self else ZERO

    def __repr__(self):
        return f"<{int(self):02x}>"


ZERO, ONE, ALPHA = Element(0), Element(1), Element(2)


class Polynomial(tuple):
    """Coefficients, the highest power first."""

    def __new__(cls, coefficients):
        return super().__new__(cls, map(Element, coefficients))

    def __add__(self, other):
        pairs = zip_longest(reversed(self), reversed(other), fillvalue=ZERO)
        return Polynomial(reversed([a + b for a, b in pairs]))

    def __mul__(self, other):
        if isinstance(other, Element):
            return Polynomial(a * other for a in self)
        result = [0] * (len(self) + len(other) - 1)
        for i, a in enumerate(self):
            if a:
                for j, b in enumerate(other):
                    if b:
                        result[i + j] ^= EXP[LOG[a] + LOG[b]]
        return Polynomial(result)

    def __mod__(self, divisor):
        rest = list(self)
        for i in range(len(self) - len(divisor) + 1):
            factor = rest[i]
            if factor:
                for j, b in enumerate(divisor):
                    rest[i + j] = rest[i + j] + factor * b
        return Polynomial(rest[len(self) - len(divisor) + 1:])

    def __call__(self, x):
        return reduce(lambda y, a: y * x + a, self, ZERO)

    def degree(self):
        return next((len(self) - 1 - i for i, a in enumerate(self) if a), -1)


class ReedSolomon:
    def __init__(self, parity):
        self.parity = parity
        self.generator = reduce(Polynomial.__mul__, (Polynomial([1, ALPHA ** i]) for i in range(parity)))

    def encode(self, data):
        return bytes(data) + bytes(Polynomial([*data, *[0] * self.parity]) % self.generator)

    def decode(self, block):
        word = Polynomial(block)
        syndromes = [word(ALPHA ** i) for i in range(self.parity)]
        if not any(syndromes):
            return block[:-self.parity], 0
        locator = self.locate(syndromes)
        errors = locator.degree()
        roots = [i for i in range(len(block)) if not locator(ALPHA ** (255 - i))]
        if len(roots) != errors:
            raise TooManyErrors(f"{errors} errors, {len(roots)} places")
        fixed = bytearray(block)
        evaluator = (Polynomial(reversed(syndromes)) * locator)[-self.parity:]
        evaluator = Polynomial(evaluator)
        for i in roots:
            x = ALPHA ** i
            inverse = ONE / x
            slope = reduce(Element.__mul__, (ONE + ALPHA ** j * inverse for j in roots if j != i), ONE)
            fixed[-1 - i] ^= evaluator(inverse) * x / (x * slope)
        if any(Polynomial(fixed)(ALPHA ** i) for i in range(self.parity)):
            raise TooManyErrors("not a code word after correction")
        return bytes(fixed[:-self.parity]), errors

    def locate(self, syndromes):
        """Berlekamp and Massey."""
        current, previous = Polynomial([1]), Polynomial([1])
        for i, syndrome in enumerate(syndromes):
            delta = reduce(Element.__add__, (current[-1 - j] * syndromes[i - j] for j in range(1, len(current))), syndrome)
            previous = Polynomial([*previous, 0])
            if delta:
                if len(previous) > len(current):
                    current, previous = previous * delta, current * (ONE / delta)
                current += previous * delta
        if current.degree() * 2 > self.parity:
            raise TooManyErrors(f"{current.degree()} errors for {self.parity} parity bytes")
        return Polynomial(current[len(current) - 1 - current.degree():])


def interleave(blocks):
    return bytes(byte for column in zip(*blocks) for byte in column)


def deinterleave(data, rows):
    return [data[row::rows] for row in range(rows)]


def hamming_encode(nibble):
    a, b, c, d = (nibble >> i & 1 for i in range(4))
    return a ^ b ^ d | (a ^ c ^ d) << 1 | a << 2 | (b ^ c ^ d) << 3 | b << 4 | c << 5 | d << 6


def hamming_decode(code):
    wrong = reduce(xor, (i for i in range(1, 8) if code >> i - 1 & 1), 0)
    if wrong:
        code ^= 1 << wrong - 1
    return (code >> 2 & 1) | (code >> 4 & 1) << 1 | (code >> 5 & 1) << 2 | (code >> 6 & 1) << 3


def crc32(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def adler32(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


text = b"The quick brown fox jumps over the lazy dog, and the dog does not mind at all."
code = ReedSolomon(12)
print([Element(7) * Element(9), Element(7) / Element(9) * Element(9), ALPHA ** 300, Element(5) + 5], code.generator)
block = code.encode(text)
print(len(block), block[-12:].hex(" "), code.decode(block) == (text, 0))
rng, results = Random(5), Counter()
for errors in (1, 2, 4, 6, 7, 9):
    for _ in range(4):
        damaged = bytearray(block)
        for place in rng.sample(range(len(block)), errors):
            damaged[place] ^= rng.randrange(1, 256)
        try:
            fixed, found = code.decode(bytes(damaged))
            results[errors, "fixed" if fixed == text else "wrong", found] += 1
        except TooManyErrors as error:
            results[errors, str(error)] += 1
print(*sorted(results.items(), key=str), sep="\n")
rows = [code.encode(bytes(part).ljust(20, b".")) for part in batched(text, 20)]
sent = bytearray(interleave(rows))
sent[30:50] = b"?" * 20
received = [code.decode(row) for row in deinterleave(bytes(sent), len(rows))]
print(b"".join(part for part, _ in received).startswith(text), [found for _, found in received])
print(all(hamming_decode(hamming_encode(n) ^ flip) == n for n in range(16) for flip in [0, *(1 << i for i in range(7))]))
packed = struct.pack(">II", crc32(text), adler32(text))
print(packed.hex(), f"{crc32(packed):08x}", crc32(b""), adler32(b""))
try:
    ONE / ZERO
except ZeroDivisionError as error:
    print(error)
