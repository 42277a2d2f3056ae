# Sieves as chains of generators, one for each number found: lucky numbers, Ulam's, Josephus's, and primes by wheels.
import sys
from collections import Counter
from functools import partial
from itertools import accumulate, chain, compress, count, cycle, islice, pairwise, takewhile


def drop_every(step, source):
    """All items but every step-th."""
    for index, item in enumerate(source, 1):
        if index % step:
            yield item


def lucky_numbers():
    yield 1
    source = drop_every(2, count(1))
    next(source)
    found = 1
    while True:
        number = next(source)
        yield number
        found += 1
        # The stages above have seen `found` items already, so the new one begins in the middle.
        source = drop_rest(number, found, source)


def drop_rest(step, seen, source):
    while True:
        seen += 1
        item = next(source)
        if seen % step:
            yield item


def ludic_numbers():
    yield 1
    source = count(2)
    while True:
        first = next(source)
        yield first
        source = keep_by_pattern(first, source)


def keep_by_pattern(size, source):
    return compress(source, chain([1] * (size - 1), cycle([0] + [1] * (size - 1))))


def josephus_numbers():
    """Flavius Josephus: strike every second, then every third of the rest, and so on."""
    source = count(1)
    for step in count(2):
        yield next(source)
        source = drop_every_from(step, 1, source)


def drop_every_from(step, seen, source):
    for item in source:
        seen += 1
        if seen % step:
            yield item


def filtered_primes():
    source = count(2)
    while True:
        prime = next(source)
        yield prime
        source = filter(partial(indivisible, prime), source)


def indivisible(prime, number):
    return number % prime


def wheel_primes(limit):
    yield from (2, 3, 5)
    steps = cycle([4, 2, 4, 2, 4, 6, 2, 6])
    found = []
    for candidate in takewhile(limit.__gt__, accumulate(steps, initial=7)):
        if all(candidate % p for p in takewhile(lambda p: p * p <= candidate, found)):
            found.append(candidate)
            yield candidate


def ulam_numbers(a, b):
    """Sums of two different earlier ones in one way only."""
    known, ways = [a, b], Counter({a + b: 1})
    yield from known
    while True:
        number = min(n for n, w in ways.items() if w == 1 and n > known[-1])
        yield number
        for other in known:
            ways[number + other] += 1
        for passed in [n for n in ways if n <= number]:
            del ways[passed]
        known.append(number)


def describe(name, numbers):
    gaps = Counter(b - a for a, b in pairwise(numbers))
    print(f"{name:<9}", *numbers[:14], "...", *numbers[-3:])
    print(f"{'':<9} sum {sum(numbers)}, gaps {gaps.most_common(3)}, widest {max(gaps)}")


def main():
    for name, source, size in (
        ("lucky", lucky_numbers(), 160), ("ludic", ludic_numbers(), 160), ("josephus", josephus_numbers(), 90),
        ("primes", filtered_primes(), 220), ("ulam", ulam_numbers(1, 2), 110), ("ulam 2,5", ulam_numbers(2, 5), 60),
    ):
        describe(name, list(islice(source, size)))
        source.close()
    primes = list(wheel_primes(1400))
    print(primes == list(islice(filtered_primes(), len(primes))), len(primes))
    # A chain through which nothing flows but the end.
    source = iter(range(10))
    for step in range(2, 400):
        source = drop_every(step, source)
    print(list(source), next(source, "exhausted"))
    # An error in the source comes through all the stages.
    source = (100 // (50 - n) for n in range(100))
    for step in range(300, 600):
        source = drop_every(step, source)
    seen = []
    try:
        for item in source:
            seen.append(item)
    except ZeroDivisionError as error:
        depth, trace = 0, error.__traceback__
        while trace:
            depth, trace = depth + 1, trace.tb_next
        print(len(seen), seen[-1], error, depth, next(source, None))
    # Deeper than the recursion limit.
    source = iter([1, 2, 3])
    for _ in range(sys.getrecursionlimit() + 50):
        source = drop_every(5, source)
    try:
        print(list(source))
    except RecursionError as error:
        print(type(error).__name__, str(error)[:32])
    del source


main()
