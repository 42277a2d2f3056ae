# A loop with more paths than one trace can hold; each becomes hot in its turn.
# jit: threshold=2
# expect-jit: regions>=1


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


def run(n):
    t = 0
    for x in count(n):
        k = x // 8 % 8
        if k == 0:
            t += x
        elif k == 1:
            t -= x
        elif k == 2:
            t ^= x
        elif k == 3:
            t = t * 3 & 0xFFF
        elif k == 4:
            t += 0.5
        elif k == 5:
            t = int(t)
        elif k == 6:
            t = -t
        else:
            t = t // 2
    return t


print(run(200), run(64), run(7))
