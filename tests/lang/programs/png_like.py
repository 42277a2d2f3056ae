# A file format of chunks with checks: written with struct, read back by generators.
import struct
from itertools import accumulate
from operator import xor

HEADER = struct.Struct(">I4s")
SIZES = struct.Struct(">IIBB2x")
MAGIC = b"\x89IMG\r\n"


class FormatError(Exception):
    pass


def checksum(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def chunk(kind, data):
    return HEADER.pack(len(data), kind) + data + struct.pack(">I", checksum(kind + data))


def write(width, height, pixels):
    out = bytearray(MAGIC)
    out += chunk(b"SIZE", SIZES.pack(width, height, 8, 1))
    for start in range(0, len(pixels), width):
        row = pixels[start:start + width]
        out += chunk(b"ROWS", bytes(b - a & 255 for a, b in zip(b"\0" + row, row)))
    out += chunk(b"TIME", struct.pack("<dq", 12.5, -3))
    out += chunk(b"DONE", b"")
    return bytes(out)


def chunks(data):
    if not data.startswith(MAGIC):
        raise FormatError("magic")
    offset = len(MAGIC)
    while offset < len(data):
        try:
            length, kind = HEADER.unpack_from(data, offset)
        except struct.error as error:
            raise FormatError(f"header: {error}") from None
        offset += HEADER.size
        body = data[offset:offset + length]
        offset += length
        (check,) = struct.unpack_from(">I", data, offset)
        offset += 4
        if checksum(kind + body) != check:
            raise FormatError(f"checksum of {kind}")
        yield kind, body


def read(data):
    rows = []
    for kind, body in chunks(data):
        if kind == b"SIZE":
            width, height, depth, colour = SIZES.unpack(body)
        elif kind == b"ROWS":
            rows.append(bytes(accumulate(body, lambda a, b: a + b & 255)))
        elif kind == b"TIME":
            print("time", *struct.unpack("<dq", body))
        elif kind == b"DONE":
            return width, height, b"".join(rows)
    raise FormatError("no end")


pixels = bytes((x * y + x) & 255 for y in range(12) for x in range(16))
image = write(16, 12, pixels)
print(len(image), image[:30], hex(checksum(image)))
width, height, back = read(image)
print(width, height, back == pixels)
broken = bytearray(image)
broken[40] ^= 1
for data in (bytes(broken), image[:-14], image[1:], image[:50][:-3]):
    try:
        read(data)
    except (FormatError, struct.error) as error:
        print(type(error).__name__, error)
print(list(accumulate(image[:10], xor)))
print([hex(word) for (word,) in struct.iter_unpack(">I", pixels[:16])])
table = struct.Struct("<3s h f")
records = [(b"abc", -1, 0.5), (b"de", 300, 1.25)]
blob = b"".join(table.pack(*record) for record in records)
print(blob, list(table.iter_unpack(blob)))
