# An index runs out of a list, and out of a tuple from the front, in a fused loop.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1 exit:index>=1
# sweep: exits


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(items, n):
    total = 0
    try:
        for i in count(n):
            total += items[i]
    except IndexError as error:
        return total, str(error)
    return total, None


def backwards(items, n):
    total = 0
    for i in range(n):
        try:
            total = total * 3 + items[i - n]
        except IndexError:
            total += 1000
    return total


def late(items, n):
    """The first time is when the loop has been compiled without it."""
    total = 0
    for i in range(n):
        try:
            total = total * 3 % 1009 + items[i % (6 if i > 60 else 5)]
        except IndexError:
            total += 1000
    return total


print(run([1, 2, 3] * 5, 15), run([1, 2, 3] * 5, 16))
print(run((4, 5) * 9, 18), run((4, 5) * 9, 40))
print(backwards([1, 2, 3], 3), backwards([7] * 30, 40) % 1000003)
print(late([1, 2, 3, 4, 5], 200))
