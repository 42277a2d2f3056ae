# repr, comparison and hashing of deep nesting end in RecursionError, not in a crash.
# not-in: gc-every each collection would look at some hundred thousand objects
# oracle: native


def nest(depth, make):
    x = make(0)
    for _ in range(depth):
        x = make(x)
    return x


def attempt(name, act):
    try:
        act()
        print(name, "ended")
    except RecursionError:
        print(name, "RecursionError")


deep = nest(100000, lambda x: [x])
other = nest(100000, lambda x: [x])
attempt("list repr", lambda: repr(deep))
attempt("list equality", lambda: deep == other)
attempt("list order", lambda: deep < other)
t = nest(100000, lambda x: (x,))
attempt("tuple repr", lambda: repr(t))
try:
    hash(t)
except RecursionError:
    pass
print("tuple hash: a number or RecursionError")
d = nest(100000, lambda x: {0: x})
attempt("dict repr", lambda: repr(d))
attempt("shallow", lambda: repr(nest(50, lambda x: [x])))
del deep, other, t, d
print("dropped")
