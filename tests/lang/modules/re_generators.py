"""Regular expressions feed generators: a tokenizer, a template engine, matches that are sent and thrown at."""
import re

TOKEN = re.compile(r"""
    (?P<number>\d+(?:\.\d*)?) |
    (?P<name>[^\W\d]\w*) |
    (?P<op>\*\*|[-+*/()=]) |
    (?P<space>\s+) |
    (?P<bad>.)
""", re.VERBOSE)


def tokens(text):
    for m in TOKEN.finditer(text):
        kind = m.lastgroup
        if kind == "space":
            continue
        if kind == "bad":
            raise SyntaxError(f"{m.group()!r} at {m.start()}")
        yield kind, m[kind]


def parse(text):
    """A Pratt parser over the generator above."""
    stream = tokens(text)
    current = next(stream, None)

    def advance():
        nonlocal current
        token, current = current, next(stream, None)
        return token

    powers = {"+": 10, "-": 10, "*": 20, "/": 20, "**": 30}

    def expression(least=0):
        kind, value = advance()
        if value == "(":
            left = expression()
            advance()
        elif value == "-":
            left = ("neg", expression(25))
        else:
            left = value
        while current and powers.get(current[1], -1) >= least:
            op = advance()[1]
            left = (op, left, expression(powers[op] + (op != "**")))
        return left
    return expression()


print(list(tokens("x1 = 3.14 * (é + 2)**-1")))
print(parse("1 + 2 * 3 ** 4 ** 5 - -(6 - 7) / 8"))
try:
    list(tokens("a $ b"))
except SyntaxError as e:
    print(e)


def fields(text):
    """Yields plain text; the value sent in replaces a field."""
    at = 0
    for m in re.finditer(r"\{(\w+)(?::(\w+))?\}", text):
        yield text[at:m.start()]
        value = yield m.groups()
        yield str(value)
        at = m.end()
    yield text[at:]


def fill(text, **values):
    out = []
    gen = fields(text)
    item = next(gen)
    while True:
        try:
            if isinstance(item, tuple):
                name, how = item
                value = values[name]
                item = gen.send(getattr(value, how)() if how else value)
            else:
                out.append(item)
                item = next(gen)
        except StopIteration:
            return "".join(out)


print(fill("Dear {name:title}, you owe {sum} {what:upper}.", name="ada byron", sum=3, what="pounds"))


def matches(pattern):
    compiled = re.compile(pattern)
    text = yield
    while True:
        try:
            found = compiled.search(text)
            text = yield found and found.groupdict()
        except ValueError as e:
            compiled = re.compile(str(e))
            text = yield compiled.pattern


m = matches(r"(?P<key>\w+)=(?P<value>\w*)")
next(m)
print(m.send("a=b"), m.send("none"), m.send("k="), m.throw(ValueError("(?P<all>.+)")), m.send("x y"))

log = "\n".join(f"2024-01-{d:02} {'ERROR' if d % 3 == 0 else 'INFO'} job{d % 4} took {d * 7}ms" for d in range(1, 31))
LINE = re.compile(r"^(\S+) (?P<level>[A-Z]+) (?P<job>job\d) took (?P<ms>\d+)ms$", re.MULTILINE)
totals = {}
for m in LINE.finditer(log):
    totals[m["job"], m["level"]] = totals.get((m["job"], m["level"]), 0) + int(m["ms"])
print(sorted(totals.items()))

count = 0
word = re.compile(r"\b(\w)(\w*?)(\w?)\b")
for i in range(1500):
    for m in word.finditer(f"abc {i} d é{i}"):
        count += m.end(2) - m.start(1)
print(count)
print(re.sub(r"(?P<a>\d+)|(?P<b>[a-z]+)", lambda m: {"a": "<{}>", "b": "[{}]"}[m.lastgroup].format(m[0]), "12ab3 cd"))
print(re.sub(r"(\w+) (\w+)", r"\2 \g<1>", "hello world again now"), re.split(r"(?<=[.!?])\s+", "One. Two! Three? Four"))
for depth in 5, 30:
    print(re.match("(" * depth + "a" + ")" * depth, "a").lastindex)
