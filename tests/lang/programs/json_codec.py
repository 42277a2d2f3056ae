# A JSON reader and writer: a tokenizer generator, recursive descent, positions in errors
# jit: threshold=5


class JsonError(ValueError):
    def __init__(self, message, line, column):
        super().__init__(f"{message} at {line}:{column}")
        self.line, self.column = line, column


ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
WORDS = {"true": True, "false": False, "null": None}


def tokens(text):
    at, line, start = 0, 1, 0
    while at < len(text):
        c = text[at]
        place = (line, at - start + 1)
        if c == "\n":
            at, line, start = at + 1, line + 1, at + 1
        elif c in " \t\r":
            at += 1
        elif c in "{}[],:":
            yield c, c, place
            at += 1
        elif c == '"':
            out, at = [], at + 1
            while True:
                if at >= len(text) or text[at] == "\n":
                    raise JsonError("unterminated string", *place)
                c = text[at]
                at += 1
                if c == '"':
                    break
                if c == "\\":
                    c = text[at]
                    at += 1
                    if c == "u":
                        out.append(chr(int(text[at:at + 4], 16)))
                        at += 4
                        continue
                    c = ESCAPES.get(c) or "?"
                out.append(c)
            yield "value", "".join(out), place
        else:
            end = at
            while end < len(text) and (text[end].isalnum() or text[end] in "+-."):
                end += 1
            word, at = text[at:end], end
            if word in WORDS:
                yield "value", WORDS[word], place
                continue
            try:
                yield "value", int(word), place
            except ValueError:
                try:
                    yield "value", float(word), place
                except ValueError:
                    raise JsonError(f"bad token {word or c!r}", *place) from None
    yield "end", None, (line, at - start + 1)


class Parser:
    def __init__(self, text):
        self.source = tokens(text)
        self.advance()

    def advance(self):
        self.kind, self.value, self.place = next(self.source, ("end", None, (0, 0)))

    def expect(self, kind):
        if self.kind != kind:
            raise JsonError(f"expected {kind!r}, found {self.kind!r}", *self.place)
        value = self.value
        self.advance()
        return value

    def parse(self):
        if self.kind == "{":
            return dict(self.items("}", self.pair))
        if self.kind == "[":
            return list(self.items("]", self.parse))
        return self.expect("value")

    def pair(self):
        key = self.expect("value")
        self.expect(":")
        return key, self.parse()

    def items(self, closing, item):
        self.advance()
        while self.kind != closing:
            yield item()
            if self.kind != closing:
                self.expect(",")
        self.advance()


def loads(text):
    parser = Parser(text)
    result = parser.parse()
    parser.expect("end")
    return result


def chunks(value, indent="", step="  "):
    if value is None or value is True or value is False:
        yield {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, (int, float)):
        yield repr(value)
    elif isinstance(value, str):
        yield '"' + "".join(c if " " <= c < "\x7f" and c not in '"\\' else f"\\u{ord(c):04x}" for c in value) + '"'
    elif not value:
        yield "[]" if isinstance(value, list) else "{}"
    else:
        inner, ends = indent + step, "[]" if isinstance(value, list) else "{}"
        yield ends[0]
        for i, item in enumerate(value):
            yield ("," if i else "") + "\n" + inner
            if isinstance(value, dict):
                yield from chunks(item)
                yield ": "
                item = value[item]
            yield from chunks(item, inner, step)
        yield "\n" + indent + ends[1]


TEXT = '{"name": "caf\\u00e9 \\"x\\"", "sizes": [1, -2, 3.5e2, []],\n "flags": {"on": true, "off": false, "none": null}, "deep": [[[[1]]], {}]}'
value = loads(TEXT)
print(value)
text = "".join(chunks(value))
print(text)
print(loads(text) == value, len(text))
for wrong in ['{"a" 1}', "[1, 2", '["abc', "[1,\n 2,\n nope]", "[] []", ""]:
    try:
        print(loads(wrong))
    except JsonError as error:
        print(f"{wrong!r}: {error} ({error.line}, {error.column})")
big = {f"k{i}": [i, i / 4, str(i), {"n": i % 3 == 0}] for i in range(60)}
again = loads("".join(chunks(big)))
print(again == big, sum(row[0] for row in again.values()), sum(len(piece) for piece in chunks(big)))
