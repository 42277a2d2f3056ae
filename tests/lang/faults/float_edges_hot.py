# nan, infinities and signed zeros through comparisons and bounds in hot loops.
# jit: threshold=2


def pairs():
    values = (0.0, -0.0, 1.0, -1.0, float("inf"), float("-inf"), float("nan"), 1e308, 5e-324, 2**53, 1)
    for a in values:
        for b in values:
            yield a, b


def run():
    counts = [0] * 8
    text = ""
    for a, b in pairs():
        counts[0] += a < b
        counts[1] += a <= b
        counts[2] += a == b
        counts[3] += a != b
        counts[4] += a > b
        counts[5] += not a < b
        counts[6] += 1 if a else 0
        counts[7] += min(a, b) == a
        s = a * b + a - b
        text += "n" if s != s else "i" if s in (float("inf"), float("-inf")) else str(s)[0]
    return counts, text


print(run())


def bounded(limit):
    n = 0
    x = 0.0
    while x < limit:
        x += 0.75
        n += 1
        if n > 50:
            break
    return n, x


print(bounded(10.0), bounded(float("nan")), bounded(float("inf")), bounded(-0.0), bounded(20))
print([int(x) for x in (1e15, -1e15, 0.99, -0.99, 2.0**62, -(2.0**63), 2.0**64)])
