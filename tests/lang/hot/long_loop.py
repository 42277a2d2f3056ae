# A loop whose jump back needs a prefix: an exit at the jump executes it, and must not enter the region again.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def run(items):
    total = 0
    while items:
        x = items.pop()
        if x % 2:
            continue
        total += (x + 1) * (x + 2) - (x + 3) * (x + 4) + (x + 5) * (x + 6) - (x + 7) * (x + 8)
        total += (x + 1) * (x + 2) - (x + 3) * (x + 4) + (x + 5) * (x + 6) - (x + 7) * (x + 8)
        total += (x + 1) * (x + 2) - (x + 3) * (x + 4) + (x + 5) * (x + 6) - (x + 7) * (x + 8)
        total += (x + 1) * (x + 2) - (x + 3) * (x + 4) + (x + 5) * (x + 6) - (x + 7) * (x + 8)
        total += (x + 1) * (x + 2) - (x + 3) * (x + 4) + (x + 5) * (x + 6) - (x + 7) * (x + 8)
    return total


print(run(list(range(40))))
