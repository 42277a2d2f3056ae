# Huffman codes: building the tree with a heap, bits as generators, canonical tables.
import heapq
from collections import Counter


def build(counts):
    heap = [(count, i, symbol) for i, (symbol, count) in enumerate(sorted(counts.items()))]
    heapq.heapify(heap)
    ident = len(heap)
    while len(heap) > 1:
        (a, _, left), (b, _, right) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a + b, ident, (left, right)))
        ident += 1
    return heap[0][2]


def codes(tree, prefix=""):
    if isinstance(tree, tuple):
        yield from codes(tree[0], prefix + "0")
        yield from codes(tree[1], prefix + "1")
    else:
        yield tree, prefix or "0"


def canonical(table):
    code, last = 0, 0
    for length, symbol in sorted((len(bits), symbol) for symbol, bits in table.items()):
        code <<= length - last
        last = length
        yield symbol, f"{code:0{length}b}"
        code += 1


def bits(text, table):
    for c in text:
        yield from map(int, table[c])


def pack(stream):
    out, byte, n = bytearray(), 0, 0
    for bit in stream:
        byte, n = byte << 1 | bit, n + 1
        if n == 8:
            out.append(byte)
            byte = n = 0
    if n:
        out.append(byte << 8 - n)
    return bytes(out), n


def unpack(data, rest):
    for i, byte in enumerate(data):
        for shift in range(7, 7 - (rest if rest and i == len(data) - 1 else 8), -1):
            yield byte >> shift & 1


def decode(stream, table):
    back = {code: symbol for symbol, code in table.items()}
    code = ""
    for bit in stream:
        code += "01"[bit]
        if code in back:
            yield back[code]
            code = ""
    if code:
        raise ValueError(f"left over {code}")


text = "she sells sea shells by the sea shore; the shells she sells are sea shells"
counts = Counter(text)
print(counts.most_common(5), len(counts))
table = dict(canonical(dict(codes(build(counts)))))
for symbol, code in sorted(table.items(), key=lambda item: (len(item[1]), item[1])):
    print(repr(symbol), code, counts[symbol])
data, rest = pack(bits(text, table))
print(len(text), len(data), rest, data.hex())
print("".join(decode(unpack(data, rest), table)) == text)
try:
    list(decode(unpack(data, 0), table))
except ValueError as error:
    print(error)
print(list(codes(build({"a": 3}))))
for sample in ("a" * 20 + "b", "abcdefgh" * 9, "mississippi river " * 6):
    table = dict(canonical(dict(codes(build(Counter(sample))))))
    data, rest = pack(bits(sample, table))
    assert "".join(decode(unpack(data, rest), table)) == sample
    print(len(sample), len(data), sum(len(table[c]) for c in sample))
