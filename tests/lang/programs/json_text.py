# A parser and printer of JSON, with errors that say the place.
class JSONError(ValueError):
    def __init__(self, message, text, at):
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        super().__init__(f"{message}: line {line} column {column} (char {at})")


ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Parser:
    def __init__(self, text):
        self.text, self.at = text, 0

    def fail(self, message):
        raise JSONError(message, self.text, self.at)

    def space(self):
        while self.at < len(self.text) and self.text[self.at] in " \t\n\r":
            self.at += 1

    def parse(self):
        value = self.value()
        self.space()
        if self.at < len(self.text):
            self.fail("Extra data")
        return value

    def value(self):
        self.space()
        char = self.text[self.at : self.at + 1]
        if char == "{":
            return self.object()
        if char == "[":
            return self.array()
        if char == '"':
            return self.string()
        for word, value in ("true", True), ("false", False), ("null", None):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        return self.number()

    def items(self, end):
        self.at += 1
        self.space()
        if self.text.startswith(end, self.at):
            self.at += 1
            return
        while True:
            yield
            self.space()
            char = self.text[self.at : self.at + 1]
            if char not in (",", end):
                self.fail(f"Expecting ',' or '{end}'")
            self.at += 1
            if char == end:
                return

    def array(self):
        return [self.value() for _ in self.items("]")]

    def object(self):
        result = {}
        for _ in self.items("}"):
            self.space()
            if not self.text.startswith('"', self.at):
                self.fail("Expecting property name")
            name = self.string()
            self.space()
            if not self.text.startswith(":", self.at):
                self.fail("Expecting ':'")
            self.at += 1
            result[name] = self.value()
        return result

    def string(self):
        start = self.at
        parts = []
        self.at += 1
        while True:
            if self.at >= len(self.text):
                self.at = start
                self.fail("Unterminated string")
            char = self.text[self.at]
            self.at += 1
            if char == '"':
                return "".join(parts)
            if char == "\\":
                escape = self.text[self.at : self.at + 1]
                self.at += 1
                if escape == "u":
                    parts.append(chr(int(self.text[self.at : self.at + 4], 16)))
                    self.at += 4
                elif escape in ESCAPES and escape:
                    parts.append(ESCAPES[escape])
                else:
                    self.at -= 1
                    self.fail("Invalid \\escape")
            else:
                parts.append(char)

    def number(self):
        end = self.at
        while end < len(self.text) and self.text[end] in "+-0123456789.eE":
            end += 1
        text = self.text[self.at : end]
        if not text:
            self.fail("Expecting value")
        try:
            value = float(text) if set(text) & set(".eE") else int(text)
        except ValueError:
            self.fail(f"Not a number: {text}")
        self.at = end
        return value


def dump(value, indent=None, level=0):
    newline = "" if indent is None else "\n" + " " * (indent * (level + 1))
    end = "" if indent is None else "\n" + " " * (indent * level)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        out = ['"']
        for char in value:
            if char in '"\\':
                out.append("\\" + char)
            elif char < " ":
                out.append(f"\\u{ord(char):04x}")
            else:
                out.append(char)
        return "".join(out) + '"'
    if isinstance(value, (list, tuple)):
        inner = ("," + (newline or " ")).join(dump(item, indent, level + 1) for item in value)
        return f"[{newline}{inner}{end}]" if value else "[]"
    if isinstance(value, dict):
        pairs = (f"{dump(str(key))}: {dump(item, indent, level + 1)}" for key, item in value.items())
        return f"{{{newline}{(',' + (newline or ' ')).join(pairs)}{end}}}" if value else "{}"
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


TEXT = r'''{"name": "Tést \"quoted\" \u00e9\n", "values": [1, -2.5, 1e3, 0.1, 12345678901234567890], "nested": {"empty": {}, "list": [],
 "deep": [[[["x"]]]]}, "flags": [true, false, null]}'''
data = Parser(TEXT).parse()
print(data)
print(dump(data))
print(dump(data, indent=2))
print(Parser(dump(data)).parse() == data, Parser(dump(data, 4)).parse() == data)
for bad in "", "[1,", "[1 2]", '{"a" 1}', "{a: 1}", '"abc', '"\\x"', "[1] 2", "-", "tru", '{"a": 1,}', "[\n1,\n  @]", "01.2.3":
    try:
        print(bad, Parser(bad).parse())
    except ValueError as error:
        print(repr(bad), error)
try:
    dump({"a": {1, 2}})
except TypeError as error:
    print(error)
