"""Template strings: what they hold, how they compare with texts, and what their types refuse."""
from string.templatelib import Interpolation, Template, convert


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


x = 3
t = t"a{x!r:>{x}}b"
print(t, t.strings, t.interpolations, t.values, list(t))
print(t"", list(t""), t"{x}{x}".strings, [type(i).__name__ for i in t"{x}{x}"])
print(t"{ x + 1 = }", t"{x=:>5}", t"{x=!s}", rt"\n{x}", t"{{{x}}}")
print(t"{(1, 2)}".interpolations[0].expression, t"{ (x) }".interpolations[0].expression)
print(t"{'a' # a comment, with }
}{
    x
}".interpolations)
print(t"one" t" two {x}" t"{x} three")

# Nothing is formatted, and each value is evaluated once, in order.
seen = []
def note(value):
    seen.append(value)
    return value
n = t"{note(1):{note(2)}}{note(3)!s:{note(4)}{note(5)}}"
print(seen, n.values, [i.format_spec for i in n.interpolations])


def each(name, count):
    for i in range(count):
        yield t"{name}: {i}{'!' * i}"

def html(template):
    out = []
    for part in template:
        if isinstance(part, str):
            out.append(part)
        else:
            text = format(convert(part.value, part.conversion), part.format_spec)
            out.append(text.replace("<", "&lt;"))
    return "".join(out)

print([html(t) for t in each("<n>", 4)])

def received():
    got = yield
    while True:
        got = yield t"<{got}>{(yield got)}"
g = received()
print(next(g), g.send(1), html(g.send("two")), g.send(3), html(g.send(4)))

total = 0
for i in range(3000):
    total += sum(t"{i}{i:{x}}{total!r}".values[:2]) + len(t"{i}b".strings)
print(total)

print(Template, Interpolation, type(iter(t)))
for cls in Template, Interpolation:
    print(sorted(set(dir(cls)) - set(dir(object)) - {"__module__"}))
show(lambda: str(t))
show(lambda: t == t"a{x!r:>{x}}b")
show(lambda: t + "s")
show(lambda: "s" + t)
show(lambda: (t + t).strings)
show(lambda: t + 1)
show(lambda: 1 + t)
show(lambda: t * 2)
show(lambda: t % 1)
show(lambda: b"x" + t)
show(lambda: [1] + t)
show(lambda: t.__add__(t))
show(lambda: len(t))
show(lambda: t[0])
show(lambda: bool(t""))
show(lambda: "".join(t))
show(lambda: Template())
show(lambda: Template("a", "b", Interpolation(1), "c"))
show(lambda: Template(Interpolation(1), Interpolation(2, "y", "s", "z")))
show(lambda: Template(1))
show(lambda: Template("a", x="b"))
show(lambda: Interpolation())
show(lambda: Interpolation(1, 2))
show(lambda: Interpolation(1, "a", "q"))
show(lambda: Interpolation(1, "a", 3))
show(lambda: Interpolation(1, "a", "r", 5))
show(lambda: Interpolation(1, "a", ""))
show(lambda: Interpolation(value=1, expression="q", conversion="s", format_spec="z"))
show(lambda: Interpolation(1, 2, 3, 4, 5))
show(lambda: Interpolation(1, foo=3))
show(lambda: Interpolation(1, value=3))
i = Interpolation(1, "a")
show(lambda: setattr(i, "value", 3))
show(lambda: delattr(i, "value"))
show(lambda: setattr(t, "strings", 3))
show(lambda: setattr(t, "values", 3))
show(lambda: setattr(t, "foo", 3))
show(lambda: Interpolation.__match_args__)
show(lambda: hash(i) == hash(i))
show(lambda: i == Interpolation(1, "a"))
show(lambda: i.__reduce__())
show(lambda: t.__reduce__()[0].__name__)
show(lambda: t.__reduce__()[0](*t.__reduce__()[1]))
show(lambda: Template[int])
show(lambda: Interpolation[int])
show(lambda: type("S", (Template,), {}))
show(lambda: type("S", (Interpolation,), {}))
show(lambda: type(iter(t))())
show(lambda: f"{i}")
show(lambda: f"{i:x}")
for conversion in None, "a", "s", "r", "z", 4, "", "rs":
    show(lambda: convert("\xe9", conversion))
show(lambda: convert(3))
show(lambda: convert(obj=3, conversion="s"))
match t:
    case Template(strings=s, interpolations=(Interpolation(v, e, c, f),)):
        print(s, v, e, c, f)

class S(str):
    pass
print(type(Template(S("a")).strings[0]).__name__, type(Template(S("a"), "b").strings[0]).__name__)
itself = []
itself.append(t"{itself}")
print(itself)
cycle = Interpolation([])
cycle.value.append(cycle)
print(cycle)

def shadowed(x):
    def inner():
        nonlocal x
        x += 1
        return t"{x}{[x for x in 'ab']}{(lambda x: t'{x}')(5)}"
    return inner
show(shadowed(1))

async def awaited():
    async def value():
        return "v"
    async def values():
        yield 1
        yield 2
    return t"{await value()}{[v async for v in values()]}"
try:
    awaited().send(None)
except StopIteration as e:
    print(e.value)

def failing():
    return t"{1 / 0}"
try:
    failing()
except ZeroDivisionError:
    import traceback
    print(traceback.format_exc().replace(__file__, "FILE"))
