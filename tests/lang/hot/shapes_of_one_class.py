# Attributes of instances of one class that have several layouts, and of many.
# jit: threshold=6
# expect-jit: regions>=1
# sweep: exits


class Thing:
    kind = "thing"

    def __init__(self, names):
        for name in names:
            setattr(self, name, len(name))
        self.count = 0

    def bump(self, step):
        self.count += step
        return self.count

    @property
    def double(self):
        return self.count * 2


def work(things, step):
    total = 0
    for thing in things:
        total += thing.bump(step) + thing.double + len(thing.kind)
        thing.last = total
    return total


two = [Thing(["a"]), Thing(["bb", "a"]), Thing(["a"])]
many = [Thing(["x%d" % i] + ["y"] * (i % 2)) for i in range(12)]
for round in range(30):
    print(work(two, round), end=" ")
print()
for round in range(20):
    print(work(many, round), end=" ")
print()
print([(thing.count, thing.last, sorted(vars(thing))) for thing in two])
two[1].kind = "own kind"
two[2].bump = lambda step: 1000
print(work(two, 1))
Thing.kind = "another"
Thing.bump = lambda self, step: -step
print(work(two, 1), work(many, 2))
two[0].__dict__.clear()
try:
    work(two, 1)
except AttributeError as error:
    print(error)
