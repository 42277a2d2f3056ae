# A hot loop is entered where only a few calls are left before the recursion limit.
# jit: threshold=2
# expect-jit: regions>=1 exit:recursion>=1
import sys


def leaf(x):
    return x + 1


def count(n):
    i = 0
    while i < n:
        yield leaf(i)
        i += 1


def run(n):
    total = 0
    for x in count(n):
        total += leaf(x)
    return total


def down(depth):
    try:
        result = down(depth + 1)
    except RecursionError:
        result = None
    if result is not None:
        return result
    try:
        return run(20)
    except RecursionError:
        return None


print([run(n) for n in range(20, 40)])
sys.setrecursionlimit(300)
print([down(0) for _ in range(12)])
print(run(30))
