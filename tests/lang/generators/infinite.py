# Infinite generators cut by break, islice by hand, and a sieve of generators.


def naturals(start=0):
    while True:
        yield start
        start += 1


def take(n, source):
    if n > 0:
        for x in source:
            yield x
            n -= 1
            if not n:
                return


def sieve(source):
    prime = next(source)
    yield prime
    yield from sieve(x for x in source if x % prime)


print(list(take(5, naturals(10))))
print(list(take(12, sieve(naturals(2)))))
g = naturals()
print(list(take(3, g)), next(g), list(take(0, g)), next(g))
