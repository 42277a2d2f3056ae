# A generator over a list that grows while it is consumed.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def each(items):
    for x in items:
        yield x


def run(items, limit):
    total = 0
    for x in each(items):
        total += x
        if len(items) < limit:
            items.append(x + 1)
    return total, len(items)


print(run([1, 2, 3], 40))
print(run([10], 25))
print(run([], 25))
