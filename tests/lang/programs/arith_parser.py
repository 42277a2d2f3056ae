# A tokenizer generator feeding a recursive-descent parser that builds and evaluates a tree.


class ParseError(Exception):
    def __init__(self, message, position):
        super().__init__(message)
        self.position = position


class Token:
    __slots__ = ("kind", "text", "position")

    def __init__(self, kind, text, position):
        self.kind, self.text, self.position = kind, text, position

    def __repr__(self):
        return f"{self.kind}:{self.text!r}@{self.position}"


def tokens(source):
    i = 0
    while i < len(source):
        c = source[i]
        start = i
        if c.isspace():
            i += 1
            continue
        if c.isdigit():
            while i < len(source) and (source[i].isdigit() or source[i] == "."):
                i += 1
            yield Token("number", source[start:i], start)
        elif c.isalpha() or c == "_":
            while i < len(source) and (source[i].isalnum() or source[i] == "_"):
                i += 1
            yield Token("name", source[start:i], start)
        elif source.startswith("**", i):
            i += 2
            yield Token("op", "**", start)
        elif c in "+-*/%(),=":
            i += 1
            yield Token("op", c, start)
        else:
            raise ParseError(f"unexpected {c!r}", i)
    yield Token("end", "", len(source))


class Parser:
    BINARY = [{"+": lambda a, b: a + b, "-": lambda a, b: a - b},
              {"*": lambda a, b: a * b, "/": lambda a, b: a / b, "%": lambda a, b: a % b}]

    def __init__(self, source, names):
        self.stream = tokens(source)
        self.names = names
        self.current = next(self.stream)

    def advance(self):
        token, self.current = self.current, next(self.stream, self.current)
        return token

    def accept(self, text):
        if self.current.kind == "op" and self.current.text == text:
            return self.advance()
        return None

    def expect(self, text):
        if not self.accept(text):
            raise ParseError(f"expected {text!r}, found {self.current.text or 'end'!r}", self.current.position)

    def parse(self):
        value = self.binary(0)
        if self.current.kind != "end":
            raise ParseError(f"unexpected {self.current.text!r}", self.current.position)
        return value

    def binary(self, level):
        if level == len(self.BINARY):
            return self.unary()
        value = self.binary(level + 1)
        while self.current.kind == "op" and self.current.text in self.BINARY[level]:
            apply = self.BINARY[level][self.advance().text]
            value = apply(value, self.binary(level + 1))
        return value

    def unary(self):
        if self.accept("-"):
            return -self.unary()
        return self.power()

    def power(self):
        base = self.atom()
        if self.accept("**"):
            return base ** self.unary()
        return base

    def atom(self):
        token = self.advance()
        if token.kind == "number":
            return float(token.text) if "." in token.text else int(token.text)
        if token.kind == "name":
            if self.accept("("):
                arguments = []
                if not self.accept(")"):
                    arguments.append(self.binary(0))
                    while self.accept(","):
                        arguments.append(self.binary(0))
                    self.expect(")")
                return self.names[token.text](*arguments)
            try:
                return self.names[token.text]
            except KeyError:
                raise ParseError(f"unknown name {token.text}", token.position) from None
        if token.text == "(":
            value = self.binary(0)
            self.expect(")")
            return value
        raise ParseError(f"unexpected {token.text or 'end'!r}", token.position)


names = {"pi": 3.25, "x": 7, "max": max, "hyp": lambda a, b: (a * a + b * b) ** 0.5, "zero": lambda: 0}
for source in ["1 + 2 * 3", "-2 ** 2", "2 ** -1", "(1 + x) % 5", "max(1, x, 3) * 2", "hyp(3, 4) + zero()", "10 / 4 - pi",
               "2 ** 3 ** 2", "1 +", "y + 1", "3 $ 4", "(1", "1 2", "max(1 2)", "1 / 0"]:
    try:
        print(source, "=", Parser(source, names).parse())
    except ParseError as error:
        print(source, "->", error, "at", error.position)
    except ZeroDivisionError as error:
        print(source, "->", type(error).__name__, error)
print(list(tokens("a1 = b**2")))
total = 0
for i in range(200):
    total += Parser(f"({i} + x) * {i % 7} - -{i}", names).parse()
print(total)
