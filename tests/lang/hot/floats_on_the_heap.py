# Floats that are objects keep their identity in machine code: NaN, infinities, extreme exponents.
# jit: threshold=6
# expect-jit: regions>=1
# sweep: exits


def same(items, value):
    found = 0
    for item in items:
        if item is value or item == value:
            found += 1
    return found


def inside(items, values):
    return [value in items for value in values]


def least(items):
    best = float("inf")
    for item in items:
        if item < best:
            best = item
    return best


def grow(n):
    x = 1.5
    for _ in range(n):
        x = x * 1e60
    return x


nan, infinity, huge, tiny = float("nan"), float("inf"), 1e300, 1e-300
values = [nan, infinity, huge, tiny, 1.5, -infinity, 0.0, -0.0]
for _ in range(12):
    result = [same([1.0, value, value, 2.0], value) for value in values]
print(result)
for _ in range(12):
    result = inside([nan, 1.5, huge], values)
print(result)
print([least([3.5, 2.5, nan, 1e300, -1e300][:k]) for k in range(6) for _ in range(4)])
print([grow(k) for k in range(9)])
print([x is y for x in values for y in values])
