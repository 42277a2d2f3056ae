# A JSON reader and writer, written with generators for both directions.


class Reader:
    ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "/": "/", "\\": "\\", '"': '"'}

    def __init__(self, text):
        self.text = text
        self.at = 0

    def fail(self, message):
        line = self.text.count("\n", 0, self.at) + 1
        column = self.at - self.text.rfind("\n", 0, self.at)
        raise ValueError(f"{message} at line {line} column {column}")

    def skip(self):
        while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
            self.at += 1

    def peek(self):
        self.skip()
        return self.text[self.at] if self.at < len(self.text) else ""

    def take(self, expected):
        if self.peek() != expected:
            self.fail(f"expected {expected!r}")
        self.at += 1

    def value(self):
        c = self.peek()
        if c == "{":
            return dict(self.sequence("{", "}", self.member))
        if c == "[":
            return list(self.sequence("[", "]", self.value))
        if c == '"':
            return self.string()
        for word, constant in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return constant
        if c and c in "-0123456789":
            return self.number()
        self.fail("no value")

    def sequence(self, left, right, item):
        self.take(left)
        if self.peek() == right:
            self.at += 1
            return
        while True:
            yield item()
            if self.peek() == ",":
                self.at += 1
                continue
            self.take(right)
            return

    def member(self):
        key = self.string()
        self.take(":")
        return key, self.value()

    def string(self):
        self.take('"')
        return "".join(self.characters())

    def characters(self):
        while True:
            if self.at >= len(self.text):
                self.fail("unterminated string")
            c = self.text[self.at]
            self.at += 1
            if c == '"':
                return
            if c != "\\":
                yield c
                continue
            c = self.text[self.at]
            self.at += 1
            if c == "u":
                yield chr(int(self.text[self.at:self.at + 4], 16))
                self.at += 4
            else:
                yield self.ESCAPES[c]

    def number(self):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "+-0123456789.eE":
            self.at += 1
        text = self.text[start:self.at]
        return float(text) if set(text) & set(".eE") else int(text)


def loads(text):
    reader = Reader(text)
    value = reader.value()
    if reader.peek():
        reader.fail("extra data")
    return value


def pieces(value, indent=0, step=0):
    newline = "\n" + " " * (indent + step) if step else ""
    end = "\n" + " " * indent if step else ""
    match_type = type(value)
    if value is None:
        yield "null"
    elif match_type is bool:
        yield "true" if value else "false"
    elif match_type in (int, float):
        yield repr(value)
    elif match_type is str:
        yield '"'
        for c in value:
            yield {"\n": "\\n", '"': '\\"', "\\": "\\\\", "\t": "\\t"}.get(c, c if c >= " " else f"\\u{ord(c):04x}")
        yield '"'
    elif match_type is dict:
        yield "{"
        for i, (key, item) in enumerate(value.items()):
            yield "," * (i > 0) + newline
            yield from pieces(key)
            yield ": " if step else ":"
            yield from pieces(item, indent + step, step)
        yield (end if value else "") + "}"
    elif match_type is list:
        yield "["
        for i, item in enumerate(value):
            yield "," * (i > 0) + newline
            yield from pieces(item, indent + step, step)
        yield (end if value else "") + "]"
    else:
        raise TypeError(f"cannot write {match_type.__name__}")


def dumps(value, step=0):
    return "".join(pieces(value, 0, step))


text = """{"name": "caf\\u00e9 \\"x\\"", "sizes": [1, -2.5, 3e2, []], "nested": {"t": true, "f": false, "n": null},
 "empty": {}, "tab": "a\\tb\\n"}"""
value = loads(text)
print(value)
print(dumps(value))
print(dumps(value, 2))
assert loads(dumps(value)) == value == loads(dumps(value, 4))
for bad in ['{"a" 1}', "[1, 2", '"abc', "[1] x", "nope", "{\n  \"k\": ?}", "[1,]"]:
    try:
        print(loads(bad))
    except ValueError as error:
        print(repr(bad), "->", error)
try:
    dumps([1, {2}])
except TypeError as error:
    print(error)
big = [{"id": i, "tags": ["t%d" % (i % 3)] * (i % 4), "score": i / 8} for i in range(60)]
again = loads(dumps(big))
print(again == big, sum(item["score"] for item in again), len(dumps(big)))
