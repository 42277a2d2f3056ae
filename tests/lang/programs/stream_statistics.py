# Running statistics over streams: median by two heaps, windows, top items, histogram, reservoir.
import math
import random
from bisect import bisect_left, insort
from heapq import heappop, heappop_max, heappush, heappush_max, heappushpop
from itertools import accumulate, chain, count, islice, pairwise, starmap, tee


def medians(numbers):
    low, high = [], []
    for x in numbers:
        if low and x > low[0]:
            heappush(high, x)
        else:
            heappush_max(low, x)
        if len(low) > len(high) + 1:
            heappush(high, heappop_max(low))
        elif len(high) > len(low):
            heappush_max(low, heappop(high))
        yield low[0] if len(low) > len(high) else (low[0] + high[0]) / 2


def windows(numbers, n):
    copies = tee(numbers, n)
    return zip(*(islice(copy, at, None) for at, copy in enumerate(copies)))


def moving_medians(numbers, n):
    window = []
    for old, new in zip(chain([None] * n, numbers), numbers):
        if old is not None:
            del window[bisect_left(window, old)]
        insort(window, new)
        if len(window) == n:
            yield window[n // 2]


def top(numbers, n):
    heap = []
    for x in numbers:
        if len(heap) < n:
            heappush(heap, x)
        else:
            heappushpop(heap, x)
    return sorted(heap, reverse=True)


def welford(numbers):
    mean = square = 0.0
    for n, x in zip(count(1), numbers):
        delta = x - mean
        mean += delta / n
        square += delta * (x - mean)
        yield n, mean, math.sqrt(square / n)


def reservoir(numbers, n, rng):
    kept = []
    for i, x in enumerate(numbers):
        if i < n:
            kept.append(x)
        elif (j := rng.randint(0, i)) < n:
            kept[j] = x
    return kept


rng = random.Random(314)
data = [rng.randint(0, 1000) for _ in range(400)]
print(list(islice(medians(data), 8)), [*medians(data)][-1], sorted(data)[199:201])
print([max(w) for w in islice(windows(data, 5), 8)], list(moving_medians(data[:12], 5)))
print(top(data, 6), sorted(data)[-6:])
n, mean, deviation = [*welford(data)][-1]
print(n, round(mean, 9), round(deviation, 9))
print(reservoir(data, 5, rng), list(accumulate(data[:6], max)), [b - a for a, b in pairwise(data[:6])])
edges = list(accumulate([100] * 10))
bins = [0] * 11
for x in data:
    bins[bisect_left(edges, x)] += 1
print(bins, sum(bins), math.sumprod(bins, range(11)), list(starmap(max, windows(data[:5], 2))))
