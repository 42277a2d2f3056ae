# Context variables, tokens and contexts.
import contextvars
from contextvars import Context, ContextVar, Token, copy_context


def attempt(call, *arguments, **keywords):
    try:
        return call(*arguments, **keywords)
    except BaseException as e:
        return f"{type(e).__name__}: {plain(e)}"


def plain(x):
    return "".join(part.split(" at ")[0] for part in str(x).split(">")).replace("_contextvars.", "")


a, b = ContextVar("a"), ContextVar("b", default="B")
print(a.name, plain(repr(a)), plain(repr(b)), attempt(a.get), a.get("given"), b.get(), b.get("given"))
t = a.set(1)
print(a.get(), t.var is a, t.old_value is Token.MISSING, Token.MISSING, plain(repr(t)))
u = a.set(2)
print(u.old_value, a.get())
a.reset(u)
print(a.get(), plain(repr(u)), attempt(a.reset, u))
print(attempt(b.reset, t), attempt(a.reset, 5))
a.reset(t)
print(attempt(a.get), a.get(None))
with a.set("in a block") as token:
    print(a.get(), type(token).__name__)
print(a.get("gone"))

a.set(10)
c = copy_context()
print(len(c), c[a], a in c, b in c, c.get(b), c.get(b, 7), list(c) == [a], list(c.values()), list(c.items()) == [(a, 10)])
print(attempt(lambda: c[b]), attempt(lambda: c["a"]), attempt(lambda: "a" in c))


def changes(value, *, key=None):
    inner = a.get()
    a.set(value)
    b.set(key)
    return inner, a.get(), b.get(), attempt(c.run, changes, 1)


print(c.run(changes, 20, key="k"), a.get(), b.get(), c[a], c[b])
d = c.copy()
print(d == c, d is c, d != c, d == 5)
d.run(a.set, 30)
print(d == c, c[a], d[a], attempt(hash, c))
print(attempt(c.run), attempt(Context, 1), attempt(ContextVar), attempt(ContextVar, 5), attempt(ContextVar, "x", 1), attempt(Token))
e = Context()
print(len(e), e.run(a.get, "empty"), e.run(lambda: attempt(a.get)))
t = e.run(a.set, 1)
print(attempt(a.reset, t), e.run(a.reset, t), len(e))


def fails():
    a.set("failed")
    raise KeyError("inside")


print(attempt(e.run, fails), e[a], a.get())


def nested():
    return Context().run(lambda: (a.get("inner"), d.run(a.get)))


print(e.run(nested))


# A generator runs in the context of who resumes it.
def generator():
    while True:
        yield a.get("none")


g = generator()
print(next(g), e.run(next, g), d.run(next, g), Context().run(next, g))
x = {a: 1, b: 2}
print(x[a], x[b], a == a, a != b, hash(a) == hash(a))
many = [ContextVar(f"v{i}") for i in range(50)]
f = Context()


def set_all():
    for i, v in enumerate(many):
        v.set(i)
    return sum(v.get() for v in many)


print(f.run(set_all), len(f), sum(f.values()), len(copy_context()))
