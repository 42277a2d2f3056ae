"""Heaps: lists whose item at k is not greater than those at 2*k+1 and 2*k+2."""

from _heapq import (heapify, heapify_max, heappop, heappop_max, heappush, heappush_max, heappushpop,
                    heappushpop_max, heapreplace, heapreplace_max)

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
    "heappush_max", "heappop_max", "heapify_max", "heapreplace_max", "heappushpop_max",
]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables in order, one at a time."""
    heapify_ = heapify_max if reverse else heapify
    pop = heappop_max if reverse else heappop
    replace = heapreplace_max if reverse else heapreplace
    direction = -1 if reverse else 1
    # Entries are [rank, number of the iterable, item, its `__next__`]: equal ranks come in the order of the
    # iterables.
    heap = []
    for number, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            item = advance()
            heap.append([item if key is None else key(item), number * direction, item, advance])
        except StopIteration:
            pass
    heapify_(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                yield entry[2]
                entry[2] = item = entry[3]()
                entry[0] = item if key is None else key(item)
                replace(heap, entry)
        except StopIteration:
            pop(heap)
    if heap:
        entry = heap[0]
        yield entry[2]
        yield from entry[3].__self__


def nsmallest(n, iterable, key=None):
    """The n smallest items in order, as sorted(iterable, key=key)[:n]."""
    if n == 1:
        missing = object()
        item = min(iterable, default=missing, key=key)
        return [] if item is missing else [item]
    return _best(n, iterable, key, heapify_max, heapreplace_max, False)


def nlargest(n, iterable, key=None):
    """The n largest items in order, as sorted(iterable, key=key, reverse=True)[:n]."""
    if n == 1:
        missing = object()
        item = max(iterable, default=missing, key=key)
        return [] if item is missing else [item]
    return _best(n, iterable, key, heapify, heapreplace, True)


def _best(n, iterable, key, heapify_, replace, largest):
    """The n best items: a heap has the worst of them on top, which makes way for each that is better."""
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=largest)[:n]
    iterator = iter(iterable)
    step = -1 if largest else 1
    # Of equal items the earlier ones are better.
    if key is None:
        heap = [(item, order) for order, item in zip(range(0, n * step, step), iterator)]
        if not heap:
            return heap
        heapify_(heap)
        worst = heap[0][0]
        order = n * step
        for item in iterator:
            if worst < item if largest else item < worst:
                replace(heap, (item, order))
                worst = heap[0][0]
                order += step
        heap.sort(reverse=largest)
        return [item for item, order in heap]
    heap = [(key(item), order, item) for order, item in zip(range(0, n * step, step), iterator)]
    if not heap:
        return heap
    heapify_(heap)
    worst = heap[0][0]
    order = n * step
    for item in iterator:
        rank = key(item)
        if worst < rank if largest else rank < worst:
            replace(heap, (rank, order, item))
            worst = heap[0][0]
            order += step
    heap.sort(reverse=largest)
    return [item for rank, order, item in heap]
