# Arithmetic coding bit by bit: adaptive models of several orders, coroutines as bit sinks, bytes in and bytes out.
from bisect import bisect_right
from collections import Counter, deque
from contextlib import closing
from fractions import Fraction
from functools import wraps
from io import BytesIO
from itertools import accumulate
from math import log2

TOP, HALF, QUARTER = 1 << 32, 1 << 31, 1 << 30
END = 256


class CorruptData(Exception):
    pass


def sink(function):
    """A coroutine that is ready to be sent to."""
    @wraps(function)
    def start(*args):
        body = function(*args)
        next(body)
        return body
    return start


@sink
def bit_writer(file):
    """Packs bits into bytes; the last byte is filled up when the sink is closed."""
    byte = count = total = 0
    try:
        while True:
            bit = yield total
            byte, count, total = byte << 1 | bit, count + 1, total + 1
            if count == 8:
                file.write(bytes([byte]))
                byte = count = 0
    finally:
        if count:
            file.write(bytes([byte << 8 - count]))


def bit_reader(data, spare=64):
    for byte in data:
        for shift in range(7, -1, -1):
            yield byte >> shift & 1
    for _ in range(spare):
        yield 0
    raise CorruptData("no end of the text in the data")


class Frequencies:
    """Cumulative counts in a tree of sums: both ways in some ten steps."""
    limit = 1 << 14

    def __init__(self, size=257):
        self.size = size
        self.counts = [1] * size
        self.rebuild()

    def rebuild(self):
        self.sums = [0, *self.counts]
        for i in range(1, self.size + 1):
            above = i + (i & -i)
            if above <= self.size:
                self.sums[above] += self.sums[i]
        self.total = sum(self.counts)

    def below(self, symbol):
        total = 0
        while symbol:
            total += self.sums[symbol]
            symbol &= symbol - 1
        return total

    def find(self, value):
        at, step = 0, 1 << self.size.bit_length() - 1
        while step:
            if at + step <= self.size and self.sums[at + step] <= value:
                at += step
                value -= self.sums[at]
            step >>= 1
        return at

    def update(self, symbol, weight=24):
        self.counts[symbol] += weight
        self.total += weight
        at = symbol + 1
        while at <= self.size:
            self.sums[at] += weight
            at += at & -at
        if self.total > self.limit:
            self.counts = [count + 1 >> 1 for count in self.counts]
            self.rebuild()


class Model:
    """Chooses the table by the last `order` symbols."""

    def __init__(self, order):
        self.context = deque(maxlen=order)
        self.tables = {}

    def __iter__(self):
        """Tables as they are needed: the symbol that was coded is sent in."""
        while True:
            key = tuple(self.context)
            table = self.tables.get(key)
            if table is None:
                table = self.tables[key] = Frequencies()
            symbol = yield table
            table.update(symbol)
            self.context.append(symbol)


def encode(data, order):
    file, low, high, pending = BytesIO(), 0, TOP - 1, 0
    model = Model(order)
    tables = iter(model)
    table = next(tables)
    with closing(bit_writer(file)) as bits:
        def put(bit):
            nonlocal pending
            bits.send(bit)
            while pending:
                bits.send(1 - bit)
                pending -= 1

        for symbol in [*data, END]:
            width, start = high - low + 1, table.below(symbol)
            high = low + width * (start + table.counts[symbol]) // table.total - 1
            low += width * start // table.total
            while True:
                if high < HALF:
                    put(0)
                elif low >= HALF:
                    put(1)
                    low, high = low - HALF, high - HALF
                elif low >= QUARTER and high < 3 * QUARTER:
                    pending += 1
                    low, high = low - QUARTER, high - QUARTER
                else:
                    break
                low, high = low * 2, high * 2 + 1
            table = tables.send(symbol)
        pending += 1
        put(low >= QUARTER)
    return file.getvalue(), len(model.tables)


def decode(packed, order):
    bits = bit_reader(packed)
    low, high, value = 0, TOP - 1, 0
    for _ in range(32):
        value = value * 2 + next(bits)
    tables = iter(Model(order))
    table = next(tables)
    while True:
        width = high - low + 1
        symbol = table.find(((value - low + 1) * table.total - 1) // width)
        if symbol == END:
            return
        yield symbol
        start = table.below(symbol)
        high = low + width * (start + table.counts[symbol]) // table.total - 1
        low += width * start // table.total
        while True:
            if high < HALF:
                shift = 0
            elif low >= HALF:
                shift = HALF
            elif low >= QUARTER and high < 3 * QUARTER:
                shift = QUARTER
            else:
                break
            low, high, value = (low - shift) * 2, (high - shift) * 2 + 1, (value - shift) * 2 + next(bits)
        table = tables.send(symbol)


def exact(text):
    """The same idea with fractions: the shortest binary fraction in the interval of the text."""
    counts = sorted(Counter(text).items())
    starts = dict(zip((c for c, _ in counts), accumulate((n for _, n in counts), initial=0)))
    low, width = Fraction(0), Fraction(1)
    for char in text:
        low += width * Fraction(starts[char], len(text))
        width *= Fraction(dict(counts)[char], len(text))
    bits = 0
    while Fraction(-(-low.numerator * 2 ** bits // low.denominator), 2 ** bits) >= low + width:
        bits += 1
    return Fraction(-(-low.numerator * 2 ** bits // low.denominator), 2 ** bits), bits


def exact_decode(code, text_counts, length):
    names = [c for c, _ in sorted(text_counts.items())]
    starts = list(accumulate((n for _, n in sorted(text_counts.items())), initial=0))
    for _ in range(length):
        at = bisect_right(starts, code * length) - 1
        yield names[at]
        code = (code * length - starts[at]) / (starts[at + 1] - starts[at])


def entropy(data):
    counts = Counter(data)
    return sum(n * log2(len(data) / n) for n in counts.values()) / 8 if counts else 0.0


samples = {
    "empty": b"",
    "one": b"x",
    "same": b"a" * 400,
    "text": b"she sells sea shells by the sea shore and the shells she sells are sea shells for sure " * 3,
    "bits": bytes(bin(n * n).count("1") + 48 for n in range(350)),
    "all": bytes(range(256)),
    "noise": bytes((n * 7919 + (n * n >> 3)) % 251 for n in range(300)),
}
for name, data in samples.items():
    sizes = []
    for order in (0, 1, 2):
        packed, tables = encode(data, order)
        assert bytes(decode(packed, order)) == data, (name, order)
        sizes.append(f"{len(packed)}/{tables}")
    print(f"{name:<6} {len(data):4} bytes, entropy {entropy(data):7.2f}: {' '.join(sizes)}  {packed[:10].hex()}")
packed, _ = encode(samples["text"], 1)
for broken in (packed[:40], b"", b"\xff" * 20, bytes(b ^ 4 if i == 9 else b for i, b in enumerate(packed))):
    got = bytearray()
    try:
        for symbol in decode(broken, 1):
            got.append(symbol)
            if len(got) > 600:
                raise CorruptData("too long")
    except CorruptData as error:
        print(len(got), bytes(got[:12]), error)
    else:
        print(len(got), bytes(got[:12]), "ended")
for text in ("abracadabra", "mississippi", "hello world"):
    code, bits = exact(text)
    print(text, code, bits, f"{entropy(text) * 8:.2f}", "".join(exact_decode(code, Counter(text), len(text))))
