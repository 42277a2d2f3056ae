# A report from a log: parsing with generators, grouping, ranking, merging of sorted streams.
from bisect import bisect_right, insort
from functools import partial, reduce
from heapq import merge, nlargest
from itertools import batched, chain, groupby, islice, tee
from operator import attrgetter, itemgetter, methodcaller
import random


class Entry:
    def __init__(self, time, host, path, status, size):
        self.time, self.host, self.path, self.status, self.size = time, host, path, status, size

    def __repr__(self):
        return f"{self.time:05d} {self.host} {self.path} {self.status} {self.size}"


def lines(seed, host, n):
    rng = random.Random(seed)
    time = 0
    for _ in range(n):
        time += rng.randint(1, 90)
        path = rng.choice(["/", "/about", "/shop", "/shop/cart"])
        status = rng.choices([200, 301, 404, 500], [80, 5, 10, 5])[0]
        yield f"{time} {host} {path} {status} {rng.randrange(100, 5000)}\n"


def parse(stream):
    for line in map(methodcaller("rstrip", "\n"), stream):
        time, host, path, status, size = line.split(" ")
        yield Entry(int(time), host, path, int(status), int(size))


def by(name, entries):
    key = attrgetter(name)
    return groupby(sorted(entries, key=key), key)


streams = [parse(lines(seed, f"host{seed}", 120)) for seed in (1, 2, 3)]
entries = list(merge(*streams, key=attrgetter("time")))
print(len(entries), entries[0], entries[-1], sep=" | ")
print({status: len(list(group)) for status, group in by("status", entries)})
sizes = {path: sum(map(attrgetter("size"), group)) for path, group in by("path", entries)}
print(sorted(sizes.items(), key=itemgetter(1), reverse=True))
for entry in nlargest(3, entries, key=attrgetter("size", "time")):
    print(entry)
hours = [0, 1000, 2000, 3000, 4000, 5000]
counts = [0] * len(hours)
for entry in entries:
    counts[bisect_right(hours, entry.time) - 1] += 1
print(counts)
errors, others = tee(entries)
errors = (e for e in errors if e.status >= 500)
print([e.time for e in islice(errors, 8)], sum(1 for e in others if e.status < 300))
slowest = []
for entry in entries:
    insort(slowest, entry.size)
    del slowest[:-5]
print(slowest)
print([sum(e.size for e in batch) for batch in batched(entries, 100)])
total = reduce(lambda sum, e: sum + e.size, entries, 0)
share = partial(round, ndigits=3)
print(total, share(sizes["/"] / total), list(chain.from_iterable(sorted(sizes.items())))[:4])
