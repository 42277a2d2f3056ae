# A loop in a generator that yields only now and then, and one that keeps a range across its yields.
# jit: threshold=2
# expect-jit: regions>=2
# sweep: exits


def powers(n):
    i = 1
    while i < n:
        if i & (i - 1) == 0:
            yield i
        i += 1


def triangles(n):
    i = 0
    while i < n:
        below = range(i)
        yield i
        i += 1
        for j in below:
            if j > 3:
                break


print(list(powers(70)), sum(triangles(70)))
g, h = powers(40), triangles(40)
print([(next(g), next(h)) for _ in range(6)], list(g), sum(h))
