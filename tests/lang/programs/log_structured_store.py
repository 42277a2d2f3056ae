# A key-value store: an append-only log of bytes, segments, an index, compaction as a generator, crash recovery.


class CorruptRecord(Exception):
    pass


def encode(key, value):
    key = key.encode()
    body = b"" if value is None else value.encode()
    head = len(key).to_bytes(2, "little") + (0xFFFF if value is None else len(body)).to_bytes(2, "little")
    record = head + key + body
    return checksum(record).to_bytes(2, "little") + record


def checksum(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 251
        b = (b + a) % 251
    return b << 8 | a


def records(data, at=0):
    while at < len(data):
        head = data[at:at + 6]
        if len(head) < 6:
            raise CorruptRecord(f"short head at {at}")
        key_size, size = (int.from_bytes(head[i:i + 2], "little") for i in (2, 4))
        deleted = size == 0xFFFF
        end = at + 6 + key_size + (0 if deleted else size)
        record = data[at + 2:end]
        if end > len(data) or checksum(record) != int.from_bytes(head[:2], "little"):
            raise CorruptRecord(f"bad record at {at}")
        key = record[4:4 + key_size].decode()
        yield at, key, None if deleted else record[4 + key_size:].decode()
        at = end


class Segment:
    def __init__(self, number, data=b""):
        self.number, self.data = number, bytearray(data)

    def append(self, key, value):
        at = len(self.data)
        self.data += encode(key, value)
        return at

    def read(self, at):
        _, key, value = next(records(self.data, at))
        return value

    def __repr__(self):
        return f"<segment {self.number}: {len(self.data)} bytes>"


class Store:
    def __init__(self, limit=120, segments=()):
        self.limit, self.index, self.problems = limit, {}, []
        self.segments = list(segments) or [Segment(0)]
        for segment in self.segments:
            self.recover(segment)

    def recover(self, segment):
        good = 0
        try:
            for at, key, value in records(segment.data):
                good = at + len(encode(key, value))
                if value is None:
                    self.index.pop(key, None)
                else:
                    self.index[key] = segment, at
        except CorruptRecord as error:
            self.problems.append(f"{segment.number}: {error}, {len(segment.data) - good} bytes cut")
            del segment.data[good:]

    def __setitem__(self, key, value):
        if len(self.segments[-1].data) > self.limit:
            self.segments.append(Segment(self.segments[-1].number + 1))
        segment = self.segments[-1]
        at = segment.append(key, value)
        if value is None:
            self.index.pop(key)
        else:
            self.index[key] = segment, at

    def __delitem__(self, key):
        if key not in self.index:
            raise KeyError(key)
        self[key] = None

    def __getitem__(self, key):
        segment, at = self.index[key]
        return segment.read(at)

    def __contains__(self, key):
        return key in self.index

    def __iter__(self):
        return iter(sorted(self.index))

    def scan(self, start="", stop="\uffff"):
        for key in self:
            if start <= key < stop:
                yield key, self[key]

    def size(self):
        return sum(len(segment.data) for segment in self.segments)

    def compact(self):
        """Rewrites one old segment at a time; may be left between two."""
        for segment in self.segments[:-1]:
            before, kept = len(segment.data), 0
            live = [(key, value) for at, key, value in records(segment.data) if self.index.get(key) == (segment, at)]
            for key, value in live:
                self[key] = value
                kept += 1
            self.segments.remove(segment)
            yield segment.number, before, kept


class Batch:
    def __init__(self, store):
        self.store, self.changes = store, {}

    def __enter__(self):
        return self.changes

    def __exit__(self, kind, error, traceback):
        if kind is None:
            for key, value in self.changes.items():
                self.store[key] = value
        return kind is KeyboardInterrupt


store = Store()
for i in range(30):
    store[f"user:{i % 7}"] = f"name {i}" * (i % 3 + 1)
    if i % 5 == 4:
        del store[f"user:{i % 7}"]
print(list(store), store["user:0"], "user:9" in store, store.segments, store.size())
print(list(store.scan("user:2", "user:5")))
step = store.compact()
print(next(step), store["user:0"], store.size())
step.close()
before = dict(store.scan())
print(list(store.compact()), store.segments, dict(store.scan()) == before, store.size())
with Batch(store) as changes:
    changes["x"], changes["y"] = "1", "ü€"
try:
    with Batch(store) as changes:
        changes["z"] = "lost"
        raise RuntimeError("no")
except RuntimeError as error:
    print(error, "z" in store, store["y"])
with Batch(store) as changes:
    changes["z"] = "lost too"
    raise KeyboardInterrupt
print("z" in store, list(store))
images = [bytes(segment.data) for segment in store.segments]
again = Store(segments=[Segment(i, data) for i, data in enumerate(images)])
print(dict(again.scan()) == dict(store.scan()), again.problems)
images[-1] = images[-1][:-3]
cut = Store(segments=[Segment(i, data) for i, data in enumerate(images)])
print(cut.problems, sorted(set(store) - set(cut)))
flipped = bytearray(images[0])
flipped[len(flipped) // 2] ^= 0x40
print(Store(segments=[Segment(0, flipped)]).problems)
try:
    del store["nobody"]
except KeyError as error:
    print("KeyError", error)
for n in range(300):
    store[f"k{n % 23}"] = "v" * (n % 11)
    if n % 60 == 59:
        print(sum(kept for _, _, kept in store.compact()), store.size(), end=" ")
print(len(list(store)), encode("k", "v").hex(), encode("k", None).hex())
