# A filter whose two sides are both hot: the paths join in one region.
# jit: threshold=2
# expect-jit: regions>=1 adopted>=1
# sweep: exits


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n):
    even = odd = third = 0
    for x in count(n):
        if x % 2 == 0:
            even += x
        elif x % 3 == 0:
            third += x
        else:
            odd += x
    return even, odd, third


print(run(80))
print(run(9))
