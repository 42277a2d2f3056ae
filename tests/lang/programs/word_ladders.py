# Puzzles by search: word ladders, anagrams, a crossword fill, cryptarithms, eight queens by bit masks, a knapsack, jugs.
from itertools import permutations
from collections import deque

WORDS = """cold cord card ward warm word wood good gold bold bald ball bell belt melt malt salt sale pale pile mile male tale talk walk wall
tall fall fail sail said paid pain main mail maid lead load goad gold head heal teal tell lend land sand send cat cot dog dot cog""".split()


def neighbours(word, words):
    for i in range(len(word)):
        for c in "abcdefghijklmnopqrstuvwxyz":
            other = word[:i] + c + word[i + 1:]
            if other != word and other in words:
                yield other


def ladders(start, end, words):
    """All shortest ladders, in order."""
    layers, level = {start: 0}, deque([start])
    while level:
        word = level.popleft()
        for other in neighbours(word, words):
            if other not in layers:
                layers[other] = layers[word] + 1
                level.append(other)
    if end not in layers:
        return

    def back(word):
        if word == start:
            yield [start]
        for other in sorted(neighbours(word, words)):
            if layers.get(other, -1) == layers[word] - 1:
                for path in back(other):
                    yield path + [word]

    yield from back(end)


def anagrams(words):
    groups = {}
    for word in words:
        groups.setdefault("".join(sorted(word)), []).append(word)
    return (sorted(group) for _, group in sorted(groups.items()) if len(group) > 1)


def fill(grid, words):
    rows = grid.split("/")
    slots = []
    for lines, place in ((rows, lambda r, c: (r, c)), (["".join(x) for x in zip(*rows)], lambda c, r: (r, c))):
        for r, line in enumerate(lines):
            start = None
            for c, mark in enumerate(line + "#"):
                if mark == "." and start is None:
                    start = c
                elif mark == "#" and start is not None:
                    if c - start > 1:
                        slots.append([place(r, k) for k in range(start, c)])
                    start = None

    def solve(letters, left, used):
        if not left:
            yield letters
            return
        slot = max(left, key=lambda s: (sum(cell in letters for cell in s), len(s)))
        for word in words:
            if len(word) == len(slot) and word not in used and all(letters.get(cell, c) == c for cell, c in zip(slot, word)):
                yield from solve({**letters, **dict(zip(slot, word))}, [s for s in left if s is not slot], used | {word})

    for letters in solve({}, slots, frozenset()):
        yield "/".join("".join(letters.get((r, c), mark) for c, mark in enumerate(row)) for r, row in enumerate(rows))


def cryptarithm(left, right, total):
    letters = sorted(set(left + right + total))
    firsts = {left[0], right[0], total[0]}
    columns = [(c, sum(10 ** i * (1 if word is not total else -1) for word in (left, right, total) for i, d in enumerate(reversed(word)) if d == c)) for c in letters]
    columns.sort(key=lambda item: -abs(item[1]))
    weights = [w for _, w in columns]

    def solve(at, rest, used):
        if at == len(columns):
            if rest == 0:
                yield {}
            return
        spread = sum(9 * abs(w) for w in weights[at + 1:])
        for digit in range(columns[at][0] in firsts, 10):
            now = rest + digit * weights[at]
            if not used >> digit & 1 and abs(now) <= spread:
                for answer in solve(at + 1, now, used | 1 << digit):
                    yield {columns[at][0]: digit, **answer}

    for answer in solve(0, 0, 0):
        yield tuple(int("".join(str(answer[c]) for c in word)) for word in (left, right, total))


def queens(n, columns=0, left=0, right=0, placed=()):
    if len(placed) == n:
        yield placed
        return
    free = ~(columns | left | right) & (1 << n) - 1
    while free:
        bit = free & -free
        free ^= bit
        yield from queens(n, columns | bit, (left | bit) << 1, (right | bit) >> 1, placed + (bit.bit_length() - 1,))


def knapsack(items, room):
    items = sorted(items, key=lambda i: -i[2] / i[1])

    def branch(at, room, value, chosen):
        nonlocal best
        if value > best:
            best = value
            yield value, chosen
        if at == len(items):
            return
        name, weight, worth = items[at]
        if value + room * worth / weight <= best:
            return
        if weight <= room:
            yield from branch(at + 1, room - weight, value + worth, chosen + [name])
        yield from branch(at + 1, room, value, chosen)

    best = -1
    return branch(0, room, 0, [])


def jugs(sizes, goal):
    start = (0,) * len(sizes)
    came, queue = {start: None}, deque([start])
    while queue:
        state = queue.popleft()
        if goal in state:
            path = []
            while state is not None:
                path.append(state)
                state = came[state]
            return path[::-1]
        for i, have in enumerate(state):
            moves = [(sizes[i] - have, None), (-have, None)] + [(-min(have, sizes[j] - state[j]), j) for j in range(len(sizes)) if j != i]
            for amount, other in moves:
                after = list(state)
                after[i] += amount
                if other is not None:
                    after[other] -= amount
                after = tuple(after)
                if after not in came:
                    came[after] = state
                    queue.append(after)


words = set(WORDS)
print(list(ladders("cold", "warm", words)), next(ladders("cat", "dog", words)), list(ladders("cold", "cat", words)))
print(sorted(map(len, (next(ladders("lead", w, words), ()) for w in ("gold", "salt", "walk", "mail")))))
print(list(anagrams(WORDS + ["act", "god", "meal", "lame", "stale", "least"])))
print(list(fill("...#/.#../....", ["cat", "cog", "ale", "tar", "ae", "re", "arte", "gale", "at", "tale", "care"]))[:4])
print(next(fill("..../.##./.##./....", sorted(words)), None), sum(1 for _ in fill("...", ["cat", "dog", "x"])))
print(*cryptarithm("SEND", "MORE", "MONEY"), next(cryptarithm("TWO", "TWO", "FOUR")), list(cryptarithm("A", "A", "A")))
print([sum(1 for _ in queens(n)) for n in range(8)], next(queens(10)))
items = [(f"i{k}", k * 7 % 13 + 1, k * 11 % 17 + 2) for k in range(14)]
print(list(knapsack(items, 25)), max(value for value, _ in knapsack(items, 40)))
print(jugs((8, 5, 3), 4), jugs((3, 6), 4), sum(1 for p in permutations(range(5)) if all(i != x for i, x in enumerate(p))))
