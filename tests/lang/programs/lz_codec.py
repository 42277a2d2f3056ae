# LZ77 with a sliding window, run lengths, varints and a checksum, all over bytes
# jit: threshold=5


def varint(value):
    while value > 127:
        yield value & 127 | 128
        value >>= 7
    yield value


def read_varint(source):
    value = shift = 0
    for byte in source:
        value |= (byte & 127) << shift
        if byte < 128:
            return value
        shift += 7
    raise EOFError("varint cut off")


def adler(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def matches(data, window=255, longest=60):
    at, seen = 0, {}
    while at < len(data):
        best = (0, 0)
        for start in reversed(seen.get(data[at:at + 3], ())):
            if at - start > window:
                break
            length = 3
            while length < longest and at + length < len(data) and data[start + length] == data[at + length]:
                length += 1
            if length > best[0]:
                best = (length, at - start)
        step = best[0] or 1
        yield (data[at],) if not best[0] else best
        for place in range(at, at + step):
            seen.setdefault(data[place:place + 3], []).append(place)
        at += step


def compress(data):
    out = bytearray(varint(len(data)))
    literals = bytearray()

    def flush():
        if literals:
            out.extend(varint(len(literals) << 1))
            out.extend(literals)
            literals.clear()

    for match in matches(data):
        if len(match) == 1:
            literals.append(match[0])
        else:
            flush()
            length, distance = match
            out.extend(varint(length << 1 | 1))
            out.extend(varint(distance))
    flush()
    out += adler(data).to_bytes(4, "big")
    return bytes(out)


def decompress(packed):
    source = iter(packed[:-4])
    size = read_varint(source)
    out = bytearray()
    while len(out) < size:
        kind = read_varint(source)
        if kind & 1:
            distance = read_varint(source)
            if not 0 < distance <= len(out):
                raise ValueError(f"distance {distance} at {len(out)}")
            for _ in range(kind >> 1):
                out.append(out[-distance])
        else:
            for _ in range(kind >> 1):
                out.append(next(source))
    if adler(out).to_bytes(4, "big") != packed[-4:]:
        raise ValueError("checksum differs")
    return bytes(out)


def samples():
    yield b""
    yield b"abcabcabcabcabcabd"
    yield bytes(200)
    yield b"she sells sea shells on the sea shore; " * 3
    yield bytes(i * i % 251 for i in range(300))
    yield b"".join(b"%d,%d\n" % (i, i % 7) for i in range(60))


for data in samples():
    packed = compress(data)
    kinds = [len(match) for match in matches(data)]
    print(len(data), len(packed), kinds.count(1), kinds.count(2), f"{adler(data):08x}", packed[:12].hex(), decompress(packed) == data)
packed = compress(b"some text, some text, some more text")
for change in (lambda p: p[:-5] + p[-4:], lambda p: p[:-1] + b"\0", lambda p: p[:13] + b"\xff\x01" + p[15:], lambda p: b"\xff" * 6):
    try:
        print(decompress(change(packed)))
    except (ValueError, EOFError, RuntimeError, StopIteration) as error:
        print(type(error).__name__, error)
print([bytes(varint(n)).hex() for n in (0, 127, 128, 300, 2 ** 40)])
