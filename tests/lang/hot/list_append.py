# Appending to a list inside a fused loop; the list is looked at in between.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n):
    out = []
    for x in count(n):
        out.append(x * x)
        if x % 16 == 15:
            out[0] += len(out)
    return out


print(run(40))
print(run(3), run(0))
