# Thousands of suspended generators are made, kept, dropped and made again.
# not-in: gc-every each collection would look at some hundred thousand objects


def g(i, log):
    try:
        yield i
        yield i * 2
    finally:
        log[0] += 1


log = [0]
many = [g(i, log) for i in range(5000)]
print(sum(next(x) for x in many))
del many[::2]
print(log, sum(next(x) for x in many))
many.clear()
print(log)
for _ in range(5000):
    next(g(1, log))
print(log)
