# Comprehensions whose parts yield values of generators, and that are left by exceptions.


def g(n):
    for i in range(n):
        yield i


def collect():
    a = [x + (y or 0) for x in g(3) for y in g(x)]
    b = {x: list(g(x)) for x in g(3)}
    c = [z for z in (w * w for w in g(4)) if z]
    return a, b, c


print(collect())
log = []


def closing():
    try:
        yield 1
        yield 2
    finally:
        log.append("closed")


try:
    [1 // (x - 1) for x in closing()]
except ZeroDivisionError:
    log.append("handled")
print(log)


def run():
    for x in [y * 2 for y in g(3)]:
        got = yield x
        if got:
            yield [got + z for z in g(2)]


r = run()
print(next(r), r.send(10), next(r), next(r))
i = 5
print([i for i in range(2)], i, [(i, j) for i in range(2) for j in [i]], i)
print(max(len(s) for s in ["a", "bbb", "cc"]), sorted((v, k) for k, v in {"a": 2, "b": 1}.items()), "-".join(str(n) for n in g(4)))
