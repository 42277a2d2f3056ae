# Chess moves from generators: sliding and stepping pieces, attacks, check, a count of positions.

START = "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR"
SLIDES = {"b": ((1, 1), (1, -1), (-1, 1), (-1, -1)), "r": ((1, 0), (-1, 0), (0, 1), (0, -1))}
SLIDES["q"] = SLIDES["b"] + SLIDES["r"]
STEPS = {"n": tuple((a * s, b * t) for a, b in ((1, 2), (2, 1)) for s in (1, -1) for t in (1, -1)), "k": SLIDES["q"]}


class Board:
    def __init__(self, text=START, white=True):
        self.cells, self.white = {}, white
        for rank, row in zip(range(8, 0, -1), text.split("/")):
            file = 1
            for c in row:
                if c.isdigit():
                    file += int(c)
                else:
                    self.cells[file, rank] = c
                    file += 1

    def copy(self):
        board = Board.__new__(Board)
        board.cells, board.white = dict(self.cells), self.white
        return board

    def __str__(self):
        return "\n".join("".join(self.cells.get((f, r), ".") for f in range(1, 9)) for r in range(8, 0, -1))

    def own(self, piece):
        return piece is not None and piece.isupper() == self.white

    def targets(self, square, piece):
        file, rank = square
        kind = piece.lower()
        for df, dr in SLIDES.get(kind, ()):
            f, r = file + df, rank + dr
            while 1 <= f <= 8 and 1 <= r <= 8:
                yield f, r
                if (f, r) in self.cells:
                    break
                f, r = f + df, r + dr
        for df, dr in STEPS.get(kind, ()):
            if 1 <= file + df <= 8 and 1 <= rank + dr <= 8:
                yield file + df, rank + dr

    def pawn(self, square):
        file, rank = square
        ahead = 1 if self.white else -1
        if (file, rank + ahead) not in self.cells:
            yield file, rank + ahead
            if rank == (2 if self.white else 7) and (file, rank + 2 * ahead) not in self.cells:
                yield file, rank + 2 * ahead
        for side in (-1, 1):
            target = file + side, rank + ahead
            if target in self.cells and not self.own(self.cells[target]):
                yield target

    def pseudo(self):
        for square, piece in sorted(self.cells.items()):
            if self.own(piece):
                reach = self.pawn(square) if piece in "pP" else self.targets(square, piece)
                for target in reach:
                    if not self.own(self.cells.get(target)):
                        yield square, target

    def play(self, move):
        board = self.copy()
        source, target = move
        piece = board.cells.pop(source)
        if piece in "pP" and target[1] in (1, 8):
            piece = "Q" if self.white else "q"
        board.cells[target] = piece
        board.white = not self.white
        return board

    def king_hangs(self):
        king = "k" if self.white else "K"
        return any(self.cells.get(target) == king for _, target in self.pseudo())

    def in_check(self):
        turned = self.copy()
        turned.white = not self.white
        return turned.king_hangs()

    def moves(self):
        for move in self.pseudo():
            if not self.play(move).king_hangs():
                yield move

    def state(self):
        if any(True for _ in self.moves()):
            return "check" if self.in_check() else "open"
        return "mate" if self.in_check() else "stalemate"


def name(move):
    return "".join("abcdefgh"[f - 1] + str(r) for f, r in move)


def count(board, depth):
    if depth == 0:
        return 1
    return sum(count(board.play(move), depth - 1) for move in board.moves())


def mates(board, depth):
    for move in board.moves():
        after = board.play(move)
        if after.state() == "mate":
            yield [name(move)]
        elif depth > 1:
            replies = list(after.moves())
            lines = [next(mates(after.play(reply), depth - 1), None) for reply in replies]
            if replies and all(lines):
                yield [name(move), "any", *lines[0]]


board = Board()
print(board)
print([name(move) for move in board.moves()])
print([count(board, depth) for depth in range(3)])
for text, white in (("7k/5Q2/6K1/8/8/8/8/8", False), ("k7/8/1QK5/8/8/8/8/8", False), ("4k3/8/8/8/8/8/4r3/4K3", True), ("R6k/6pp/8/8/8/8/8/K7", False)):
    position = Board(text, white)
    print(text, position.state(), len(list(position.moves())))
print(next(mates(Board("7k/6pp/8/8/8/8/8/KR6"), 1)))
print(next(mates(Board("k7/8/1K6/8/8/8/8/7R"), 1), "none"), next(mates(Board("7k/8/5K2/8/8/8/8/6R1"), 2), "none"))
promoted = Board("8/P6k/8/8/8/8/8/K7").play(((1, 7), (1, 8)))
print(promoted.cells[1, 8], promoted.in_check(), list(map(name, promoted.moves())))
