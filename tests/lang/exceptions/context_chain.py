# __context__, __cause__ and `raise … from None`.


def chain(error):
    out = []
    while error is not None:
        out.append(repr(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return out


def fails(kind):
    try:
        raise KeyError("first")
    except KeyError as first:
        if kind == "context":
            raise ValueError("second")
        if kind == "cause":
            raise ValueError("second") from OSError("cause")
        if kind == "none":
            raise ValueError("second") from None
        if kind == "same":
            raise first
        if kind == "bare":
            raise
        try:
            1 / 0
        except ZeroDivisionError:
            raise ValueError("third")


for kind in ("context", "cause", "none", "same", "bare", "nested"):
    try:
        fails(kind)
    except (KeyError, ValueError) as error:
        print(kind, chain(error))
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
try:
    raise
except RuntimeError as error:
    print(error)
