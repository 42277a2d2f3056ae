# The loop is left early; the generator's finally runs before the next statement.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def guarded(n, log):
    i = 0
    try:
        while i < n:
            yield i
            i += 1
    finally:
        log.append(i)


def run(rounds, stop):
    log = []
    total = 0
    for _ in range(rounds):
        for x in guarded(20, log):
            total += x
            if x == stop:
                break
        log.append("after")
    return total, log


print(run(3, 12))
print(run(2, 50))
