# LZ77, LZW, run lengths and base 64 as generator codecs over bytes, checked by going there and back.

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def runs(data):
    i = 0
    while i < len(data):
        n = 1
        while i + n < len(data) and data[i + n] == data[i] and n < 255:
            n += 1
        yield n
        yield data[i]
        i += n


def unruns(codes):
    codes = iter(codes)
    for n in codes:
        byte = next(codes)
        yield from [byte] * n


def lz77(data, window=64, longest=15):
    i = 0
    while i < len(data):
        best = (0, 0)
        for start in range(max(0, i - window), i):
            n = 0
            while n < longest and i + n < len(data) - 1 and data[start + n] == data[i + n]:
                n += 1
            if n > best[1]:
                best = (i - start, n)
        distance, n = best
        yield distance, n, data[i + n]
        i += n + 1


def unlz77(triples):
    out = bytearray()
    for distance, n, byte in triples:
        if distance > len(out):
            raise ValueError(f"distance {distance} at {len(out)}")
        for _ in range(n):
            out.append(out[-distance])
        out.append(byte)
    return bytes(out)


def lzw(data):
    table = {bytes([i]): i for i in range(256)}
    prefix = b""
    for i in range(len(data)):
        longer = prefix + data[i:i + 1]
        if longer in table:
            prefix = longer
        else:
            yield table[prefix]
            table[longer] = len(table)
            prefix = data[i:i + 1]
    if prefix:
        yield table[prefix]


def unlzw(codes):
    table = [bytes([i]) for i in range(256)]
    previous = b""
    for code in codes:
        entry = table[code] if code < len(table) else previous + previous[:1]
        yield from entry
        if previous:
            table.append(previous + entry[:1])
        previous = entry


def base64(data):
    for i in range(0, len(data), 3):
        group = data[i:i + 3]
        word = int.from_bytes(group.ljust(3, b"\0"), "big")
        text = "".join(ALPHABET[word >> shift & 63] for shift in (18, 12, 6, 0))
        yield text[:len(group) + 1].ljust(4, "=")


def unbase64(text):
    text = "".join(text.split())
    for i in range(0, len(text), 4):
        group = text[i:i + 4]
        word = sum(ALPHABET.index(c) << shift for c, shift in zip(group.rstrip("="), (18, 12, 6, 0)))
        yield from word.to_bytes(3, "big")[:len(group.rstrip("=")) - 1]


def varints(numbers):
    for n in numbers:
        while n >= 128:
            yield n & 127 | 128
            n >>= 7
        yield n


def unvarints(data):
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0
    if shift:
        raise ValueError("cut off")


samples = {"text": b"how much wood would a woodchuck chuck if a woodchuck could chuck wood " * 3, "empty": b"", "zeros": bytes(300),
           "bytes": bytes(range(0, 256, 5)), "waves": bytes((i * i >> 3) & 15 for i in range(200))}
for name, data in samples.items():
    r, z, w, b = bytes(runs(data)), list(lz77(data)), list(lzw(data)), "".join(base64(data))
    assert bytes(unruns(r)) == data and unlz77(z) == data and bytes(unlzw(w)) == data and bytes(unbase64(b)) == data
    print(name, len(data), len(r), len(z), len(w), len(bytes(varints(w))), len(b), b[:24])
print(list(lz77(b"abcabcabcd")), list(lzw(b"abababab")))
print(list(unvarints(varints([0, 127, 128, 300, 2**40]))), bytes(varints([300])).hex())
for bad in (lambda: unlz77([(3, 1, 0)]), lambda: list(unvarints(b"\x80")), lambda: list(unbase64("A*==")), lambda: list(unruns([3]))):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error, "|", repr(error.__cause__))
