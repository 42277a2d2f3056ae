# Hundreds of function objects and code objects get hot and die.
# jit: threshold=2


def make(k):
    def g(n):
        for i in range(n):
            yield i * k

    return g


total = 0
for k in range(120):
    g = make(k)
    for x in g(8):
        total += x
print(total)
kept = [make(k) for k in range(10)]
for round in range(3):
    for g in kept:
        for x in g(6):
            total += x
print(total)
fs = []
for k in range(40):
    scope = {}
    fs.append(eval("lambda n: sum(x + %d for x in range(n))" % k, scope))
print(sum(f(10) for f in fs))
del fs, kept
print("gone")
