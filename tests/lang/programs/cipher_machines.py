# Ciphers as stateful generators: Caesar, Vigenere, a rotor machine, a stream cipher, checksums, Morse, bases.
from itertools import cycle

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def shift(c, n):
    if not c.isalpha():
        return c
    base = ord("A" if c.isupper() else "a")
    return chr((ord(c) - base + n) % 26 + base)


def vigenere(text, key, sign=1):
    keys = cycle(LETTERS.index(k) for k in key)
    for c in text:
        yield shift(c, sign * next(keys)) if c.isalpha() else c


class Rotor:
    def __init__(self, wiring, notch, position=0):
        self.forward = [LETTERS.index(c) for c in wiring]
        self.back = [self.forward.index(i) for i in range(26)]
        self.notch, self.position = LETTERS.index(notch), position

    def through(self, n, table):
        return (table[(n + self.position) % 26] - self.position) % 26

    def step(self):
        turned = self.position == self.notch
        self.position = (self.position + 1) % 26
        return turned


def enigma(rotors, reflector, plugs=()):
    swap = dict([(LETTERS.index(a), LETTERS.index(b)) for a, b in plugs] + [(LETTERS.index(b), LETTERS.index(a)) for a, b in plugs])
    mirror = [LETTERS.index(c) for c in reflector]
    out = None
    while True:
        c = yield out
        if c not in LETTERS:
            out = c
            continue
        if rotors[2].step() and rotors[1].step():
            rotors[0].step()
        n = LETTERS.index(c)
        n = swap.get(n, n)
        for rotor in reversed(rotors):
            n = rotor.through(n, rotor.forward)
        n = mirror[n]
        for rotor in rotors:
            n = rotor.through(n, rotor.back)
        out = LETTERS[swap.get(n, n)]


def machine():
    rotors = [Rotor("EKMFLGDQVZNTOWYHXUSPAIBRCJ", "Q"), Rotor("AJDKSIRUXBLHWTMCQGZNPYFVOE", "E", 4), Rotor("BDFHJLCPRTXVZNYEIWGAKMUSQO", "V", 20)]
    m = enigma(rotors, "YRUHQSLDPXNGOKMIEBFZCWVJAT", ("AM", "FI"))
    next(m)
    return m


def rc4(key):
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    while True:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        yield box[(box[i] + box[j]) % 256]


def crc32(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def fnv(data, value=0xCBF29CE484222325):
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def luhn(digits):
    total = sum(d if i % 2 == 0 else sum(divmod(2 * d, 10)) for i, d in enumerate(int(c) for c in reversed(digits)))
    return total % 10 == 0


def tea(block, key, rounds=32):
    v0, v1, total, mask = *block, 0, 0xFFFFFFFF
    for _ in range(rounds):
        total = total + 0x9E3779B9 & mask
        v0 = v0 + ((v1 << 4) + key[0] ^ v1 + total ^ (v1 >> 5) + key[1]) & mask
        v1 = v1 + ((v0 << 4) + key[2] ^ v0 + total ^ (v0 >> 5) + key[3]) & mask
    return v0, v1


MORSE = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ ", ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. /".split()))


def base(n, radix, digits="0123456789abcdefghijklmnopqrstuvwxyz"):
    if n < 0:
        return "-" + base(-n, radix)
    out = ""
    while True:
        n, d = divmod(n, radix)
        out = digits[d] + out
        if not n:
            return out


def frequencies(text):
    counts = {}
    for c in text.upper():
        if c in LETTERS:
            counts[c] = counts.get(c, 0) + 1
    return counts


def crack(text):
    usual = {"E": 12, "T": 9, "A": 8, "O": 8, "I": 7, "N": 7, "S": 6, "H": 6, "R": 6}
    return max(range(26), key=lambda n: (sum(usual.get(shift(c, -n), 0) * k for c, k in frequencies(text).items()), -n))


PLAIN = "Meet me at the old stone bridge, at ten! Bring the letters."
secret = "".join(shift(c, 11) for c in PLAIN)
print(secret, crack(secret), "".join(vigenere(PLAIN, "LEMON")), "".join(vigenere(vigenere(PLAIN, "LEMON"), "LEMON", -1)) == PLAIN)
message = "".join(c for c in PLAIN.upper() if c in LETTERS + " ")
m = machine()
coded = "".join(m.send(c) for c in message)
m = machine()
print(coded, "".join(m.send(c) for c in coded) == message, any(a == b != " " for a, b in zip(message, coded)))
m = machine()
print(len(set("".join(m.send("A") for _ in range(780)))), "A" in "".join(machine().send("A") for _ in range(3)))
data = PLAIN.encode()
stream = bytes(a ^ b for a, b in zip(data, rc4(b"Key")))
print(stream.hex()[:40], bytes(a ^ b for a, b in zip(stream, rc4(b"Key"))) == data, bytes(b for b, _ in zip(rc4(b"Wiki"), range(6))).hex())
print(f"{crc32(b'123456789'):08x} {crc32(data):08x} {fnv(b'a'):016x} {fnv(data):016x}", tea((1, 2), (3, 4, 5, 6)))
print([luhn(n) for n in ("79927398713", "79927398710", "4539578763621486", "0")], " ".join(MORSE[c] for c in "SOS WE SINK"))
print([base(2**64 - 1, r) for r in (2, 7, 16, 36)], base(-255, 16), all(int(base(n, r), r) == n for n in range(0, 5000, 37) for r in range(2, 37)))
