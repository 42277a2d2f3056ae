# A loop with one yield, resumed by next().
# jit: threshold=2
# expect-resume: count


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def drive(g):
    total = 0
    while True:
        try:
            total += next(g)
        except StopIteration:
            return total


for _ in range(8):
    print(drive(count(30)))
