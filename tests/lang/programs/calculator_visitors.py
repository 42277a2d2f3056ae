# A calculator: tokens from a generator, a Pratt parser, a tree evaluated and printed by visitors.


class Token:
    __slots__ = ("kind", "text", "at")

    def __init__(self, kind, text, at):
        self.kind, self.text, self.at = kind, text, at

    def __repr__(self):
        return "%s(%r)" % (self.kind, self.text)

    def __eq__(self, other):
        return isinstance(other, Token) and (self.kind, self.text) == (other.kind, other.text)


class ParseError(Exception):
    def __init__(self, message, at):
        super().__init__(message, at)
        self.message, self.at = message, at

    def __str__(self):
        return f"{self.message} at {self.at}"


def tokens(text):
    at = 0
    while at < len(text):
        c = text[at]
        start = at
        if c.isspace():
            at += 1
            continue
        if c.isdigit() or c == ".":
            while at < len(text) and (text[at].isdigit() or text[at] == "."):
                at += 1
            yield Token("number", text[start:at], start)
        elif c.isalpha() or c == "_":
            while at < len(text) and (text[at].isalnum() or text[at] == "_"):
                at += 1
            yield Token("name", text[start:at], start)
        elif text[at:at + 2] in ("**", "<=", ">=", "==", "!=", "//"):
            at += 2
            yield Token("op", text[start:at], start)
        elif c in "+-*/%()<>=,?:!":
            at += 1
            yield Token("op", c, start)
        else:
            raise ParseError(f"bad character {c!r}", at)
    yield Token("end", "", at)


class Node:
    fields = ()
    kinds = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Node.kinds[cls.__name__] = cls

    def __init__(self, *values):
        if len(values) != len(self.fields):
            raise TypeError(f"{type(self).__name__} takes {len(self.fields)} fields, got {len(values)}")
        for name, value in zip(self.fields, values):
            setattr(self, name, value)

    def __iter__(self):
        return (getattr(self, name) for name in self.fields)

    def __repr__(self):
        return "%s(%s)" % (type(self).__name__, ", ".join(map(repr, self)))


class Number(Node):
    fields = ("value",)


class Name(Node):
    fields = ("id",)


class Unary(Node):
    fields = ("op", "operand")


class Binary(Node):
    fields = ("op", "left", "right")


class Choose(Node):
    fields = ("test", "yes", "no")


class Call(Node):
    fields = ("function", "args")


class Assign(Node):
    fields = ("name", "value")


LEFT = {"<": 10, ">": 10, "<=": 10, ">=": 10, "==": 10, "!=": 10, "+": 20, "-": 20, "*": 30, "/": 30, "//": 30, "%": 30}


class Parser:
    def __init__(self, text):
        self._tokens = tokens(text)
        self.current = next(self._tokens)

    def advance(self):
        old, self.current = self.current, next(self._tokens, self.current)
        return old

    def expect(self, text):
        if self.current.text != text:
            raise ParseError(f"expected {text!r}, got {self.current}", self.current.at)
        return self.advance()

    def statement(self):
        expr = self.expression(0)
        if self.current.text == "=" and isinstance(expr, Name):
            self.advance()
            expr = Assign(expr.id, self.expression(0))
        if self.current.kind != "end":
            raise ParseError(f"unexpected {self.current}", self.current.at)
        return expr

    def expression(self, power):
        left = self.prefix()
        while (p := LEFT.get(self.current.text)) is not None and p > power:
            op = self.advance().text
            left = Binary(op, left, self.expression(p))
        if power == 0 and self.current.text == "?":
            self.advance()
            yes = self.expression(0)
            self.expect(":")
            left = Choose(left, yes, self.expression(0))
        return left

    def prefix(self):
        token = self.advance()
        match_kind = getattr(self, "prefix_" + token.kind, None)
        if match_kind is None:
            raise ParseError(f"unexpected {token}", token.at)
        return match_kind(token)

    def prefix_number(self, token):
        try:
            value = float(token.text) if "." in token.text else int(token.text)
        except ValueError as error:
            raise ParseError("bad number", token.at) from error
        return self.postfix(Number(value))

    def prefix_name(self, token):
        if self.current.text == "(":
            self.advance()
            args = []
            while self.current.text != ")":
                args.append(self.expression(0))
                if self.current.text != ")":
                    self.expect(",")
            self.advance()
            return self.postfix(Call(token.text, args))
        return self.postfix(Name(token.text))

    def prefix_op(self, token):
        if token.text in "-+":
            return Unary(token.text, self.expression(35))
        if token.text == "(":
            inner = self.expression(0)
            self.expect(")")
            return self.postfix(inner)
        raise ParseError(f"unexpected {token}", token.at)

    def postfix(self, node):
        if self.current.text == "**":
            self.advance()
            return Binary("**", node, self.expression(34))
        return node


