# A tokenizer with INDENT and DEDENT, a parser to nested statements, and an evaluator whose loops and functions are generators.


class Error(Exception):
    def __init__(self, line, message):
        super().__init__(f"line {line}: {message}")


def logical_lines(text):
    for number, line in enumerate(text.splitlines(), 1):
        body = line.split("#")[0].rstrip()
        if body:
            yield number, len(body) - len(body.lstrip()), body.strip()


def blocks(text):
    stack = [0]
    for number, indent, body in logical_lines(text):
        if indent > stack[-1]:
            stack.append(indent)
            yield number, "INDENT", None
        while indent < stack[-1]:
            stack.pop()
            yield number, "DEDENT", None
        if indent != stack[-1]:
            raise Error(number, "unindent matches no block")
        yield number, "LINE", body
    for _ in stack[1:]:
        yield number, "DEDENT", None


class Parser:
    def __init__(self, text):
        self.stream = blocks(text)
        self.held = []

    def peek(self):
        if not self.held:
            self.held.append(next(self.stream, (0, "END", None)))
        return self.held[0]

    def take(self):
        token = self.peek()
        self.held.clear()
        return token

    def body(self, opener):
        if self.peek()[1] != "INDENT":
            raise Error(opener, "a block is wanted")
        self.take()
        statements = list(self.statements())
        self.take()
        return statements

    def statements(self):
        while self.peek()[1] not in ("DEDENT", "END"):
            number, kind, line = self.take()
            if kind == "INDENT":
                raise Error(number, "unexpected indent")
            word, _, rest = line.partition(" ")
            if line.endswith(":"):
                yield number, word.rstrip(":"), rest.rstrip(":"), self.body(number)
            else:
                yield number, word, rest, None


class Stop(Exception):
    pass


class Machine:
    def __init__(self, limit=10000):
        self.names, self.functions, self.left = {}, {}, limit

    def value(self, text, number):
        for operator, apply in ((" + ", lambda a, b: a + b), (" - ", lambda a, b: a - b), (" * ", lambda a, b: a * b), (" mod ", lambda a, b: a % b)):
            left, found, right = text.rpartition(operator)
            if found:
                return apply(self.value(left, number), self.value(right, number))
        text = text.strip()
        if text.lstrip("-").isdigit():
            return int(text)
        if text.startswith('"'):
            return text.strip('"')
        try:
            return self.names[text]
        except KeyError:
            raise Error(number, f"no variable {text!r}") from None

    def test(self, text, number):
        for operator, apply in ((" < ", lambda a, b: a < b), (" > ", lambda a, b: a > b), (" is ", lambda a, b: a == b)):
            left, found, right = text.partition(operator)
            if found:
                return apply(self.value(left, number), self.value(right, number))
        return bool(self.value(text, number))

    def run(self, statements):
        taken = False
        for number, word, rest, body in statements:
            self.left -= 1
            if self.left < 0:
                raise Error(number, "too many steps")
            if word == "if":
                taken = self.test(rest, number)
                if taken:
                    yield from self.run(body)
            elif word == "else":
                if not taken:
                    yield from self.run(body)
            elif word == "while":
                try:
                    while self.test(rest, number):
                        yield from self.run(body)
                except Stop:
                    pass
            elif word == "to":
                name, *parameters = rest.split()
                self.functions[name] = parameters, body
            elif word == "do":
                name, *arguments = rest.split()
                parameters, code = self.functions.get(name) or self.missing(number, name)
                if len(parameters) != len(arguments):
                    raise Error(number, f"{name} wants {len(parameters)} values")
                outer, self.names = self.names, {**self.names, **{p: self.value(a, number) for p, a in zip(parameters, arguments)}}
                try:
                    yield from self.run(code)
                finally:
                    self.names = outer
            elif word == "say":
                yield self.value(rest, number)
            elif word == "stop":
                raise Stop
            elif rest.startswith("= "):
                self.names[word] = self.value(rest[2:], number)
            else:
                raise Error(number, f"what is {word!r}?")

    def missing(self, number, name):
        raise Error(number, f"no function {name}")


def execute(text, limit=10000):
    out = []
    try:
        for item in Machine(limit).run(Parser(text).statements()):
            out.append(item)
    except Error as error:
        out.append(f"[{error}]")
    return out


print(execute("""
i = 1
while i < 16:          # fizz buzz
    if i mod 15 is 0:
        say "FizzBuzz"
    else:
        if i mod 5 is 0:
            say "Buzz"
        else:
            if i mod 3 is 0:
                say "Fizz"
            else:
                say i
    i = i + 1
"""))
print(execute("""
to count n by
    say n
to down n:
    say n
    if n > 0:
        m = n - 1
        do down m
do down 5
a = 0
b = 1
while 1:
    say a
    c = a + b
    a = b
    b = c
    if a > 50:
        stop
"""))
HANOI = """
to hanoi n a b c:
    if n > 0:
        m = n - 1
        do hanoi m a c b
        say a + "-" + c
        do hanoi m b a c
do hanoi 5 "a" "b" "c"
"""
moves = execute(HANOI)
print(len(moves), moves[:6], moves[-1])
for bad in ("if 1:\nsay 1", "x = 1\n  y = 2", "while 1:\n  x = 1\n", "if 1:\n    x = 1\n  y = 2", "do nothing", "say y", "to f x:\n  say x\ndo f", "hm 3"):
    print(execute(bad, 50))
