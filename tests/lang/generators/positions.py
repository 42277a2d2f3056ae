# yield in the middle of expressions: what is already evaluated survives the suspension.


def show(*args, **kwargs):
    return args, kwargs


def body(d):
    a = [1, (yield "list"), 3]
    b = {"k": (yield "key"), (yield "made"): 2}
    c = show(a[0], (yield "arg"), x=(yield "kwarg"))
    e = (yield "left") + (yield "right") * 2
    f = 0 < (yield "low") < (yield "high")
    h = (yield "and") and (yield "and2") or (yield "or")
    i = a[(yield "index")] if (yield "test") else None
    d[(yield "subscript")] = yield "value"
    d["s"] += yield "augmented"
    j = f"{(yield 'field')}-{(yield 'width'):>{(yield 'spec')}}"
    return a, b, c, e, f, h, i, d, j


g = body({"s": 10})
print(next(g))
values = iter([2, "v", "k2", "p", "q", 5, 6, 1, 9, True, 0, "or!", True, 1, 7, "sub", 32, "F", "W", 4])
while True:
    try:
        print(g.send(next(values)))
    except StopIteration as stop:
        print(*stop.value, sep="\n")
        break
