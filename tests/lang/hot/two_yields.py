# A body with two yields: the loop closes only after both have been met.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def pairs(n):
    i = 0
    while i < n:
        yield i
        yield -i
        i += 1


def run(n):
    total = 0
    weight = 1
    for x in pairs(n):
        total += x * weight
        weight += 1
    return total


print(run(30), run(3), run(45))
