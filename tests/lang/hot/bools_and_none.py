# Bools and None travel through the generator; the consumer branches on them.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def marks(n):
    for i in range(n):
        if i % 5 == 4:
            yield None
        else:
            yield i % 2 == 0


def run(n):
    yes = no = none = total = 0
    for mark in marks(n):
        if mark is None:
            none += 1
        elif mark:
            yes += 1
            total += mark
        else:
            no += 1
    return yes, no, none, total


print(run(60))
print(run(4))
