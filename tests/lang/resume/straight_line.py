# Five yields without a loop: each call runs each of them once.
# jit: threshold=2
# expect-resume: five


def five(a):
    b = a + 1
    yield a
    yield b
    c = a * b
    yield c
    yield c - a
    yield -c


total = 0
for i in range(40):
    for x in five(i):
        total += x
    g = five(i)
    total += next(g) + next(g) - next(g) + next(g) + next(g)
print(total)
