# Several generators advanced in turn by a scheduler until all have ended.
# jit: threshold=2
# expect-jit: regions>=1


def task(ident, n, results):
    acc = ident
    for i in range(n):
        acc = (acc * 31 + i) & 0xFFFF
        yield
    results[ident] = acc


def run(tasks, n):
    results = [0] * tasks
    ready = [task(i, n + i % 3, results) for i in range(tasks)]
    rounds = 0
    while ready:
        rounds += 1
        waiting = []
        for t in ready:
            try:
                next(t)
            except StopIteration:
                continue
            waiting.append(t)
        ready = waiting
    return rounds, results


print(run(6, 12))
