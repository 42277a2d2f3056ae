"""Heaps: lists whose item at k is not greater than those at 2*k+1 and 2*k+2."""

from _heapq import (heapify, heapify_max, heappop, heappop_max, heappush, heappush_max, heappushpop,
                    heappushpop_max, heapreplace, heapreplace_max)

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
    "heappush_max", "heappop_max", "heapify_max", "heapreplace_max", "heappushpop_max",
]


def merge(*iterables, key=None, reverse=False):
    """The items of sorted iterables in order, one at a time."""
    if reverse:
        order, drop, sink, step = heapify_max, heappop_max, heapreplace_max, -1
    else:
        order, drop, sink, step = heapify, heappop, heapreplace, 1
    # Sources are [rank, number, item, `__next__`]: of equal ranks the one of the earlier iterable comes first.
    sources = []
    for at, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            item = advance()
            sources.append([item if key is None else key(item), at * step, item, advance])
        except StopIteration:
            continue
    order(sources)
    is_last = len(sources) < 2
    while not is_last:
        source = sources[0]
        yield source[2]
        try:
            source[2] = item = source[3]()
            source[0] = item if key is None else key(item)
            sink(sources, source)
        except StopIteration:
            drop(sources)
            is_last = len(sources) < 2
    for _, _, item, advance in sources:
        yield item
        yield from advance.__self__


def nsmallest(n, iterable, key=None):
    """The n smallest items in order, as sorted(iterable, key=key)[:n]."""
    return _only(min, iterable, key) if n == 1 else _best(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    """The n largest items in order, as sorted(iterable, key=key, reverse=True)[:n]."""
    return _only(max, iterable, key) if n == 1 else _best(n, iterable, key, True)


def _only(choose, iterable, key):
    nothing = object()
    found = choose(iterable, default=nothing, key=key)
    return [] if found is nothing else [found]


def _best(n, iterable, key, largest):
    """The n best items: a heap has the worst of them on top, which makes way for each that is better."""
    size = _length(iterable)
    if size is not None and n >= size:
        return sorted(iterable, key=key, reverse=largest)[:n]
    step, end = (-1, -n) if largest else (1, n)
    items = iter(iterable)
    # Entries are (rank, number, item), or (item, number) without a key: of equal items the earlier ones are better.
    if key is None:
        heap = [(item, number) for number, item in zip(range(0, end, step), items)]
    else:
        heap = [(key(item), number, item) for number, item in zip(range(0, end, step), items)]
    if heap:
        (heapify if largest else heapify_max)(heap)
        _replace_worse(heap, items, key, end, largest)
        heap.sort(reverse=largest)
    return [entry[0] for entry in heap] if key is None else [entry[2] for entry in heap]


def _length(iterable):
    try:
        return len(iterable)
    except (TypeError, AttributeError):
        return None


def _replace_worse(heap, items, key, number, largest):
    """Puts those of the items into the heap that are better than its worst; the first of them has the number."""
    replace, step = (heapreplace, -1) if largest else (heapreplace_max, 1)
    worst = heap[0][0]
    if key is None:
        for item in items:
            if worst < item if largest else item < worst:
                replace(heap, (item, number))
                worst = heap[0][0]
                number += step
        return
    for item in items:
        rank = key(item)
        if worst < rank if largest else rank < worst:
            replace(heap, (rank, number, item))
            worst = heap[0][0]
            number += step
