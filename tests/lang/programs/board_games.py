# Game trees searched lazily: tic-tac-toe with minimax and symmetry, nim, a knight's tour, connect-four threats.
from functools import lru_cache

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def moves(board):
    return (i for i, c in enumerate(board) if c == ".")


def play(board, i, side):
    return board[:i] + side + board[i + 1:]


def winner(board):
    return next((board[a] for a, b, c in LINES if board[a] != "." and board[a] == board[b] == board[c]), None)


def symmetries(board):
    for _ in range(4):
        board = "".join(board[6 + r - 3 * c] for r in range(3) for c in range(3))
        yield board
        yield "".join(board[3 * r + 2 - c] for r in range(3) for c in range(3))


@lru_cache(maxsize=None)
def value(board, side):
    if winner(board):
        return -1
    scores = [-value(min(symmetries(play(board, i, side))), "xo"[side == "x"]) for i in moves(board)]
    return max(scores, default=0)


def best(board, side):
    other = "xo"[side == "x"]
    return max(moves(board), key=lambda i: (-value(min(symmetries(play(board, i, side))), other), -i))


def perfect_game(board="." * 9, side="x"):
    while not winner(board) and "." in board:
        board = play(board, best(board, side), side)
        side = "xo"[side == "x"]
        yield board


def positions():
    seen, stack = set(), [("." * 9, "x")]
    while stack:
        board, side = stack.pop()
        canon = min(symmetries(board))
        if canon in seen:
            continue
        seen.add(canon)
        yield canon
        if not winner(canon):
            stack.extend((play(canon, i, side), "xo"[side == "x"]) for i in moves(canon))


def grundy(position, cache={}):
    if position not in cache:
        reach = {grundy(after) for after in nim_moves(position)}
        cache[position] = next(n for n in range(len(reach) + 1) if n not in reach)
    return cache[position]


def nim_moves(position):
    for i, heap in enumerate(position):
        for take in (1, 2, 3):
            if take <= heap:
                yield tuple(sorted(position[:i] + (heap - take,) + position[i + 1:]))


def tour(n, start=(0, 0)):
    steps = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]
    order = {start: 0}

    def free(square):
        for dx, dy in steps:
            target = square[0] + dx, square[1] + dy
            if 0 <= target[0] < n and 0 <= target[1] < n and target not in order:
                yield target

    def extend(square):
        if len(order) == n * n:
            yield dict(order)
            return
        for target in sorted(free(square), key=lambda s: (sum(1 for _ in free(s)), s)):
            order[target] = len(order)
            yield from extend(target)
            del order[target]

    return extend(start)


class Connect:
    def __init__(self, columns=7, rows=6):
        self.columns, self.rows, self.cells = columns, rows, {}

    def drop(self, column, side):
        row = next((r for r in range(self.rows) if (column, r) not in self.cells), None)
        if row is None:
            raise ValueError(f"column {column} is full")
        self.cells[column, row] = side
        return any(n >= 4 for n in self.runs(column, row))

    def runs(self, column, row):
        side = self.cells[column, row]
        for dx, dy in ((1, 0), (0, 1), (1, 1), (1, -1)):
            n = 1
            for sign in (1, -1):
                x, y = column + sign * dx, row + sign * dy
                while self.cells.get((x, y)) == side:
                    n += 1
                    x, y = x + sign * dx, y + sign * dy
            yield n

    def game(self, columns):
        for turn, column in enumerate(columns):
            side = "ry"[turn % 2]
            if self.drop(column, side):
                return side, turn + 1
            yield f"{side}{column}"
        return None, turn + 1

    def __str__(self):
        return "\n".join("".join(self.cells.get((c, r), ".") for c in range(self.columns)) for r in reversed(range(self.rows)))


print(value("." * 9, "x"), value.cache_info().misses > 500, list(perfect_game()))
print(best("xx.oo....", "x"), best("x...o...x", "o"), winner("xo.xo.x.."), sum(1 for _ in positions()))
print([[grundy((a, b)) for b in range(6)] for a in range(6)], grundy((1, 2, 3, 4)), [p for p in nim_moves((2, 3)) if grundy(p) == 0])
board = next(tour(6))
print("\n".join(" ".join(f"{board[x, y]:2}" for x in range(6)) for y in range(6)))
print(next(tour(3), "no tour"), next(tour(5))[4, 4], sum(1 for _ in tour(4)))
game = Connect()
stream = game.game([3, 3, 4, 4, 5, 5, 2, 0])
moves_made = []
try:
    while True:
        moves_made.append(next(stream))
except StopIteration as stop:
    print(moves_made, stop.value)
print(game)
try:
    for _ in Connect(rows=2).game([0, 0, 0]):
        pass
except ValueError as error:
    print(error)
