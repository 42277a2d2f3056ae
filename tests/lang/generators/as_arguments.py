# Generators unpacked, starred into calls and displays, and compared by position.


def g(n):
    for i in range(n):
        yield i * i


a, b, c = g(3)
print(a, b, c)
first, *rest = g(5)
print(first, rest)
*start, last = g(4)
print(start, last)
print([*g(3), -1, *g(2)], (*g(2),), {*g(3)})
print(max(*g(4)), "{} {} {}".format(*g(3)))
for n in (2, 4):
    try:
        a, b, c = g(n)
    except ValueError as error:
        print(error)
print(9 in g(10), 5 in g(10))
items = [0, 0, 0, 0]
items[1:3] = g(3)
print(items)
items += g(2)
items.extend(g(2))
print(items)
