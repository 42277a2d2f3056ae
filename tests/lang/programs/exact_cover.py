# Exact cover by a recursive generator over sets of sets: pentominoes in a box, Langford pairs, queens, latin squares.
from collections import Counter, defaultdict
from functools import cache
from itertools import islice, product

PENTOMINOES = dict(F=".XX/XX./.X.", I="XXXXX", L="XXXX/X...", N="XX../.XXX", P="XX/XX/X.", T="XXX/.X./.X.",
                   U="X.X/XXX", V="X../X../XXX", W="X../XX./.XX", X=".X./XXX/.X.", Y="XXXX/.X..", Z="XX./.X./.XX")


class Problem:
    """Rows are names with the columns that they cover; secondary columns may stay uncovered."""

    def __init__(self, rows, optional=()):
        self.rows = {name: tuple(columns) for name, columns in rows.items()}
        self.columns = defaultdict(dict)
        for name, columns in self.rows.items():
            for column in columns:
                # Dictionaries as ordered sets: the order of solutions is that of the rows.
                self.columns[column][name] = None
        self.optional = set(optional)
        self.nodes = 0

    def select(self, row):
        removed = []
        for column in self.rows[row]:
            for other in self.columns[column]:
                for touched in self.rows[other]:
                    if touched != column:
                        del self.columns[touched][other]
            removed.append(self.columns.pop(column))
        return removed

    def deselect(self, row, removed):
        for column in reversed(self.rows[row]):
            self.columns[column] = removed.pop()
            for other in self.columns[column]:
                for touched in self.rows[other]:
                    if touched != column:
                        self.columns[touched][other] = None

    def choose(self):
        best, least = None, None
        for column, rows in self.columns.items():
            if column not in self.optional and (least is None or len(rows) < least):
                best, least = column, len(rows)
                if least < 2:
                    break
        return best

    def solve(self, chosen=()):
        self.nodes += 1
        column = self.choose()
        if column is None:
            yield chosen
            return
        for row in list(self.columns[column]):
            removed = self.select(row)
            try:
                yield from self.solve((*chosen, row))
            finally:
                # An abandoned search leaves the table as it was, too.
                self.deselect(row, removed)


@cache
def orientations(name):
    cells = frozenset((r, c) for r, line in enumerate(PENTOMINOES[name].split("/")) for c, mark in enumerate(line) if mark == "X")
    found = []
    for flip in (False, True):
        shape = {(r, -c) for r, c in cells} if flip else set(cells)
        for _ in range(4):
            shape = {(c, -r) for r, c in shape}
            top, left = min(r for r, _ in shape), min(c for _, c in shape)
            moved = tuple(sorted((r - top, c - left) for r, c in shape))
            if moved not in found:
                found.append(moved)
    return found


def pentomino_rows(names, height, width):
    rows = {}
    for name in names:
        for turn, shape in enumerate(orientations(name)):
            for r0, c0 in product(range(height), range(width)):
                cells = [(r0 + r, c0 + c) for r, c in shape]
                if all(r < height and c < width for r, c in cells):
                    rows[name, turn, r0, c0] = [name, *cells]
    return rows


def picture(solution, rows, height, width):
    board = {cell: row[0] for row in solution for cell in rows[row][1:]}
    return ["".join(board[r, c] for c in range(width)) for r in range(height)]


def langford(n):
    rows = {(k, i): [f"n{k}", i, i + k + 1] for k in range(1, n + 1) for i in range(2 * n - k - 1)}
    problem = Problem(rows)
    for solution in problem.solve():
        line = [0] * (2 * n)
        for k, i in solution:
            line[i] = line[i + k + 1] = k
        yield line


def queens(n):
    rows = {(r, c): [("r", r), ("c", c), ("d", r + c), ("e", r - c)] for r, c in product(range(n), repeat=2)}
    diagonals = {column for columns in rows.values() for column in columns if column[0] in "de"}
    return Problem(rows, diagonals)


def latin(n, given=""):
    rows = {}
    for r, c, v in product(range(n), repeat=3):
        known = given[r * n + c] if given else "."
        if known in (".", str(v)):
            rows[r, c, v] = [("rc", r, c), ("rv", r, v), ("cv", c, v)]
    return Problem(rows)


print({name: len(orientations(name)) for name in PENTOMINOES})
for names, height, width in (("LPU", 3, 5), ("FLPUV", 5, 5), ("LNPVY", 5, 5)):
    rows = pentomino_rows(names, height, width)
    problem = Problem(rows)
    solutions = list(problem.solve())
    print(names, f"{height}x{width}: {len(rows)} rows, {len(solutions)} solutions, {problem.nodes} nodes")
    for lines in zip(*(picture(s, rows, height, width) for s in solutions[:3])):
        print("   ", *lines)
for n in (3, 4, 5):
    found = list(langford(n))
    print("langford", n, len(found), *found[:2])
print([(n, sum(1 for _ in queens(n).solve())) for n in range(1, 7)])
problem = queens(9)
before = {column: tuple(rows) for column, rows in problem.columns.items()}
search = problem.solve()
first = next(search)
print(sorted(first), problem.nodes)
search.close()
after = {column: tuple(sorted(rows)) for column, rows in problem.columns.items()}
print(after == {column: tuple(sorted(rows)) for column, rows in before.items()}, len(after))
print([sum(1 for _ in latin(n).solve()) for n in range(1, 4)])
square = next(latin(6, "0....." ".1...." "..2..." "...3.." "....4." ".....5").solve())
values = {(r, c): v for r, c, v in square}
print(*("".join(str(values[r, c]) for c in range(6)) for r in range(6)), Counter(values.values()).most_common(2))
print(list(islice(latin(3, "01.......").solve(), 1)), list(latin(2, "00..").solve()), list(Problem({}).solve()))
