# A callee inside the fused loop looks at the caller's and the generator's frames.
# jit: threshold=2
# expect-jit: regions>=1
import sys


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def look():
    return sys._getframe(1).f_locals["total"]


def run(n):
    total = 0
    seen = []
    g = count(n)
    for x in g:
        total += x
        if x % 16 == 15:
            seen.append((look(), g.gi_frame.f_locals["i"], g.gi_frame.f_lineno))
    return total, seen


print(run(50))
