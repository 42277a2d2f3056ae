# A spreadsheet: cells hold values or formulas, recomputed lazily, with cycles and errors as values.


class CellError(Exception):
    pass


class Sheet:
    FUNCTIONS = {"SUM": sum, "MIN": min, "MAX": max, "COUNT": lambda items: len(list(items)),
                 "AVG": lambda items: (lambda l: sum(l) / len(l))(list(items))}

    def __init__(self):
        self.sources, self.cache, self.users, self.computed = {}, {}, {}, 0

    def __setitem__(self, name, source):
        self.sources[name] = source
        self.invalidate(name)

    def __delitem__(self, name):
        del self.sources[name]
        self.invalidate(name)

    def invalidate(self, name):
        stack = [name]
        while stack:
            cell = stack.pop()
            if self.cache.pop(cell, None) is not None or cell == name:
                stack.extend(self.users.pop(cell, ()))

    def __getitem__(self, name):
        kind, value = self.result(name, ())
        return value if kind == "ok" else f"#{value}"

    def result(self, name, trail):
        if name in self.cache:
            return self.cache[name]
        if name in trail:
            return "error", "CYCLE"
        source = self.sources.get(name, 0)
        if isinstance(source, str) and source.startswith("="):
            self.computed += 1
            try:
                value = "ok", Formula(self, name, source[1:], trail + (name,)).value()
            except CellError as error:
                value = "error", str(error)
            except ZeroDivisionError:
                value = "error", "DIV"
            except TypeError:
                value = "error", "TYPE"
        else:
            value = "ok", source
        self.cache[name] = value
        return value

    def span(self, first, last):
        for row in range(int(first[1:]), int(last[1:]) + 1):
            for column in range(ord(first[0]), ord(last[0]) + 1):
                yield f"{chr(column)}{row}"

    def table(self, first, last):
        names = list(self.span(first, last))
        width = ord(last[0]) - ord(first[0]) + 1
        for i in range(0, len(names), width):
            yield "|".join(f"{self[name]!s:>8}" for name in names[i:i + width])


class Formula:
    def __init__(self, sheet, owner, text, trail):
        self.sheet, self.owner, self.trail = sheet, owner, trail
        self.tokens = self.lex(text)
        self.token = next(self.tokens)

    def lex(self, text):
        word = ""
        for c in text + "\0":
            if c.isalnum() or c == ".":
                word += c
                continue
            if word:
                yield word
                word = ""
            if c == "\0":
                yield ""
            elif c != " ":
                yield c

    def next(self):
        token, self.token = self.token, next(self.tokens, "")
        return token

    def get(self, name):
        self.sheet.users.setdefault(name, set()).add(self.owner)
        kind, value = self.sheet.result(name, self.trail)
        if kind == "error":
            raise CellError(value)
        return value

    def value(self):
        total = self.term()
        while self.token in ("+", "-"):
            total = total + self.term() if self.next() == "+" else total - self.term()
        return total

    def term(self):
        product = self.factor()
        while self.token in ("*", "/"):
            product = product * self.factor() if self.next() == "*" else product / self.factor()
        return product

    def factor(self):
        token = self.next()
        if token == "-":
            return -self.factor()
        if token == "(":
            value = self.value()
            self.next()
            return value
        if token in Sheet.FUNCTIONS:
            self.next()
            first = self.next()
            last = (self.next(), self.next())[1] if self.token == ":" else first
            self.next()
            return Sheet.FUNCTIONS[token](self.get(name) for name in self.sheet.span(first, last))
        if token[:1].isdigit():
            return float(token) if "." in token else int(token)
        if len(token) >= 2 and token[0].isupper() and token[1:].isdigit():
            return self.get(token)
        raise CellError("NAME")


sheet = Sheet()
for i in range(1, 6):
    sheet[f"A{i}"] = i * 10
    sheet[f"B{i}"] = f"=A{i}*2-{i}"
sheet["C1"], sheet["C2"], sheet["C3"] = "=SUM(A1:B5)", "=MAX(B1:B5)/4", "=C1-C2*2"
sheet["C4"], sheet["C5"] = "=AVG(A1:A5)+COUNT(A1:C2)", "text"
print(*sheet.table("A1", "C5"), sep="\n")
print(sheet.computed)
sheet["A1"] = 100
print(sheet["C1"], sheet["C3"], sheet["B2"], sheet.computed)
sheet["A2"] = "=C3"
print(sheet["A2"], sheet["C1"], sheet["C5"])
sheet["A2"] = 7
sheet["D1"], sheet["D2"], sheet["D3"], sheet["D4"] = "=A1/(A2-7)", "=D1+1", "=nope", "=C5*2-1"
print(*sheet.table("D1", "D4"))
sheet["A2"] = 8
print(*sheet.table("D1", "D4"))
del sheet["A1"]
print(*sheet.table("A1", "D2"), sep="\n")
chain = Sheet()
chain["A1"] = 1
for i in range(2, 60):
    chain[f"A{i}"] = f"=A{i - 1}+{i}"
print(chain["A59"], chain.computed)
chain["A30"] = 0
print(chain["A59"], chain.computed)
