# Parser combinators whose results are generators of all parses; an ambiguous grammar and a log format.


class Parser:
    def __init__(self, parse, name="parser"):
        self.parse, self.name = parse, name

    def __call__(self, text, at=0):
        return self.parse(text, at)

    def __rshift__(self, function):
        return Parser(lambda text, at: ((function(value), end) for value, end in self(text, at)), self.name)

    def __add__(self, other):
        def parse(text, at):
            for first, middle in self(text, at):
                for second, end in other(text, middle):
                    yield (*first, second) if isinstance(first, Seq) else Seq((first, second)), end
        return Parser(lambda text, at: ((Seq(v), e) for v, e in parse(text, at)), f"{self.name} {other.name}")

    def __or__(self, other):
        def parse(text, at):
            yield from self(text, at)
            yield from other(text, at)
        return Parser(parse, f"{self.name}|{other.name}")

    def many(self, least=0):
        def parse(text, at, found=()):
            for value, end in self(text, at):
                if end > at:
                    yield from parse(text, end, found + (value,))
            if len(found) >= least:
                yield list(found), at
        return Parser(parse, f"{{{self.name}}}")

    def optional(self, default=None):
        return self | Parser(lambda text, at: iter([(default, at)]), "")

    def all(self, text):
        return (value for value, end in self(text) if end == len(text))

    def first(self, text):
        for value in self.all(text):
            return value
        furthest = max((end for _, end in self(text)), default=0)
        raise ValueError(f"{self.name}: cannot read {text[furthest:furthest + 8]!r} at {furthest}")


class Seq(tuple):
    pass


def literal(word):
    return Parser(lambda text, at: iter([(word, at + len(word))]) if text.startswith(word, at) else iter(()), repr(word))


def char(test, name):
    def parse(text, at):
        if at < len(text) and test(text[at]):
            yield text[at], at + 1
    return Parser(parse, name)


def lazy(get):
    return Parser(lambda text, at: get()(text, at), "lazy")


def greedy(parser):
    return Parser(lambda text, at: (lambda best: iter([best]) if best else iter(()))(next(parser(text, at), None)), parser.name)


def between(left, parser, right):
    return literal(left) + parser + literal(right) >> (lambda seq: seq[1])


def separated(parser, separator):
    return parser + (separator + parser >> (lambda seq: seq[-1])).many() >> (lambda seq: [seq[0], *seq[1]])


digits = greedy(char(str.isdigit, "digit").many(1)) >> "".join
number = literal("-").optional("") + digits >> (lambda seq: int(seq[0] + seq[1]))
spaces = greedy(char(str.isspace, "space").many())
word = greedy(char(str.isalpha, "letter").many(1)) >> "".join


def chain(operand, operators):
    operator = Parser(lambda text, at: ((f, at + 1) for c, f in operators.items() if text.startswith(c, at)), "operator")

    def fold(seq):
        value = seq[0]
        for apply, right in seq[1]:
            value = apply(value, right)
        return value
    return operand + (operator + operand).many() >> fold


atom = number | between("(", lazy(lambda: expression), ")")
product = chain(atom, {"*": lambda a, b: a * b, "/": lambda a, b: a // b})
expression = chain(product, {"+": lambda a, b: a + b, "-": lambda a, b: a - b})
for text in ("1+2*3", "(1+2)*3", "-4--5", "2*(3+4)*5-6/4", "7"):
    print(text, "=", expression.first(text))
for text in ("1+", "(1", "x", "1 + 2"):
    try:
        expression.first(text)
    except ValueError as error:
        print(error)
ambiguous = Parser(lambda text, at: trees(text, at), "tree")


def trees(text, at):
    yield from literal("a")(text, at)
    for left, middle in literal("a")(text, at):
        for right, end in ambiguous(text, middle):
            yield (left, right), end
            for more, last in ambiguous(text, end):
                yield (left, right, more), last


for n in range(1, 6):
    print(n, sum(1 for _ in ambiguous.all("a" * n)), next(iter(ambiguous.all("a" * n))))
pair = word + literal("=") + (number | word) >> (lambda seq: (seq[0], seq[2]))
record = between("[", separated(pair, literal(",") + spaces), "]") >> dict
log = separated(record, spaces)
print(log.first("[a=1, b=two][c=-3]\n[d=x]"))
nested = lazy(lambda: between("(", nested.many(), ")"))
print(nested.first("(()(()()))"), [len(list(nested.many().all(text))) for text in ("", "()()", "(()")])
print([v for v, _ in (literal("ab") | literal("a") | literal("abc"))("abcd")], [e for _, e in char(str.isalpha, "l").many()("abc1")])
text = "+".join(str(i) for i in range(40))
print(expression.first(text), expression.first("*".join(["(1+1)"] * 12)))
