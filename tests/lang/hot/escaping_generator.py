# The consumed generator escapes into a list in the middle of its own loop.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n):
    kept = []
    total = 0
    g = count(n)
    for x in g:
        total += x
        if x == 30:
            kept.append(g)
            total += next(kept[0])
            total += kept[0].gi_frame.f_locals["i"]
    return total, len(kept)


print(run(50))
print(run(20))
