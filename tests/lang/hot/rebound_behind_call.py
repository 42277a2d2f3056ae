# A callee that is not followed binds globals again that the loop has folded.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1 exit:invalid>=1
# sweep: exits

factor = 2


def count(n):
    i = 0
    while i < n:
        yield i * factor
        i += 1


def step(*args, **rest):
    global factor, step
    if args[0] == 40:
        factor = 3
    elif args[0] == 90:
        step = other
    return 1


def other(*args, **rest):
    return 1000


def run(n):
    total = 0
    for x in count(n):
        total += step(x) + factor
    return total


print(run(25), factor)
print(run(40), factor, step.__name__)
