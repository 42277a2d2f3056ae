# Sudoku by constraint propagation; the search is a generator of solutions.

ROWS, COLUMNS = "ABCDEFGHI", "123456789"
CELLS = [r + c for r in ROWS for c in COLUMNS]
UNITS = ([[r + c for c in COLUMNS] for r in ROWS] + [[r + c for r in ROWS] for c in COLUMNS]
         + [[r + c for r in rs for c in cs] for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")])
UNITS_OF = {cell: [unit for unit in UNITS if cell in unit] for cell in CELLS}
PEERS = {cell: {other for unit in UNITS_OF[cell] for other in unit} - {cell} for cell in CELLS}


class Contradiction(Exception):
    pass


def assign(values, cell, digit):
    for other in values[cell].replace(digit, ""):
        eliminate(values, cell, other)


def eliminate(values, cell, digit):
    if digit not in values[cell]:
        return
    values[cell] = left = values[cell].replace(digit, "")
    if not left:
        raise Contradiction(cell)
    if len(left) == 1:
        for peer in sorted(PEERS[cell]):
            eliminate(values, peer, left)
    for unit in UNITS_OF[cell]:
        places = [other for other in unit if digit in values[other]]
        if not places:
            raise Contradiction(digit)
        if len(places) == 1:
            assign(values, places[0], digit)


def parse(grid):
    values = dict.fromkeys(CELLS, COLUMNS)
    for cell, c in zip(CELLS, grid):
        if c in COLUMNS:
            assign(values, cell, c)
    return values


def search(values, stats):
    if all(len(v) == 1 for v in values.values()):
        yield values
        return
    cell = min((c for c in CELLS if len(values[c]) > 1), key=lambda c: (len(values[c]), c))
    for digit in values[cell]:
        copy = values.copy()
        try:
            assign(copy, cell, digit)
        except Contradiction:
            stats["dead"] += 1
            continue
        stats["tried"] += 1
        yield from search(copy, stats)


def show(values):
    for i, row in enumerate(ROWS):
        line = "".join(values[row + c] for c in COLUMNS)
        print(line[:3], line[3:6], line[6:], sep="|")
        if i in (2, 5):
            print("---+---+---")


easy = "..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3.."
hard = "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......"
several = "1.3......4.6......7.8......" + "." * 54
stats = {"tried": 0, "dead": 0}
show(parse(easy))
show(next(search(parse(hard), stats)))
print(stats)
solutions = search(parse(several), stats)
print(len({"".join(next(solutions).values()) for _ in range(3)}))
solutions.close()
try:
    parse("55" + "." * 79)
except Contradiction as error:
    print("contradiction", error)
