# A chain 300 deep: values, sent values, a throw handled half way, close in order.


def leaf():
    total = 0
    while True:
        got = yield total
        if got is not None:
            total += got


closed = []


def level(depth):
    try:
        if depth == 0:
            return (yield from leaf())
        return (yield from level(depth - 1))
    except KeyError:
        if depth != 150:
            raise
        return "handled at 150"
    finally:
        closed.append(depth)


g = level(300)
print(next(g), g.send(5), g.send(7), next(g))
try:
    g.throw(KeyError("k"))
except StopIteration as stop:
    print(stop.value, len(closed), closed[:3], closed[-3:])
closed.clear()
g = level(100)
next(g)
print(g.close(), len(closed), closed[0], closed[-1])
