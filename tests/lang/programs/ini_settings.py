# Settings in sections: parsing, references, types, writing.
TEXT = """
; settings of a server
[paths]
root = /srv/app
logs = %(root)s/logs
cache : %(logs)s/../cache

[server]
host = example.org
port = 8080
debug = yes
ratio = 0.75
hosts = a.example
        b.example
        c.example

[empty]
"""


class SettingsError(Exception):
    def __init__(self, line, message):
        super().__init__(f"line {line}: {message}")
        self.line = line


class Settings:
    TRUE, FALSE = {"yes", "true", "on", "1"}, {"no", "false", "off", "0"}

    def __init__(self):
        self.sections = {}

    def read(self, text):
        section = name = None
        for number, line in enumerate(text.splitlines(), 1):
            stripped = line.strip()
            if not stripped or stripped[0] in ";#":
                continue
            if line[0].isspace() and name is not None:
                section[name] += "\n" + stripped
            elif stripped[0] == "[":
                if not stripped.endswith("]"):
                    raise SettingsError(number, f"no ']' in {stripped!r}")
                section, name = self.sections.setdefault(stripped[1:-1], {}), None
            elif section is None:
                raise SettingsError(number, "a value outside of sections")
            else:
                at = min((stripped.find(c) for c in "=:" if c in stripped), default=-1)
                if at < 1:
                    raise SettingsError(number, f"no value: {stripped!r}")
                name = stripped[:at].rstrip().lower()
                section[name] = stripped[at + 1 :].strip()
        return self

    def get(self, section, name, kind=str, depth=0):
        if depth > 5:
            raise RecursionError(f"{section}.{name} refers to itself")
        text = self.sections[section][name]
        while "%(" in text:
            before, _, rest = text.partition("%(")
            inner, found, behind = rest.partition(")s")
            if not found:
                raise ValueError(f"reference without an end in {text!r}")
            text = before + self.get(section, inner, depth=depth + 1) + behind
        if kind is bool:
            low = text.lower()
            if low in self.TRUE | self.FALSE:
                return low in self.TRUE
            raise ValueError(f"not a boolean: {text!r}")
        if kind is list:
            return text.splitlines()
        return kind(text)

    def __str__(self):
        lines = []
        for title, values in self.sections.items():
            lines.append(f"[{title}]")
            width = max(map(len, values), default=0)
            lines += [f"{name:<{width}} = " + value.replace("\n", "\n" + " " * (width + 3)) for name, value in values.items()]
            lines.append("")
        return "\n".join(lines)


settings = Settings().read(TEXT)
print(settings)
print(settings.get("paths", "cache"), settings.get("server", "port", int) + 1, settings.get("server", "debug", bool), settings.get("server", "ratio", float))
print(settings.get("server", "hosts", list), sorted(settings.sections))
for action in (
    lambda: settings.get("server", "nope"), lambda: settings.get("nope", "x"), lambda: settings.get("server", "host", int),
    lambda: settings.get("server", "host", bool), lambda: Settings().read("a = 1"), lambda: Settings().read("[x"), lambda: Settings().read("[x]\nabc"),
    lambda: Settings().read("[l]\na=%(b)s\nb=%(a)s").get("l", "a"), lambda: Settings().read("[l]\na=%(b").get("l", "a"),
):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "line", "-"))
again = Settings().read(str(settings))
print(again.sections == settings.sections)
