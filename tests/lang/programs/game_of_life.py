# Conway's game of life on an unbounded plane: generations from a generator, patterns parsed and shown.
from collections import Counter


def neighbours(cell):
    x, y = cell
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            if dx or dy:
                yield x + dx, y + dy


def life(cells):
    cells = frozenset(cells)
    while True:
        yield cells
        counts = Counter(n for cell in cells for n in neighbours(cell))
        cells = frozenset(cell for cell, n in counts.items() if n == 3 or n == 2 and cell in cells)


def pattern(text):
    return {(x, y) for y, line in enumerate(text.split("/")) for x, c in enumerate(line) if c == "#"}


def show(cells):
    xs, ys = [x for x, _ in cells], [y for _, y in cells]
    for y in range(min(ys), max(ys) + 1):
        yield "".join(".#"[(x, y) in cells] for x in range(min(xs), max(xs) + 1))


def normal(cells):
    left, top = min(x for x, _ in cells), min(y for _, y in cells)
    return frozenset((x - left, y - top) for x, y in cells), (left, top)


def period(cells, limit=20):
    seen = {}
    for step, state in enumerate(life(cells)):
        if not state:
            return "dies", step
        shape, place = normal(state)
        if shape in seen:
            first, before = seen[shape]
            move = place[0] - before[0], place[1] - before[1]
            return ("moves", step - first, move) if any(move) else ("repeats", step - first)
        if step == limit:
            return "grows", len(state)
        seen[shape] = step, place


patterns = {"blinker": "###", "block": "##/##", "glider": ".#./..#/###", "toad": ".###/###.", "pair": "##",
            "ship": ".#..#/#..../#...#/####.", "r": ".##/##./.#.", "beacon": "##../##../..##/..##"}
for name, text in patterns.items():
    print(name, period(pattern(text)))
generations = life(pattern(patterns["r"]))
for step, cells in zip(range(40), generations):
    if step % 10 == 0:
        print(step, len(cells))
        print("\n".join(show(cells)))
print(len(next(generations)))
