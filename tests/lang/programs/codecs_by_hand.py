# Encodings written out: base 64, base 85, run lengths, Huffman codes, checksums.
ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
VALUES = {char: value for value, char in enumerate(ALPHABET)}


def encode64(data):
    out = bytearray()
    for at in range(0, len(data), 3):
        chunk = data[at : at + 3]
        number = int.from_bytes(chunk.ljust(3, b"\0"))
        digits = bytes(ALPHABET[number >> shift & 63] for shift in (18, 12, 6, 0))
        out += digits[: len(chunk) + 1] + b"=" * (3 - len(chunk))
    return bytes(out)


def decode64(text):
    text = bytes(char for char in text if char not in b" \r\n")
    if len(text) % 4:
        raise ValueError("Incorrect padding")
    out = bytearray()
    for at in range(0, len(text), 4):
        chunk = text[at : at + 4].rstrip(b"=")
        number = 0
        for char in chunk.ljust(4, b"A"):
            if char not in VALUES:
                raise ValueError(f"not a digit: {chr(char)!r}")
            number = number << 6 | VALUES[char]
        out += number.to_bytes(3)[: len(chunk) - 1]
    return bytes(out)


def encode85(data):
    out = []
    for at in range(0, len(data), 4):
        chunk = data[at : at + 4]
        number = int.from_bytes(chunk.ljust(4, b"\0"))
        digits = ""
        for _ in range(5):
            number, digit = divmod(number, 85)
            digits = chr(33 + digit) + digits
        out.append(digits[: len(chunk) + 1])
    return "".join(out)


def run_lengths(text):
    runs = []
    for char in text:
        if runs and runs[-1][0] == char:
            runs[-1][1] += 1
        else:
            runs.append([char, 1])
    return "".join(f"{count if count > 1 else ''}{char}" for char, count in runs)


def expand(text):
    out, count = [], ""
    for char in text:
        if char.isdigit():
            count += char
        else:
            out.append(char * int(count or 1))
            count = ""
    return "".join(out)


def huffman(text):
    counts = {}
    for char in text:
        counts[char] = counts.get(char, 0) + 1
    forest = [(count, order, char) for order, (char, count) in enumerate(sorted(counts.items()))]
    order = len(forest)
    while len(forest) > 1:
        forest.sort(key=lambda tree: tree[:2])
        a, b = forest.pop(0), forest.pop(0)
        forest.append((a[0] + b[0], order, (a, b)))
        order += 1

    def codes(tree, prefix):
        if isinstance(tree[2], str):
            yield tree[2], prefix or "0"
        else:
            yield from codes(tree[2][0], prefix + "0")
            yield from codes(tree[2][1], prefix + "1")

    return dict(codes(forest[0], ""))


def crc32(data):
    table = []
    for n in range(256):
        for _ in range(8):
            n = n >> 1 ^ (0xEDB88320 if n & 1 else 0)
        table.append(n)
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def adler32(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


for text in "", "f", "fo", "foo", "foob", "fooba", "foobar", "Zażółć gęślą jaźń", "\0\xff" * 3:
    data = text.encode()
    coded = encode64(data)
    print(f"{text!r:24} {coded.decode():36} {decode64(coded) == data} {encode85(data)}")
for bad in b"abc", b"ab!=", b"=":
    try:
        print(decode64(bad))
    except ValueError as error:
        print(error)
print(run_lengths("WWWWWBBBWWWWWWWWCD"), expand(run_lengths("WWWWWBBBWWWWWWWWCD")))
message = "she sells sea shells by the sea shore"
codes = huffman(message)
bits = "".join(codes[char] for char in message)
for char, code in sorted(codes.items(), key=lambda item: (len(item[1]), item[1])):
    print(repr(char), code, end="  ")
print()
back, prefix, decoded = {code: char for char, code in codes.items()}, "", []
for bit in bits:
    prefix += bit
    if prefix in back:
        decoded.append(back[prefix])
        prefix = ""
print(len(message) * 8, len(bits), "".join(decoded) == message, int(bits, 2).to_bytes(len(bits) // 8 + 1).hex(" ", 4))
for data in b"", b"a", b"123456789", b"The quick brown fox jumps over the lazy dog":
    print(f"{crc32(data):08x} {adler32(data):08x} {sum(data):5d}")
