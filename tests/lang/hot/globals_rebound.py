# A global that the loop uses is rebound in the middle, by the loop's own callee.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits

factor = 2
seen = 0


def count(n):
    i = 0
    while i < n:
        yield i * factor
        i += 1


def bump(x):
    global factor, seen
    seen += 1
    if x == 40:
        factor = 3
    elif x == 90:
        factor = 0.5


def run(n):
    total = 0
    for x in count(n):
        bump(x)
        total += x * factor
    return total


print(run(50), factor, seen)
