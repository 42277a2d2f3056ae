# A generator expression and a lambda generator, resumed by hand.
# jit: threshold=2
# expect-resume: <genexpr> <lambda>

pair = lambda a: ((yield a), (yield a + 1))
total = 0
for i in range(30):
    e = (x * i for x in range(4) if x != 2)
    while (y := next(e, None)) is not None:
        total += y
    g = pair(i)
    total += next(g) + g.send("sent")
    try:
        next(g)
    except StopIteration as stop:
        total += len(stop.value)
print(total)
