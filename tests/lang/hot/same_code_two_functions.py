# Two closures over the same code object with different cells and defaults.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def make(k):
    def gen(n, step=k):
        i = 0
        while i < n:
            yield i * k
            i += step

    return gen


def drain(g):
    total = 0
    for x in g:
        total += x
    return total


one, two, half = make(1), make(2), make(0.5)
for _ in range(2):
    print(drain(one(30)), drain(two(30)), drain(half(10)))
print(drain(one(40, 4)))
