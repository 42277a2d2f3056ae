# Lazy streams: memoised heads and tails, infinite sequences, and the same things with plain generators.


class Stream:
    __slots__ = ("head", "_tail")

    def __init__(self, head, tail):
        self.head, self._tail = head, tail

    @property
    def tail(self):
        if callable(self._tail):
            self._tail = self._tail()
        return self._tail

    def __iter__(self):
        stream = self
        while stream is not None:
            yield stream.head
            stream = stream.tail

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [x for i, x in zip(range(index.stop), self) if i >= (index.start or 0)]
        for i, item in enumerate(self):
            if i == index:
                return item
        raise IndexError("stream ends")

    def map(self, function):
        return Stream(function(self.head), lambda: self.tail and self.tail.map(function))

    def filter(self, test):
        stream = self
        while stream is not None and not test(stream.head):
            stream = stream.tail
        return stream and Stream(stream.head, lambda: stream.tail and stream.tail.filter(test))

    def __add__(self, other):
        return Stream(self.head + other.head, lambda: self.tail + other.tail)

    def merge(self, other):
        if self.head == other.head:
            return Stream(self.head, lambda: self.tail.merge(other.tail))
        low, high = (self, other) if self.head < other.head else (other, self)
        return Stream(low.head, lambda: low.tail.merge(high))

    @classmethod
    def of(cls, iterable):
        iterator = iter(iterable)
        for head in iterator:
            return cls(head, lambda: cls.of(iterator))
        return None


def integers(n):
    return Stream(n, lambda: integers(n + 1))


def sieve(stream):
    p = stream.head
    return Stream(p, lambda: sieve(stream.tail.filter(lambda n: n % p)))


def fibonacci():
    fibs = Stream(0, lambda: Stream(1, lambda: fibs + fibs.tail))
    return fibs


def hamming():
    numbers = Stream(1, lambda: numbers.map(lambda n: n * 2).merge(
        numbers.map(lambda n: n * 3).merge(numbers.map(lambda n: n * 5))))
    return numbers


print(integers(5)[:6], integers(0).map(lambda n: n * n).filter(lambda n: n % 2)[3])
print(sieve(integers(2))[:20])
print(fibonacci()[:15], fibonacci()[80])
print(hamming()[:20], hamming()[150])
finite = Stream.of("abc")
print(list(finite), list(finite), finite[1], list(finite.map(str.upper)), finite.filter(str.isdigit))
try:
    finite[3]
except IndexError as error:
    print(error)
calls = []
traced = Stream.of(calls.append(i) or i for i in range(10))
print(traced[2], calls, traced[1], calls, traced[4], calls)


def primes():
    composites, n = {}, 2
    while True:
        factors = composites.pop(n, None)
        if factors is None:
            yield n
            composites[n * n] = [n]
        else:
            for p in factors:
                composites.setdefault(n + p, []).append(p)
        n += 1


def take(n, iterable):
    return [x for _, x in zip(range(n), iterable)]


def cycle_tee(iterable):
    cache = []

    def reader():
        i = 0
        while True:
            if i == len(cache):
                try:
                    cache.append(next(source))
                except StopIteration:
                    return
            yield cache[i]
            i += 1

    source = iter(iterable)
    return reader(), reader()


print(take(20, primes()), sieve(integers(2))[:60] == take(60, primes()))
a, b = cycle_tee(primes())
print(next(a), next(a), next(b), take(3, a), take(3, b))
twins = ((p, q) for p, q in zip(primes(), (lambda g: (next(g), g)[1])(primes())) if q - p == 2)
print(take(8, twins), sum(take(300, primes())))
