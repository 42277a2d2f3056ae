# The accumulator starts as an int and becomes a float, a bool and a string.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def add_up(values, start):
    total = start
    for x in values:
        total = total + x
    return total


def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


print(add_up(count(20), 0))
print(add_up(count(20), 0.25))
print(add_up(count(20), True))
print(add_up(iter(["a", "b", "c"] * 3), ">"))
print(add_up(iter([[1], [2]] * 3), []))
print(add_up(count(20), 1 << 70))
print(add_up(count(20), 2))
