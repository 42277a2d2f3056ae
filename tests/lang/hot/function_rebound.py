# The function called in the loop is replaced while the loop runs.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def step(x):
    return x + 1


def other(x):
    return x * 2


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n):
    global step
    total = 0
    for x in count(n):
        if x == 25:
            step, keep = other, step
        total += step(x)
    step = keep
    return total


print(run(50))
print(run(50))
