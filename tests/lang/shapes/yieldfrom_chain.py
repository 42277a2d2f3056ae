# A chain of delegations: its leaf is adopted, what lies between costs nothing.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-has: %... = add...
# loop-lacks: load_val store call box_int inc dec guard_int guard_type pending


def leaf(n):
    i = 0
    while i < n:
        yield i
        i += 1


def chain(depth, n):
    if depth == 0:
        yield from leaf(n)
    else:
        yield from chain(depth - 1, n)


def run(n):
    total = 0
    for x in chain(12, n):
        total += x
    return total


print(run(5000))
