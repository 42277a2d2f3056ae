# What `yield` evaluates to, and where `send` of a value is refused.


def echo():
    got = []
    while len(got) < 4:
        got.append((yield len(got)))
    return got


g = echo()
for bad in (1, "x", False):
    try:
        g.send(bad)
    except TypeError as error:
        print(error)
print(g.send(None), g.send("a"), next(g), g.send((1, 2)))
try:
    g.send(None)
except StopIteration as stop:
    print(stop.value)
for call in (lambda: g.send(), lambda: g.send(1, 2), lambda: g.close(1), lambda: g.throw()):
    try:
        call()
    except TypeError as error:
        print(error)
try:
    g.send("finished")
except StopIteration as stop:
    print("stop", stop.args)
