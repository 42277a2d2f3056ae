# A template engine: lexer and parser as generators, nodes that render by yielding text, filters and includes.


class TemplateError(Exception):
    pass


def lex(text):
    line = 1
    while text:
        starts = [(text.find(mark), mark) for mark in ("{{", "{%", "{#") if mark in text]
        if not starts:
            yield "text", text, line
            return
        at, mark = min(starts)
        if at:
            yield "text", text[:at], line
            line += text.count("\n", 0, at)
        end = text.find({"{{": "}}", "{%": "%}", "{#": "#}"}[mark], at)
        if end < 0:
            raise TemplateError(f"line {line}: {mark} is not closed")
        if mark != "{#":
            yield {"{{": "value", "{%": "tag"}[mark], text[at + 2:end].strip(), line
        line += text.count("\n", at, end)
        text = text[end + 2:]


class Expression:
    FILTERS = {"upper": str.upper, "length": len, "title": str.title, "join": lambda items, by=", ": by.join(map(str, items)),
               "default": lambda value, other="": value if value not in (None, "") else other, "round": lambda x, n=0: f"{x:.{int(n)}f}"}

    def __init__(self, text, line):
        self.path, *self.filters = [part.strip() for part in text.split("|")]
        self.line = line

    def value(self, context):
        value = self.look_up(self.path, context)
        for text in self.filters:
            name, _, argument = text.partition(":")
            if name not in self.FILTERS:
                raise TemplateError(f"line {self.line}: no filter {name}")
            value = self.FILTERS[name](value, *([argument.strip("'")] if argument else []))
        return value

    def look_up(self, path, context):
        if path[:1] == "'" or path.isdigit():
            return path.strip("'") if path[0] == "'" else int(path)
        value = context
        for name in path.split("."):
            if isinstance(value, dict):
                value = value[name] if name in value else getattr(value, name, None)
            elif isinstance(value, (list, tuple)):
                value = value[int(name)]
            else:
                value = getattr(value, name, None)
            if callable(value):
                value = value()
        return value


def parse(tokens, until=()):
    nodes = []
    for kind, text, line in tokens:
        if kind == "text":
            nodes.append(lambda context, text=text: iter([text]))
        elif kind == "value":
            nodes.append(lambda context, e=Expression(text, line): iter([str(e.value(context))]))
        else:
            word, _, rest = text.partition(" ")
            if word in until:
                return nodes, word, rest
            make = TAGS.get(word)
            if make is None:
                raise TemplateError(f"line {line}: unexpected {word or 'nothing'}")
            nodes.append(make(rest, line, tokens))
    if until:
        raise TemplateError(f"missing {' or '.join(until)}")
    return nodes, None, None


def run(nodes, context):
    for node in nodes:
        yield from node(context)


def tag_for(rest, line, tokens):
    names, _, source = rest.partition(" in ")
    body, word, _ = parse(tokens, ("else", "endfor"))
    empty = parse(tokens, ("endfor",))[0] if word == "else" else []
    names, source = [n.strip() for n in names.split(",")], Expression(source, line)

    def render(context):
        items = list(source.value(context) or ())
        for i, item in enumerate(items):
            values = item if len(names) > 1 else [item]
            loop = {"index": i + 1, "last": i == len(items) - 1}
            yield from run(body, {**context, **dict(zip(names, values)), "loop": loop})
        if not items:
            yield from run(empty, context)
    return render


def tag_if(rest, line, tokens):
    branches, word = [], "if"
    while word in ("if", "elif"):
        test = Expression(rest.removeprefix("not "), line), rest.startswith("not ")
        body, word, rest = parse(tokens, ("elif", "else", "endif"))
        branches.append((test, body))
    otherwise = parse(tokens, ("endif",))[0] if word == "else" else []

    def render(context):
        for (test, negated), body in branches:
            if bool(test.value(context)) != negated:
                yield from run(body, context)
                return
        yield from run(otherwise, context)
    return render


def tag_include(rest, line, tokens):
    def render(context):
        depth = context.get("depth", 0) + 1
        if depth > 5:
            raise TemplateError(f"line {line}: includes too deep")
        yield from Template(LIBRARY[rest.strip("'")]).pieces({**context, "depth": depth})
    return render


TAGS = {"for": tag_for, "if": tag_if, "include": tag_include}
LIBRARY = {"row": "<{{ name|default:'anon' }}>", "self": "{% include 'self' %}"}


class Template:
    def __init__(self, text):
        self.nodes = parse(lex(text))[0]

    def pieces(self, context):
        return run(self.nodes, context)

    def render(self, **context):
        return "".join(self.pieces(context))


class User:
    def __init__(self, name, *roles):
        self.name, self.roles = name, roles

    def shout(self):
        return self.name.upper() + "!"


PAGE = """Hello {{ user.name|title }}{# ignored #}, {{ user.shout }}
{% for role in user.roles %}{{ loop.index }}:{{ role }}{% if not loop.last %}, {% endif %}{% else %}no roles{% endfor %}
{% for k, v in pairs.items %}{{ k }}={{ v|round:2 }};{% endfor %} {{ pairs.items|length }}
{% if total %}total {{ total }}{% elif other %}other {{ other.0.x }}{% else %}none{% endif %}
{% for name in names %}{% include 'row' %}{% endfor %}"""
page = Template(PAGE)
print(page.render(user=User("ada", "admin", "dev"), pairs={"pi": 3.14159, "e": 2.71828}, total=3, names=["x", "", None]))
print(page.render(user=User("bob"), pairs={}, other=[{"x": 9}], names=()))
for bad in ("{{ x", "a\n\n{% for x in y %}", "{% endfor %}", "\n{{ x|nope }}", "{% include 'self' %}", "{% if a %}{% else %}"):
    try:
        print(Template(bad).render(x=1))
    except TemplateError as error:
        print(repr(bad), "->", error)
table = Template("{% for row in rows %}{% for cell in row %}[{{ cell }}]{% endfor %}\n{% endfor %}")
text = table.render(rows=[[i * j for j in range(15)] for i in range(15)])
print(len(text), text.splitlines()[3], sum(map(ord, text)))
first = Template("{{ a }}{{ b }}{{ c.d.e }}").pieces({"a": 1})
print(next(first), list(first))
