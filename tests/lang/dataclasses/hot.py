"""Objects of dataclasses in loops that become machine code."""
from dataclasses import *


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0


@dataclass(slots=True)
class Slotted:
    value: float
    count: int = 1

    def grow(self):
        self.count += 1
        return self


def points(n):
    for i in range(n):
        yield Point(i, y=i * 2)


total = 0
for p in points(400):
    total += p.x + p.y + len(p.tags)
print(total)
print(sum(v.major for v in [Version(i, i % 3) for i in range(400)] if v == Version(v.major, v.major % 3)))
print(max(Version(i % 7, i % 5) for i in range(400)), len({Version(i % 7, i % 5) for i in range(400)}))
items = [Slotted(i / 2) for i in range(200)]
for _ in range(3):
    for item in items:
        item.grow()
print(sum(i.count for i in items), sum(i.value for i in items))
