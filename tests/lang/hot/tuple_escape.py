# A tuple mostly unpacked, but kept as an object now and then.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def number(n):
    i = 0
    while i < n:
        yield (i, -i, i % 7)
        i += 1


def run(n):
    kept = []
    total = 0
    for item in number(n):
        a, b, c = item
        total += a + c
        if c == 6 and b < -20:
            kept.append(item)
    return total, kept


print(run(60))
print(run(10))
