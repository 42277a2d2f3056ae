# sum over nested generator expressions.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def run(n):
    return sum(x * x for x in (y + 1 for y in range(n)) if x % 3)


print(run(60), run(5), run(0))
print(sum((x for x in range(40)), 1000))
print(sum(x / 4 for x in range(40)))
print(sum(1 << x for x in range(58, 70)))
