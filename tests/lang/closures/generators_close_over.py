# Generators and generator expressions over cells that change between resumptions.


def run():
    factor = 1
    log = []

    def scaled(values):
        for v in values:
            yield v * factor

    def set_factor(f):
        nonlocal factor
        factor = f

    g = scaled([1, 2, 3, 4])
    log.append(next(g))
    set_factor(10)
    log.append(next(g))
    e = (x + factor for x in range(3))
    set_factor(100)
    log.extend(g)
    log.extend(e)
    return log


print(run())


def counters(n):
    made = []
    for i in range(n):

        def g(k=i):
            while True:
                yield (k, i)

        made.append(g())
    return [next(g) for g in made]


print(counters(3))
