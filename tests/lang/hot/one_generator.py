# One generator fused with the loop that consumes it.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


total = 0
for x in count(60):
    total += x
print(total)


def summed(n):
    total = 0
    for x in count(n):
        total += x * 2 - 1
    return total


print(summed(0), summed(1), summed(80), summed(7))
