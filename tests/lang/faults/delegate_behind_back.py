# The delegate of a suspended generator is closed, exhausted or advanced by others.


def inner():
    try:
        yield 1
        yield 2
        yield 3
    finally:
        print("inner ends")
    return "value"


def outer(x):
    try:
        got = yield from x
        yield ("got", got)
    except ValueError as error:
        yield ("error", str(error))


for how in ("close", "exhaust", "advance", "throw", "send"):
    x = inner()
    g = outer(x)
    print(how, next(g))
    if how == "close":
        x.close()
    elif how == "exhaust":
        print(list(x))
    elif how == "advance":
        print(next(x))
    elif how == "throw":
        try:
            x.throw(ValueError("behind"))
        except ValueError:
            pass
    print(g.gi_yieldfrom is x, end=" ")
    if how == "send":
        print(g.send(None), g.send("ignored"))
    else:
        print(next(g))
    print(list(g))
