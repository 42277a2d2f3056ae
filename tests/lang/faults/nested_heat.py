# A hot loop starts inside a function that is called from a hot loop, at several depths.
# jit: threshold=2


def inner(n):
    total = 0
    for i in range(n):
        total += i
    return total


def middle(n):
    total = 0
    for i in range(n):
        total += inner(i)
        for x in (y * y for y in range(3)):
            total += x
    return total


def outer(n):
    total = 0
    i = 0
    while i < n:
        total += middle(i)
        i += 1
    return total


print(outer(12))


def recursive(n):
    total = 0
    for i in range(3):
        total += i
        if n:
            total += recursive(n - 1)
    return total


print(recursive(4))
