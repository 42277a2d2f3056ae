# A power of two of every exponent and its neighbours survive arithmetic and lists.
# not-in: gc-every-1 too long for a collection at every allocation
values = []
x = 5e-324
while x < 1e308 * 1.7:
    values.append(x)
    x *= 2.0
    if x == float("inf"):
        break
print(len(values), values[0], values[-1])
total = 0
for i, v in enumerate(values):
    half = v / 2.0
    if half * 2.0 == v and v == v + 0.0 and -(-v) == v and v - v == 0.0:
        total += 1
    if i % 150 == 0:
        print(i, v, v * 1.5, -v, v == values[i], v + v == v * 2, repr(float(repr(v))) == repr(v))
print(total)
boxes = [(v, -v, v * 1.75) for v in values]
print(sum(1 for a, b, c in boxes if a == -b and (c > a or c == a)), {v for v in values} == set(values))
g = (v * 0.5 for v in values)
print(sum(1 for a, b in zip(g, values) if a * 2 == b or a == 0.0))
