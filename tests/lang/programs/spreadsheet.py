# A spreadsheet: formulas, ranges, dependencies in topological order, cycles, recalculation
# jit: threshold=5


class CellError(Exception):
    pass


OPERATORS = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
    "<": lambda a, b: a < b, ">": lambda a, b: a > b, "=": lambda a, b: a == b,
}
FUNCTIONS = {"SUM": sum, "MIN": min, "MAX": max, "COUNT": len, "AVG": lambda v: sum(v) / len(v), "IF": None}


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_name(number):
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def split(reference):
    letters = reference.rstrip("0123456789")
    return column_number(letters), int(reference[len(letters):])


def area(first, last):
    (c1, r1), (c2, r2) = split(first), split(last)
    for row in range(min(r1, r2), max(r1, r2) + 1):
        for column in range(min(c1, c2), max(c1, c2) + 1):
            yield f"{column_name(column)}{row}"


def lex(text):
    at = 0
    while at < len(text):
        end = at + 1
        if text[at].isalnum():
            while end < len(text) and (text[end].isalnum() or text[end] == "."):
                end += 1
        if not text[at].isspace():
            yield text[at:end]
        at = end
    yield ""


class Formula:
    def __init__(self, text):
        self.words = lex(text)
        self.word = next(self.words)
        self.uses = []
        self.value = self.compare()
        if self.word:
            raise CellError(f"unexpected {self.word!r}")

    def take(self):
        word, self.word = self.word, next(self.words, "")
        return word

    def chain(self, inner, signs):
        left = inner()
        while self.word and self.word in signs:
            left = self.apply(self.take(), left, inner())
        return left

    def compare(self):
        return self.chain(lambda: self.chain(lambda: self.chain(self.atom, "*/"), "+-"), "<>=")

    @staticmethod
    def apply(sign, left, right):
        def value(sheet):
            a, b = left(sheet), right(sheet)
            if sign == "/":
                if b == 0:
                    raise CellError("#DIV/0")
                return a / b
            return OPERATORS[sign](a, b)
        return value

    def atom(self):
        word = self.take()
        if word == "(":
            inner = self.compare()
            self.take()
            return inner
        if word == "-":
            inner = self.atom()
            return lambda sheet: -inner(sheet)
        if word in FUNCTIONS and self.word == "(":
            self.take()
            arguments = [self.argument()]
            while self.take() == ",":
                arguments.append(self.argument())
            if word == "IF":
                test, yes, no = arguments
                return lambda sheet: (yes if test(sheet) else no)(sheet)
            return lambda sheet: FUNCTIONS[word](list(flat(argument(sheet) for argument in arguments)))
        if word and word[0].isdigit():
            return lambda sheet: float(word) if "." in word else int(word)
        if word[:1].isalpha() and word[-1:].isdigit():
            self.uses.append(word)
            return lambda sheet: sheet.number(word)
        raise CellError(f"bad formula at {word or 'the end'!r}")

    def argument(self):
        if self.word[:1].isalpha() and self.word not in FUNCTIONS:
            first = self.word
            value = self.compare()
            if self.word == ":":
                self.take()
                cells = list(area(first, self.take()))
                self.uses += cells
                return lambda sheet: [sheet.number(cell) for cell in cells if cell in sheet.cells]
            return value
        return self.compare()


def flat(values):
    for value in values:
        yield from value if isinstance(value, list) else [value]


class Sheet:
    def __init__(self):
        self.cells, self.values, self.evaluated = {}, {}, 0

    def set(self, name, text):
        try:
            self.cells[name] = Formula(text[1:]) if isinstance(text, str) and text.startswith("=") else text
        except CellError as error:
            self.cells[name] = error
        return list(self.recalculate(name))

    def dependents(self, name):
        return [cell for cell, what in self.cells.items() if isinstance(what, Formula) and name in what.uses]

    def order(self, name):
        done, out = set(), []

        def visit(cell, path):
            if cell in path:
                raise CellError("#CYCLE " + ">".join(path[path.index(cell):] + [cell]))
            if cell not in done:
                for other in self.dependents(cell):
                    visit(other, path + [cell])
                done.add(cell)
                out.append(cell)
        visit(name, [])
        return reversed(out)

    def recalculate(self, name):
        try:
            for cell in self.order(name):
                self.evaluated += 1
                what = self.cells[cell]
                try:
                    value = what.value(self) if isinstance(what, Formula) else what
                except (CellError, TypeError) as error:
                    value = error if isinstance(error, CellError) else CellError("#TYPE")
                if self.values.get(cell, self) != value:
                    self.values[cell] = value
                    yield cell
        except CellError as error:
            self.values[name] = error
            yield f"{name}!"

    def number(self, name):
        value = self.values.get(name, 0)
        if isinstance(value, CellError):
            raise value
        return value

    def row(self):
        return " ".join(f"{name}={value if not isinstance(value, float) else round(value, 4)}" for name, value in sorted(self.values.items()))


sheet = Sheet()
for name, text in [
    ("A1", 10), ("A2", 20), ("A3", 30), ("B1", "=SUM(A1:A3)"), ("B2", "=B1/COUNT(A1:A3)"), ("C1", "=IF(B2>15,MAX(A1:A3)*2,-1)"),
    ("A2", 200), ("A4", "=A1*(2+A2)-3"), ("D1", "=B1/(A1-10)"), ("D2", "=D1+1"), ("A1", 11), ("E1", "=2+"), ("E2", "=E1*2"),
    ("A3", "=C1"), ("A3", 0), ("F1", "=AVG(A1:B2,100)"), ("A2", "text"),
]:
    print(f"{name} {text!s:28} -> {sheet.set(name, text)}")
print(sheet.row(), sheet.evaluated)
print([column_name(n) for n in (1, 26, 27, 52, 703, 18278)], [column_number(n) for n in ("A", "ZZ", "AAA")])
grid = Sheet()
for row in range(1, 13):
    for column in "ABCD":
        left = chr(ord(column) - 1)
        grid.set(f"{column}{row}", row if column == "A" else f"={left}{row}*2+{left}{max(1, row - 1)}")
grid.set("E1", "=SUM(A1:D12)")
print(grid.values["D12"], grid.values["E1"], len(grid.set("A1", 50)), grid.values["E1"], grid.evaluated)
