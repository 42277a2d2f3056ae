# A handler inside the loop: every fourth round raises and is caught at once.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def risky(n):
    for i in range(n):
        try:
            if i % 4 == 3:
                raise KeyError(i)
            yield i
        except KeyError as error:
            yield -error.args[0]


def run(n):
    total = 0
    caught = 0
    for x in risky(n):
        if x < 0:
            caught += 1
        total += x
    return total, caught


print(run(48))
print(run(3))
