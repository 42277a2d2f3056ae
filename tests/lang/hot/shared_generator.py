# One generator consumed by two loops in turn, and by both at once.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n, stop):
    g = count(n)
    first = second = 0
    for x in g:
        first += x
        if x == stop:
            break
    for x in g:
        second += x
    return first, second


def nested(n):
    g = count(n)
    out = 0
    for x in g:
        for y in g:
            out += x * y
            if y % 5 == 0:
                break
    return out


print(run(50, 20), run(10, 99), run(3, 0))
print(nested(40))
