# A builtin is shadowed by a global, and uncovered again, during the loop.
# jit: threshold=2
# expect-jit: regions>=1


def run(n):
    global len
    total = 0
    items = [1, 2, 3]
    for i in range(n):
        if i == 20:

            def len(x):
                return 100

        if i == 30:
            del len
        total += len(items)
    return total


print(run(15), run(40), run(15))
