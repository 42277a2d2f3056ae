# Simulations with a seeded generator: pi, walks, a deck of cards, a birthday, an integral, the Ising model.
import math
import random
from itertools import accumulate, islice, repeat, takewhile


def pi(n):
    return 4 * sum(math.hypot(random.random(), random.random()) < 1 for _ in repeat(None, n)) / n


def walk(rng):
    x = y = 0
    while True:
        dx, dy = rng.choice(((1, 0), (-1, 0), (0, 1), (0, -1)))
        x += dx
        y += dy
        yield x, y


def birthday(rng, people):
    return len({rng.randrange(365) for _ in range(people)}) < people


def deck():
    return [rank + suit for suit in "CDHS" for rank in "23456789TJQKA"]


def hands(rng, players=4):
    cards = deck()
    rng.shuffle(cards)
    return [sorted(cards[i::players]) for i in range(players)]


def magnet(rng, n, steps, warmth):
    spins = [[1] * n for _ in range(n)]
    for _ in range(steps):
        i, j = rng.randrange(n), rng.randrange(n)
        around = spins[i - 1][j] + spins[(i + 1) % n][j] + spins[i][j - 1] + spins[i][(j + 1) % n]
        cost = 2 * spins[i][j] * around
        if cost <= 0 or rng.random() < math.exp(-cost / warmth):
            spins[i][j] = -spins[i][j]
    return sum(map(sum, spins))


random.seed("simulation")
print(pi(4000))
rng = random.Random(99)
print(list(islice(walk(rng), 5)), sum(1 for _ in takewhile(lambda p: p != (0, 0), islice(walk(rng), 500))))
print(sum(birthday(rng, 23) for _ in range(300)))
for hand in hands(rng):
    print(" ".join(hand))
print(magnet(rng, 8, 3000, 1.5), magnet(rng, 8, 3000, 8.0))
values = [rng.gauss(50, 10) for _ in range(500)]
mean = math.fsum(values) / len(values)
print(round(mean, 9), round(math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values)), 9))
print([round(x, 6) for x in islice(accumulate(iter(rng.random, None)), 3)])
print(rng.choices(["win", "draw", "loss"], [5, 3, 2], k=10), rng.sample(deck(), 5))
state = rng.getstate()
again = [rng.randint(1, 6) for _ in range(10)]
rng.setstate(state)
print(again == [rng.randint(1, 6) for _ in range(10)], again)
