# Random numbers in loops that become hot.
import random


def pi(n, rng):
    inside = 0
    for _ in range(n):
        x = rng.random()
        y = rng.random()
        if x * x + y * y <= 1.0:
            inside += 1
    return inside


def dice(n):
    while n:
        yield random.randint(1, 6)
        n -= 1


random.seed(11)
print(pi(3000, random), pi(3000, random.Random(4)))
counts = [0] * 7
for d in dice(3000):
    counts[d] += 1
print(counts, sum(random.randrange(100) for _ in range(2000)))
walk = 0
for _ in range(2000):
    walk += random.choice((-1, 1))
print(walk, sum(random.uniform(0, 2) for _ in range(1000)), sum(random.gauss(0, 1) for _ in range(1000)))
