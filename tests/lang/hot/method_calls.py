# Methods and attributes of an instance used in a fused loop.
# jit: threshold=2
# expect-jit: regions>=1


class Counter:
    def __init__(self):
        self.total = 0
        self.calls = 0

    def add(self, x):
        self.total += x
        self.calls += 1
        return self


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n):
    counter = Counter()
    for x in count(n):
        counter.add(x).add(-1)
        if x == 30:
            counter.extra = "now"
    return counter.total, counter.calls, getattr(counter, "extra", None)


print(run(50))
print(run(10))
