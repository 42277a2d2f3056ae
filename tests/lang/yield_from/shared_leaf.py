# Two generators delegate to one leaf and take turns; one leaves, the other goes on.


def leaf():
    total = 0
    while True:
        got = yield total
        total += 1 if got is None else got


def level(inner, name):
    try:
        yield from inner
    finally:
        print(name, "left")


inner = leaf()
a = level(inner, "a")
b = level(inner, "b")
print(next(a), next(b), next(a), b.send(10), next(inner), next(a))
a.close()
try:
    print("b says", next(b))
except StopIteration as stop:
    print("b stops", stop.value)
print(list(inner))
