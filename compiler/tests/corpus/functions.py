"""Functions, parameters, closures, decorators."""


def positional(a, b, /, c, d=1, *args, e, f=2, **kwargs):
    """Every kind of parameter."""
    return a, b, c, d, args, e, f, kwargs


def counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


def adders(n):
    return [lambda x: x + i for i in range(n)], (lambda y, *, k=n: y * k)


total = 0


def add(n):
    global total
    total += n
    del n
    return total


@staticmethod
@positional(1, 2, 3, e=4)
def decorated(x): return x


def recursive(n):
    if n <= 1:
        return 1
    elif n == 2:
        return 2
    else:
        return n * recursive(n - 1)


def unbound(flag):
    if flag:
        value = 1
    try:
        return value
    finally:
        del value


def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q):
    q, p = p, q
    return a + q


def lambdas():
    return (lambda: (yield)), (lambda *a, **k: (a, k))


def nested_defaults(a=[1, 2, 3], b={'x': 1}, c=(1, 2), *, d={1, 2}):
    return a, b, c, d
