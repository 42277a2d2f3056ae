# The last reference goes: finally blocks run at once, inner first.


def inner():
    try:
        yield 1
    finally:
        print("inner finally")


def outer():
    try:
        yield from inner()
    finally:
        print("outer finally")


g = outer()
next(g)
print("before")
del g
print("after")
g = outer()
del g
print("fresh: nothing ran")
g = outer()
next(g)
g = None
print("rebound")


def call():
    h = outer()
    next(h)
    return "returning"


print(call())
h = inner()
for x in h:
    pass
print("exhausted")
del h
