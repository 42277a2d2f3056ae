# An exception raised by the consumer in the middle; the generator is still usable.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(g, stop):
    total = 0
    for x in g:
        if x == stop:
            raise ValueError("met %d after %d" % (x, total))
        total += x
    return total


g = count(60)
try:
    run(g, 40)
except ValueError as error:
    print(error)
print(next(g), next(g))
print(run(g, 100))
print(list(g))
