# throw() through a chain: handled by the leaf, in the middle, or nowhere.


def leaf(handles):
    try:
        yield "leaf"
    except handles as error:
        yield ("leaf handled", repr(error))
    return "leaf result"


def middle(inner, handles):
    try:
        result = yield from inner
    except handles as error:
        result = ("middle handled", repr(error))
    yield result


def root(inner):
    yield from inner
    yield "root goes on"


for error in (ValueError("v"), KeyError("k"), OSError("o")):
    g = root(middle(leaf(ValueError), KeyError))
    print(next(g))
    try:
        print(g.throw(error))
        print(list(g))
    except OSError as escaped:
        print("escaped", escaped, g.gi_frame)
