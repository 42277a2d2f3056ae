# Run-length codecs: text, bits and bytes, by groupby and back.
from itertools import chain, groupby, islice, pairwise, repeat, starmap, zip_longest


def encode(items):
    for item, run in groupby(items):
        yield item, sum(1 for _ in run)


def decode(pairs):
    return chain.from_iterable(starmap(repeat, pairs))


def to_text(pairs):
    return "".join(f"{n if n > 1 else ''}{c}" for c, n in pairs)


def from_text(text):
    number = ""
    for c in text:
        if c.isdigit():
            number += c
        else:
            yield c, int(number or 1)
            number = ""


def pack_bits(data):
    out = bytearray()
    for value, n in encode(data):
        while n > 255:
            out += bytes((255, value))
            n -= 255
        out += bytes((n, value))
    return bytes(out)


def unpack_bits(data):
    it = iter(data)
    return bytes(decode((value, n) for n, value in zip(it, it)))


for text in ("", "a", "aaabccddddd", "WWWWWWWWWWWWBWWWWWWWWWWWWBBB"):
    packed = to_text(encode(text))
    print(repr(text), repr(packed), "".join(decode(from_text(packed))) == text)

rows = ["..##..##", "..##....", "########"]
for row in rows:
    print(list(encode(row)))
data = bytes(chain(repeat(7, 600), range(5), repeat(0, 3)))
packed = pack_bits(data)
print(len(data), len(packed), packed, unpack_bits(packed) == data)


def changes(items):
    return [i for i, (a, b) in enumerate(pairwise(items), 1) if a != b]


print(changes("aabbbc"), changes(data)[:4])


def delta(numbers):
    numbers = iter(numbers)
    for first in islice(numbers, 1):
        yield first
        yield from (b - a for a, b in pairwise(chain([first], numbers)))


print(list(delta([3, 5, 5, 9, 2])), list(encode(delta(range(0, 50, 5)))))
print(list(zip_longest(*[iter("abcdefg")] * 3, fillvalue="-")))
total = 0
for c, n in encode(chain.from_iterable(repeat(c, i % 7 + 1) for i, c in enumerate("xyz" * 300))):
    total += n * ord(c)
print(total)
