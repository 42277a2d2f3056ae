# Float arithmetic, comparison and mixing with ints in a fused loop.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def walk(n, state):
    x = 0.0
    for _ in range(n):
        state = state * 16807 % 2147483647
        x += state / 2147483647.0 - 0.5
        yield x


def run(n):
    low = 0.0
    high = 0.0
    acc = 0.0
    for x in walk(n, 12345):
        if x < low:
            low = x
        elif x > high:
            high = x
        acc += x
    return acc, low, high


print(run(60))
print(run(2))
