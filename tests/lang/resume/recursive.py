# A recursive generator: yields of its own and of the inner ones.
# jit: threshold=2
# expect-resume: walk


def walk(low, high):
    if low < high:
        middle = (low + high) // 2
        for x in walk(low, middle):
            yield x
        yield middle
        yield from walk(middle + 1, high)


for n in (20, 20, 20, 7):
    print(sum(walk(0, n)), list(walk(0, 3)))
