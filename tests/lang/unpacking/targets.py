# Assignment targets: nested, starred, subscripts, attributes, order of evaluation.
log = []


class Box:
    pass


def at(name, value):
    log.append(name)
    return value


a, (b, *c), [d, e] = 1, (2, 3, 4), "xy"
print(a, b, c, d, e)
*a, b = range(4)
print(a, b)
(a, b), c = [1, 2], 3
box, items = Box(), [0] * 4
box.x, items[1], *items[2:], (box.y,) = 1, 2, 3, 4, (5,)
print(box.x, box.y, items)
i = 0
i, items[i] = 2, "two"
print(i, items)
at("target", items)[at("index", 0)] = at("value", 9)
at("first", box).p = at("second", box).q = at("right", 7)
print(log, box.p, box.q, items[0])
x = y = z = []
x.append(1)
print(y is z, z)
for k, (v, *w) in {"a": (1, 2, 3)}.items():
    print(k, v, w)
a, b = b, a
print([*a] if isinstance(a, list) else a, b)
for n, m in zip([1, 2], "ab"):
    pass
print(n, m)
