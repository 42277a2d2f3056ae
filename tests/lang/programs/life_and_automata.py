# Cellular automata over arrays and iterators.
from array import array
from itertools import accumulate, chain, count, cycle, islice, pairwise, product, repeat, takewhile


def life(cells):
    while True:
        yield cells
        near = {}
        for x, y in cells:
            for dx, dy in product((-1, 0, 1), repeat=2):
                if dx or dy:
                    place = x + dx, y + dy
                    near[place] = near.get(place, 0) + 1
        cells = {place for place, n in near.items() if n == 3 or n == 2 and place in cells}


def rule(number, width):
    row = array("B", repeat(0, width))
    row[width // 2] = 1
    table = array("B", (number >> i & 1 for i in range(8)))
    while True:
        yield row
        padded = array("B", [0]) + row + array("B", [0])
        row = array("B", (table[padded[i] * 4 + padded[i + 1] * 2 + padded[i + 2]] for i in range(width)))


def show(row):
    return "".join(".#"[cell] for cell in row).rstrip(".")


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for generation in islice(life(glider), 0, 13, 4):
    print(sorted(generation))
pentomino = {(1, 0), (2, 0), (0, 1), (1, 1), (1, 2)}
print([len(cells) for cells in islice(life(pentomino), 25)])
for row in islice(rule(30, 31), 10):
    print(show(row))
print([sum(row) for row in islice(rule(110, 101), 30)])


def traffic(road, steps):
    for _ in range(steps):
        moves = [i for i, (a, b) in enumerate(pairwise(chain(road, road[:1]))) if a and not b]
        for i in moves:
            road[i], road[(i + 1) % len(road)] = 0, 1
        yield len(moves)


road = array("b", islice(cycle([1, 1, 0, 1, 0, 0, 1]), 40))
print(list(traffic(road, 20)), sum(road), road.tobytes().count(1))
ant = {}
x = y = 0
dx, dy = 0, -1
for step in range(1500):
    if ant.get((x, y)):
        dx, dy = dy, -dx
    else:
        dx, dy = -dy, dx
    ant[x, y] = not ant.get((x, y), False)
    x, y = x + dx, y + dy
print(sum(ant.values()), x, y, list(takewhile(lambda n: n < 60, accumulate(count(1)))))
