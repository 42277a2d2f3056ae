# Classes that iterate in every way: __iter__ and __next__, __getitem__, __reversed__, iter(callable, end), generators as methods.


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

    def __length_hint__(self):
        return self.n


class Letters:
    """Iterated through __getitem__ only."""

    def __init__(self, text):
        self.text, self.asked = text, []

    def __getitem__(self, index):
        self.asked.append(index)
        return self.text[index].upper()


class Ring:
    def __init__(self, *items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        yield from self.items

    def __reversed__(self):
        for i in range(len(self) - 1, -1, -1):
            yield self.items[i]

    def __contains__(self, item):
        return any(x is item or x == item for x in self)

    def turns(self, n):
        for _ in range(n):
            self.items.append(self.items.pop(0))
            yield tuple(self)


class Peekable:
    def __init__(self, source):
        self.source, self.buffer = iter(source), []

    def __iter__(self):
        return self

    def __next__(self):
        return self.buffer.pop() if self.buffer else next(self.source)

    def peek(self, default=None):
        if not self.buffer:
            for item in self.source:
                self.buffer.append(item)
                break
            else:
                return default
        return self.buffer[-1]

    def __bool__(self):
        end = object()
        return self.peek(end) is not end


class Window:
    def __init__(self, source, size):
        self.source, self.size = source, size

    def __iter__(self):
        window = []
        for item in self.source:
            window.append(item)
            if len(window) > self.size:
                del window[0]
            if len(window) == self.size:
                yield tuple(window)


class Broken:
    def __init__(self, n, error):
        self.n, self.error = n, error

    def __iter__(self):
        for i in range(self.n):
            yield i
        raise self.error


def group(source):
    source = Peekable(source)
    while source:
        run = [next(source)]
        while source and source.peek() == run[0]:
            run.append(next(source))
        yield run


def interleave(*sources):
    active = [iter(source) for source in sources]
    while active:
        for source in active[:]:
            try:
                yield next(source)
            except StopIteration:
                active.remove(source)


print(list(Countdown(4)), sum(Countdown(100)), max(Countdown(3)), tuple(Countdown(0)), 3 in Countdown(5))
letters = Letters("abc")
print(list(letters), letters.asked, "B" in Letters("abc"), list(zip(Letters("xy"), Countdown(9))))
ring = Ring(1, 2, 3, 4)
print(list(ring), list(reversed(ring)), 3 in ring, 9 in ring, len(ring), *ring.turns(2))
a, *b, c = ring
print(a, b, c, sorted(ring, reverse=True), dict(zip("abcd", ring)), [*ring, *Countdown(2)], {**dict(enumerate(ring, 1))})
print(list(group("aabbbac")), list(interleave("abc", Countdown(5), Letters("zy"))))
print(list(Window(range(6), 3)), list(Window("ab", 3)), [sum(w) for w in Window(Countdown(6), 2)])
numbers = iter([5, 3, 8, 0, 7])
print(list(iter(lambda: next(numbers), 0)), list(numbers))
peek = Peekable("xyz")
print(peek.peek(), next(peek), peek.peek(), list(peek), peek.peek("end"), bool(peek))
for consume in (list, sum, max, sorted, set, dict.fromkeys, lambda it: "".join(map(str, it)), lambda it: [x for x in it], lambda it: (lambda *a: a)(*it),
                lambda it: any(x > 5 for x in it), lambda it: all(x < 5 for x in it), lambda it: list(zip(it, it)), lambda it: 7 in it.__iter__()):
    try:
        print(consume(Broken(4, KeyError("k"))))
    except KeyError as error:
        print("KeyError", error, end="; ")
print()
for bad in (lambda: iter(3), lambda: next(ring), lambda: list(Ring), lambda: reversed(Countdown(2)), lambda: iter(3, 4), lambda: [].__iter__(1), lambda: zip(3),
            lambda: (lambda a, b: 0)(*Countdown(3)), lambda: dict(Countdown(2))):
    try:
        print(bad())
    except TypeError as error:
        print(error)
try:
    a, b = Countdown(3)
except ValueError as error:
    print(error)
total = 0
for run in group(i // 7 % 5 for i in range(500)):
    total += len(run) * run[0]
print(total, sum(x * y for x, y in Window(interleave(range(100), Countdown(100)), 2)))
