# A calculator: tokens, a tree, evaluation, printing with few parentheses.
import math


class Syntax(Exception):
    pass


def tokens(text):
    at = 0
    while at < len(text):
        char = text[at]
        start = at
        if char.isspace():
            at += 1
            continue
        if char.isdigit() or char == ".":
            while at < len(text) and (text[at].isalnum() or text[at] == "." or text[at] in "+-" and text[at - 1] in "eE"):
                at += 1
            try:
                yield "number", float(text[start:at]) if set(".eE") & set(text[start:at]) else int(text[start:at])
            except ValueError:
                raise Syntax(f"bad number {text[start:at]!r} at {start}") from None
        elif char.isidentifier():
            while at < len(text) and text[at].isidentifier() or at < len(text) and text[at].isdigit():
                at += 1
            yield "name", text[start:at]
        elif text[at : at + 2] in ("**", "//", "<=", ">=", "=="):
            at += 2
            yield "sign", text[start:at]
        elif char in "+-*/%()<>=,!":
            at += 1
            yield "sign", char
        else:
            raise Syntax(f"unexpected {char!r} at {at}")
    yield "end", None


BINARY = {"<": 1, ">": 1, "<=": 1, ">=": 1, "==": 1, "+": 2, "-": 2, "*": 3, "/": 3, "//": 3, "%": 3, "**": 5}


class Parser:
    def __init__(self, text):
        self.tokens = tokens(text)
        self.kind, self.value = next(self.tokens)

    def advance(self):
        old = self.value
        self.kind, self.value = next(self.tokens)
        return old

    def accept(self, sign):
        if self.kind == "sign" and self.value == sign:
            self.advance()
            return True
        return False

    def statement(self):
        tree = self.binary(0)
        if tree[0] == "name" and self.accept("="):
            tree = ("set", tree[1], self.binary(0))
        if self.kind != "end":
            raise Syntax(f"unexpected {self.value!r}")
        return tree

    def binary(self, least):
        left = self.unary()
        while self.kind == "sign" and BINARY.get(self.value, -1) > least - (self.value == "**"):
            if BINARY[self.value] < least:
                break
            sign = self.advance()
            # Powers group to the right.
            left = (sign, left, self.binary(BINARY[sign] - 1 if sign == "**" else BINARY[sign]))
        return left

    def unary(self):
        if self.accept("-"):
            return ("neg", self.binary(4))
        return self.postfix(self.atom())

    def postfix(self, tree):
        while self.accept("!"):
            tree = ("call", "factorial", [tree])
        return tree

    def atom(self):
        if self.kind == "number":
            return ("number", self.advance())
        if self.kind == "name":
            name = self.advance()
            if not self.accept("("):
                return ("name", name)
            args = []
            while not self.accept(")"):
                if args and not self.accept(","):
                    raise Syntax(f"',' expected, not {self.value!r}")
                args.append(self.binary(0))
            return ("call", name, args)
        if self.accept("("):
            tree = self.binary(0)
            if not self.accept(")"):
                raise Syntax("')' expected")
            return tree
        raise Syntax(f"unexpected {'end' if self.kind == 'end' else repr(self.value)}")


FUNCTIONS = {"sqrt": math.sqrt, "max": max, "min": min, "abs": abs, "round": round, "factorial": math.factorial, "gcd": math.gcd}


def evaluate(tree, names):
    kind, *rest = tree
    if kind == "number":
        return rest[0]
    if kind == "name":
        return names[rest[0]]
    if kind == "set":
        names[rest[0]] = evaluate(rest[1], names)
        return names[rest[0]]
    if kind == "neg":
        return -evaluate(rest[0], names)
    if kind == "call":
        name, args = rest
        if name not in FUNCTIONS:
            raise NameError(f"no function {name!r}")
        return FUNCTIONS[name](*(evaluate(arg, names) for arg in args))
    a, b = (evaluate(side, names) for side in rest)
    return {
        "+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b, "//": lambda: a // b, "%": lambda: a % b,
        "**": lambda: a**b, "<": lambda: a < b, ">": lambda: a > b, "<=": lambda: a <= b, ">=": lambda: a >= b, "==": lambda: a == b,
    }[kind]()


def text_of(tree, outer=0):
    kind, *rest = tree
    if kind in ("number", "name"):
        return str(rest[0])
    if kind == "set":
        return f"{rest[0]} = {text_of(rest[1])}"
    if kind == "call":
        return f"{rest[0]}({', '.join(map(text_of, rest[1]))})"
    if kind == "neg":
        text, level = "-" + text_of(rest[0], 4), 4
    else:
        level = BINARY[kind]
        text = f"{text_of(rest[0], level + (kind == '**'))} {kind} {text_of(rest[1], level + (kind != '**'))}"
    return f"({text})" if level < outer else text


names = {"pi": math.pi}
for line in (
    "1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "2 ** -1", "10 - 4 - 3", "10 / 4", "7 // 2 % 2", "x = 3! + 1", "x * (x - 1)", "y = x = 2", "sqrt(2) * pi",
    "max(1, x, 3) - min(4, 2)", "1e3 + .5", "((((5))))", "1 <= 2", "5!! ", "2 +", "(1", "1 $ 2", "foo(1)", "z", "1.2.3", "max(1 2)", "1 / 0", "sqrt(-1)", "-(-3) * -2",
    "a = 2 ** 100", "a % 1000007", "gcd(a, 1024) == 1024", "round(pi * 1000) / 1000", "(2 ** 3) ** 2", "1 - (2 - 3)", "-x ** 2 + 1",
):
    try:
        tree = Parser(line).statement()
        print(f"{line:28} | {text_of(tree):26} | {evaluate(tree, names)!r}")
    except Exception as error:
        print(f"{line:28} | {type(error).__name__}: {error}")
print(sorted(names))
