# Huffman codes: a tree from a heap, walks of it, bits in and out through generators
# jit: threshold=5
import heapq


class Node:
    __slots__ = ("weight", "order", "symbol", "left", "right")

    def __init__(self, weight, order, symbol=None, left=None, right=None):
        self.weight, self.order, self.symbol = weight, order, symbol
        self.left, self.right = left, right

    def __lt__(self, other):
        return (self.weight, self.order) < (other.weight, other.order)

    def __iter__(self):
        if self.symbol is not None:
            yield self.symbol, ""
        else:
            for bit, child in (("0", self.left), ("1", self.right)):
                for symbol, code in child:
                    yield symbol, bit + code


def frequencies(data):
    counts = {}
    for symbol in data:
        counts[symbol] = counts.get(symbol, 0) + 1
    return counts


def build(counts):
    heap = [Node(weight, order, symbol) for order, (symbol, weight) in enumerate(sorted(counts.items()))]
    heapq.heapify(heap)
    order = len(heap)
    while len(heap) > 1:
        left, right = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, Node(left.weight + right.weight, order, None, left, right))
        order += 1
    return heap[0]


def canonical(lengths):
    code = previous = 0
    for symbol, length in sorted(lengths.items(), key=lambda pair: (pair[1], pair[0])):
        code <<= length - previous
        yield symbol, f"{code:0{length}b}"
        code += 1
        previous = length


def pack(bits):
    value = count = 0
    for bit in bits:
        value = value << 1 | (bit == "1")
        count += 1
        if count == 8:
            yield value
            value = count = 0
    if count:
        yield value << (8 - count)


def unpack(data, count):
    for byte in data:
        for shift in range(7, -1, -1):
            if count == 0:
                return
            count -= 1
            yield byte >> shift & 1


def encode(text):
    lengths = {symbol: len(code) or 1 for symbol, code in build(frequencies(text))}
    codes = dict(canonical(lengths))
    bits = sum(len(codes[symbol]) for symbol in text)
    return lengths, bits, bytes(pack(bit for symbol in text for bit in codes[symbol]))


def decode(lengths, bits, data):
    table = {code: symbol for symbol, code in canonical(lengths)}
    code = ""
    for bit in unpack(data, bits):
        code += "01"[bit]
        symbol = table.get(code)
        if symbol is not None:
            yield symbol
            code = ""
    if code:
        raise ValueError(f"{len(code)} bits left over")


for text in ["abracadabra", "mississippi river", "aaaa", "the quick brown fox jumps over the lazy dog " * 4]:
    lengths, bits, data = encode(text)
    back = "".join(decode(lengths, bits, data))
    print(f"{text[:20]!r}: {len(text) * 8} -> {bits} bits, {back == text}, {data[:8].hex()}")
    print("   ", " ".join(f"{symbol!r}={code}" for symbol, code in canonical(lengths)))
lengths, bits, data = encode("hello world")
for broken in (data[:-1], bytes([data[0] ^ 255]) + data[1:]):
    try:
        print("".join(decode(lengths, bits, broken)))
    except ValueError as error:
        print("ValueError:", error)
words = " ".join(f"word{i % 13} {'x' * (i % 5)}" for i in range(200))
lengths, bits, data = encode(words)
print(len(words), bits, len(data), sum(data) % 65521, "".join(decode(lengths, bits, data)) == words)
