# A template engine: tags, loops, conditions, filters; output made by generators.
class TemplateError(Exception):
    pass


def pieces(text):
    """Texts and tags in turn: ("text", …), ("value", …), ("tag", …), with the line of each."""
    line = 1
    while text:
        starts = [(text.find(mark), mark) for mark in ("{{", "{%") if mark in text]
        if not starts:
            yield "text", text, line
            return
        at, mark = min(starts)
        if at:
            yield "text", text[:at], line
        end = text.find("}}" if mark == "{{" else "%}", at)
        if end < 0:
            raise TemplateError(f"line {line + text.count(chr(10), 0, at)}: {mark} without an end")
        line += text.count("\n", 0, at)
        yield ("value" if mark == "{{" else "tag"), text[at + 2 : end].strip(), line
        line += text.count("\n", at, end)
        text = text[end + 2 :]


FILTERS = {
    "upper": str.upper, "lower": str.lower, "title": str.title, "len": len, "join": ", ".join, "repr": repr, "sum": sum, "sort": sorted,
    "money": "{:,.2f}".format, "escape": lambda text: text.replace("&", "&amp;").replace("<", "&lt;"), "first": lambda items: items[0],
}


def lookup(expression, scope):
    path, *filters = (part.strip() for part in expression.split("|"))
    if path[:1] in "'\"":
        value = path[1:-1]
    elif path.lstrip("-").isdigit():
        value = int(path)
    else:
        first, *rest = path.split(".")
        if first not in scope:
            raise TemplateError(f"no {first!r}")
        value = scope[first]
        for name in rest:
            if isinstance(value, dict):
                value = value[name]
            elif name.isdigit():
                value = value[int(name)]
            else:
                value = getattr(value, name)
                value = value() if callable(value) else value
    for name in filters:
        if name not in FILTERS:
            raise TemplateError(f"no filter {name!r}")
        value = FILTERS[name](value)
    return value


class Template:
    def __init__(self, text):
        self.stream = pieces(text)
        self.body, end = self.block(())

    def block(self, ends):
        body = []
        for kind, content, line in self.stream:
            word = content.split()[0] if kind == "tag" and content else ""
            if kind != "tag":
                body.append((kind, content, line))
            elif word in ends:
                return body, word
            elif word == "for":
                _, name, _, items = content.split(None, 3)
                inner, end = self.block(("endfor", "empty"))
                other = self.block(("endfor",))[0] if end == "empty" else []
                body.append(("for", (name, items, inner, other), line))
            elif word == "if":
                inner, end = self.block(("endif", "else"))
                other = self.block(("endif",))[0] if end == "else" else []
                negate = content.startswith("if not ")
                body.append(("if", (content[7:] if negate else content[3:], negate, inner, other), line))
            else:
                raise TemplateError(f"line {line}: unexpected {content!r}")
        if ends:
            raise TemplateError(f"{ends[0]} is missing")
        return body, None

    def generate(self, scope, body=None):
        for kind, content, line in self.body if body is None else body:
            try:
                if kind == "text":
                    yield content
                elif kind == "value":
                    yield str(lookup(content, scope))
                elif kind == "if":
                    condition, negate, inner, other = content
                    yield from self.generate(scope, inner if bool(lookup(condition, scope)) != negate else other)
                else:
                    name, items, inner, other = content
                    values = list(lookup(items, scope))
                    for number, value in enumerate(values):
                        loop = {"index": number + 1, "first": number == 0, "last": number == len(values) - 1}
                        yield from self.generate({**scope, name: value, "loop": loop}, inner)
                    if not values:
                        yield from self.generate(scope, other)
            except (KeyError, IndexError, AttributeError, TypeError) as error:
                raise TemplateError(f"line {line}: {type(error).__name__}: {error}") from error

    def render(self, **scope):
        return "".join(self.generate(scope))


class Item:
    def __init__(self, name, price, tags=()):
        self.name, self.price, self.tags = name, price, list(tags)

    def total(self):
        return self.price * 1.2


PAGE = """<h1>{{ title | title | escape }}</h1>
{% for item in items %}{{ loop.index }}. {{ item.name | upper }}: {{ item.total | money }}{% if item.tags %} ({{ item.tags | sort | join }}){% else %} -{% endif %}{% if not loop.last %},{% endif %}
{% empty %}nothing here
{% endfor %}{% if user.admin %}admin {{ user.name }}{% endif %}{{ items | len }} {{ 'lit' | repr }} {{ -5 }} {{ matrix.1.0 }}"""
page = Template(PAGE)
items = [Item("tea & co", 2.5, ["hot", "cheap"]), Item("cake", 1234.5), Item("<b>", 0.1, "x")]
print(page.render(title="the <shop>", items=items, user={"name": "root", "admin": True}, matrix=[[1], [2]]))
print(page.render(title="", items=[], user={"admin": 0}, matrix=["a", "b"]))
print(list(page.generate({"title": "t", "items": items[:1], "user": {"admin": ""}, "matrix": [0, [1]]}))[:5])
for text in "{{ x", "{% for a in b %}", "{% endif %}", "{{ nope }}", "{{ a | nope }}", "a\nb {{ a.b.c }}", "{{ a.9 }}", "{% if a %}{% else %}", "{{ a | upper }}", "{% wat 5 %}":
    try:
        print(Template(text).render(a={"b": 1}))
    except TemplateError as error:
        print(repr(text), "->", error)
