# Sudoku by constraint propagation and search; every solution by a generator
# jit: threshold=5
# not-in: gc-every-1 too long for a collection at every allocation

ROWS, COLUMNS = "ABCDEFGHI", "123456789"
SQUARES = [r + c for r in ROWS for c in COLUMNS]
UNITS = (
    [[r + c for c in COLUMNS] for r in ROWS] + [[r + c for r in ROWS] for c in COLUMNS]
    + [[r + c for r in rs for c in cs] for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")]
)
UNITS_OF = {square: [unit for unit in UNITS if square in unit] for square in SQUARES}
PEERS = {square: sorted(set(sum(UNITS_OF[square], [])) - {square}) for square in SQUARES}


class Contradiction(Exception):
    pass


class Grid:
    def __init__(self, text):
        self.options = dict.fromkeys(SQUARES, COLUMNS)
        self.eliminations = 0
        for square, digit in zip(SQUARES, text):
            if digit in COLUMNS:
                self.assign(square, digit)

    def copy(self):
        twin = Grid.__new__(Grid)
        twin.options, twin.eliminations = dict(self.options), self.eliminations
        return twin

    def assign(self, square, digit):
        for other in self.options[square].replace(digit, ""):
            self.eliminate(square, other)
        if self.options[square] != digit:
            raise Contradiction(square)

    def eliminate(self, square, digit):
        pending = [(square, digit)]
        while pending:
            square, digit = pending.pop()
            if digit not in self.options[square]:
                continue
            self.eliminations += 1
            left = self.options[square] = self.options[square].replace(digit, "")
            if not left:
                raise Contradiction(square)
            if len(left) == 1:
                pending.extend((peer, left) for peer in PEERS[square])
            for unit in UNITS_OF[square]:
                places = [place for place in unit if digit in self.options[place]]
                if not places:
                    raise Contradiction(f"{digit} in {unit[0]}")
                if len(places) == 1 and len(self.options[places[0]]) > 1:
                    pending.extend((places[0], other) for other in self.options[places[0]] if other != digit)

    def __str__(self):
        return "\n".join("".join(self.options[r + c] for c in COLUMNS) for r in ROWS)


def solutions(grid, stats):
    stats["visited"] = stats.get("visited", 0) + 1
    open_squares = [square for square in SQUARES if len(grid.options[square]) > 1]
    if not open_squares:
        stats["eliminations"] = grid.eliminations
        yield str(grid)
        return
    square = min(open_squares, key=lambda square: (len(grid.options[square]), square))
    for digit in grid.options[square]:
        trial = grid.copy()
        try:
            trial.assign(square, digit)
        except Contradiction:
            stats["dead ends"] = stats.get("dead ends", 0) + 1
            continue
        yield from solutions(trial, stats)


PUZZLES = {
    "easy": "003020600900305001001806400008102900700000008006708200002609500800203009005010300",
    "hard": "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
    "two": "53467891.672195348198342567859761423426853791713924856961537284287419635345286.7.".replace("1", ".", 0),
    "wrong": "11.......",
}
for name, text in PUZZLES.items():
    stats = {}
    try:
        found = list(zip(range(3), solutions(Grid(text), stats)))
    except Contradiction as error:
        print(name, "contradiction at", error)
        continue
    print(name, len(found), stats)
    for _, solution in found:
        print(solution)
several = PUZZLES["easy"].replace("9", ".").replace("3", ".")
search = solutions(Grid(several), stats := {})
firsts = [next(search).split("\n")[0] for _ in range(4)]
print(firsts, stats)
search.close()
