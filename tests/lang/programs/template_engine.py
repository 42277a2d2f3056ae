# Templates compiled to closures that yield pieces: loops, conditions, filters, inheritance of blocks
# jit: threshold=5


class TemplateError(Exception):
    pass


def pieces(text):
    line = 1
    while text:
        start = min((at for at in (text.find("{{"), text.find("{%"), text.find("{#")) if at >= 0), default=len(text))
        if start:
            yield "text", text[:start], line
            line += text.count("\n", 0, start)
            text = text[start:]
            continue
        closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[text[:2]]
        end = text.find(closing)
        if end < 0:
            raise TemplateError(f"line {line}: {text[:2]} is not closed")
        yield {"{{": "value", "{%": "tag", "{#": "comment"}[text[:2]], text[2:end].strip(), line
        line += text.count("\n", 0, end)
        text = text[end + 2:]


FILTERS = {
    "upper": str.upper, "title": str.title, "length": len, "join": lambda value, sep=", ": sep.join(map(str, value)),
    "default": lambda value, other="": value if value not in (None, "") else other,
    "round": lambda value, digits="0": f"{value:.{int(digits)}f}",
    "escape": lambda value: str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
}


def lookup(path, scope):
    name, *rest = path.split(".")
    if name not in scope:
        raise TemplateError(f"no value {name!r}")
    value = scope[name]
    for part in rest:
        try:
            value = value[int(part)] if part.isdigit() else value[part]
        except (TypeError, KeyError, IndexError):
            value = getattr(value, part, None)
        if callable(value):
            value = value()
    return value


def expression(text):
    path, *filters = [part.strip() for part in text.split("|")]
    calls = []
    for each in filters:
        name, _, argument = each.partition(":")
        if name not in FILTERS:
            raise TemplateError(f"no filter {name!r}")
        calls.append((FILTERS[name], [argument.strip("'")] if argument else []))

    def evaluate(scope):
        value = path[1:-1] if path[0] == "'" else int(path) if path.isdigit() else lookup(path, scope)
        for call, arguments in calls:
            value = call(value, *arguments)
        return value
    return evaluate


class Template:
    def __init__(self, text, base=None):
        self.blocks = dict(base.blocks) if base else {}
        self.source = pieces(text)
        self.body = self.sequence()
        if base:
            self.body = base.body

    def sequence(self, *ends, ended=None):
        nodes = []
        for kind, text, line in self.source:
            try:
                if kind == "text":
                    nodes.append(lambda scope, text=text: iter((text,)))
                elif kind == "value":
                    value = expression(text)
                    nodes.append(lambda scope, value=value: iter((str(value(scope)),)))
                elif kind == "tag":
                    word, _, rest = text.partition(" ")
                    if word in ends:
                        ended.append(word)
                        return nodes
                    make = getattr(self, "tag_" + word, None)
                    if make is None:
                        raise TemplateError(f"unexpected {word}")
                    nodes.append(make(rest))
            except TemplateError as error:
                if not error.args[0].startswith("line"):
                    error.args = (f"line {line}: {error.args[0]}",)
                raise
        if ends:
            raise TemplateError(f"{' or '.join(ends)} is missing")
        return nodes

    def tag_for(self, rest):
        name, _, source = rest.partition(" in ")
        value, body = expression(source), self.sequence("endfor", ended=[])

        def loop(scope):
            items = list(value(scope))
            for index, item in enumerate(items):
                inner = {**scope, name: item, "loop": {"index": index + 1, "last": index == len(items) - 1}}
                yield from emit(body, inner)
        return loop

    def tag_if(self, rest):
        negated = rest.startswith("not ")
        value, ended = expression(rest.removeprefix("not ")), []
        yes = self.sequence("else", "endif", ended=ended)
        no = self.sequence("endif", ended=[]) if ended == ["else"] else []

        def choose(scope):
            yield from emit(yes if bool(value(scope)) != negated else no, scope)
        return choose

    def tag_block(self, name):
        body = self.sequence("endblock", ended=[])
        self.blocks[name] = body
        return lambda scope: emit(scope["_blocks"].get(name, body), scope)

    def render(self, **scope):
        return "".join(self.stream(**scope))

    def stream(self, **scope):
        return emit(self.body, {**scope, "_blocks": self.blocks})


def emit(nodes, scope):
    for node in nodes:
        yield from node(scope)


page = Template("""<h1>{% block title %}Untitled{% endblock %}</h1>{# nothing #}
<ul>{% for user in users %}
  <li>{{ loop.index }}: {{ user.name | escape | title }}{% if user.tags %} [{{ user.tags | join:'/' }}]{% else %} -{% endif %}{% if not loop.last %},{% endif %}</li>{% endfor %}
</ul>
{% block foot %}{{ users | length }} users, {{ total | round:'2' }}{% endblock %}""")
users = [{"name": "ada <l>", "tags": ["x", "y"]}, {"name": "bob & co", "tags": []}, {"name": "cy", "tags": [1]}]
print(page.render(users=users, total=3.14159))
child = Template("{% block title %}{{ name | default:'nobody' | upper }}{% endblock %}{% block foot %}{% for a in rows %}{% for b in a %}{{ b }}{% endfor %};{% endfor %}{% endblock %}", page)
print(child.render(users=[], name="", rows=[[1, 2], [], [3]]))
print(child.render(users=users[:1], name="z", rows=["ab"]))
stream = page.stream(users=iter(users), total=1)
try:
    print([next(stream) for _ in range(6)])
    print(list(stream)[-2:])
except TypeError as error:
    print("TypeError:", error)
for text in ["{{ a", "{% for x in y %}", "a\nb {{ x | nope }}", "{% wat %}", "{{ missing }}", "\n\n{% if a %}\n{% endfor %}"]:
    try:
        print(Template(text).render(a=1, y=[]))
    except TemplateError as error:
        print("TemplateError:", error)
table = Template("{% for r in rows %}{% for c in r %}{% if c %}{{ c }}{% else %}.{% endif %} {% endfor %}\n{% endfor %}")
text = table.render(rows=[[i * j % 5 for j in range(20)] for i in range(40)])
print(len(text), text.count("."), text.split("\n")[7])
