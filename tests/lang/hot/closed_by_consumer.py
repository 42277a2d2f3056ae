# The consumer closes the generator in the middle; the loop then ends.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def count(n, log):
    i = 0
    try:
        while i < n:
            yield i
            i += 1
    finally:
        log.append(("closed", i))


def run(n, stop):
    log = []
    g = count(n, log)
    total = 0
    for x in g:
        total += x
        if x == stop:
            g.close()
    return total, log


print(run(50, 30))
print(run(20, 30))
