# Counting into a dict with int and string keys from a fused loop.
# jit: threshold=2
# expect-jit: regions>=1


def words(n):
    for i in range(n):
        yield "abc"[i % 3]
        yield i % 4


def run(n):
    counts = {}
    for w in words(n):
        counts[w] = counts.get(w, 0) + 1
        if w in counts and counts[w] > 12:
            counts[w] -= 12
    return counts


print(run(50))
print(run(2))
