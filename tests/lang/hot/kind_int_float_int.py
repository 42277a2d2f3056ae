# The yielded kind changes from int to float and back in the middle of the loop.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def mixed(n):
    i = 0
    while i < n:
        if 20 <= i < 35:
            yield i + 0.5
        else:
            yield i
        i += 1


def run(n):
    total = 0
    for x in mixed(n):
        total += x
    return total


print(run(15), run(25), run(60))


def reset(n):
    total = 0
    for x in mixed(n):
        if x == 40:
            total = 7
        total += x
    return total


print(reset(30), reset(60))
