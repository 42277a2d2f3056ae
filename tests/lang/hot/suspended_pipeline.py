# A pipeline suspended at every stage before the loop takes it over.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=2
# sweep: exits


def source(n):
    i = 0
    while i < n:
        yield i
        i += 1


def keep(src):
    for x in src:
        if x % 3:
            yield x


def double(src):
    for x in src:
        yield x * 2


def drain(g):
    total = 0
    for x in g:
        total += x
    return total


stage = double(keep(source(60)))
print(next(stage), next(stage))
print(drain(stage))
a = source(40)
b = keep(a)
print(next(a), next(b), next(a))
print(drain(double(b)), list(a))
