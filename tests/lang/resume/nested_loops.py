# Yields at three depths of nested loops.
# jit: threshold=2
# expect-resume: table


def table(n):
    for i in range(n):
        yield i
        for j in range(i):
            yield i * j
            k = j
            while k:
                yield -k
                k -= 1


for _ in range(3):
    g = table(6)
    total = count = 0
    while (x := next(g, "end")) != "end":
        total = total * 3 + x & 0xFFFF
        count += 1
    print(total, count)
