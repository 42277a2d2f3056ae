# gi_yieldfrom, gi_running and gi_suspended of the members of a chain.
chain = []


def show(when):
    print(when, [(g.gi_running, g.gi_suspended) for g in chain])


def leaf():
    show("in leaf")
    yield 1
    show("in leaf again")


def level(inner):
    yield from inner
    show("after delegate")
    yield 2


a = leaf()
b = level(a)
c = level(b)
chain = [a, b, c]
print(c.gi_yieldfrom, b.gi_yieldfrom)
print(next(c))
print(c.gi_yieldfrom is b, b.gi_yieldfrom is a, a.gi_yieldfrom)
show("suspended")
print(next(c), b.gi_yieldfrom, a.gi_frame)
print(next(c), c.gi_yieldfrom, list(c))
show("done")