class Visitor:
    def visit(self, node):
        return getattr(self, "visit_" + type(node).__name__, self.generic)(node)

    def generic(self, node):
        raise NotImplementedError(type(node).__name__)


class Evaluator(Visitor):
    functions = {"max": max, "min": min, "abs": abs, "round": round, "sum": lambda *a: sum(a)}

    def __init__(self, **names):
        self.names = names
        self.calls = 0

    def visit_Number(self, node):
        return node.value

    def visit_Name(self, node):
        try:
            return self.names[node.id]
        except KeyError:
            raise NameError(f"unknown name {node.id}") from None

    def visit_Unary(self, node):
        value = self.visit(node.operand)
        return -value if node.op == "-" else +value

    def visit_Binary(self, node):
        a, b = self.visit(node.left), self.visit(node.right)
        return {
            "+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b, "//": lambda: a // b,
            "%": lambda: a % b, "**": lambda: a ** b, "<": lambda: a < b, ">": lambda: a > b, "<=": lambda: a <= b,
            ">=": lambda: a >= b, "==": lambda: a == b, "!=": lambda: a != b,
        }[node.op]()

    def visit_Choose(self, node):
        return self.visit(node.yes if self.visit(node.test) else node.no)

    def visit_Call(self, node):
        self.calls += 1
        return self.functions[node.function](*[self.visit(arg) for arg in node.args])

    def visit_Assign(self, node):
        self.names[node.name] = value = self.visit(node.value)
        return value


class Printer(Visitor):
    def generic(self, node):
        parts = " ".join(self.visit(part) if isinstance(part, Node) else self.show(part) for part in node)
        return f"({type(node).__name__.lower()} {parts})"

    def show(self, part):
        if isinstance(part, list):
            return "[" + " ".join(map(self.visit, part)) + "]"
        return str(part)

    def visit_Number(self, node):
        return str(node.value)

    visit_Name = lambda self, node: node.id


class Folder(Visitor):
    def generic(self, node):
        new = type(node)(*[
            self.visit(part) if isinstance(part, Node) else [self.visit(p) for p in part] if isinstance(part, list) else part
            for part in node
        ])
        if isinstance(new, Binary) and isinstance(new.left, Number) and isinstance(new.right, Number):
            try:
                return Number(Evaluator().visit(new))
            except ArithmeticError:
                return new
        return new


evaluator, printer, folder = Evaluator(pi=3), Printer(), Folder()
for line in [
    "1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "x = 7 // 2", "x * pi - 1", "max(1, x, 2) + min(4, 5)",
    "x > 2 ? 10 : 20", "x == 3 ? x < 1 ? 1 : 2 : 3", "1 / 0", "y + 1", "1 +", "(1", "2 2", "3 $ 4", "abs(-5) % 3",
    "sum(1, 2, 3, 4) / 4", "1.5.2", "f(1)", "1 <= 2 != 0", "10 - 3 - 2", "2 * -3",
]:
    try:
        tree = Parser(line).statement()
        print(f"{line:28} {printer.visit(tree)}")
        print(" " * 28, printer.visit(folder.visit(tree)), "=", evaluator.visit(tree))
    except ParseError as error:
        print(f"{line:28} parse error: {error}")
    except Exception as error:
        print(" " * 28, type(error).__name__, error)
print(list(tokens("a1 = 2<=3")), evaluator.calls, sorted(Node.kinds))
print(repr(Parser("f(1, g(2), x)").statement()))
try:
    Binary("+", 1)
except TypeError as error:
    print(error)
total = 0
for i in range(95, 110):
    total += Evaluator(n=i).visit(Parser("n * n % 7 + (n > 100 ? 1 : -1)").statement())
print(total)
