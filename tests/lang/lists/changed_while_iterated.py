# A list that grows, shrinks and is sorted while a loop runs over it.
a = [1, 2, 3]
out = []
for x in a:
    out.append(x)
    if x < 3 and len(a) < 8:
        a.append(x + 10)
print(out)
a = list(range(10))
for x in a:
    if x % 2 == 0:
        a.remove(x)
print(a)
a = list(range(6))
it = iter(a)
print(next(it), next(it))
a.clear()
print(list(it))
a.extend([7, 8, 9])
print(list(it))
a = [5, 4, 3, 2, 1]
out = []
for x in a:
    out.append(x)
    a.sort()
print(out)
a = [1, 2, 3, 4]
r = reversed(a)
print(next(r))
a.append(5)
print(list(r))


def g(items):
    for x in items:
        yield x
        del items[0]


print(list(g(list(range(7)))))
try:
    a = [3, 1, 2]
    a.sort(key=lambda x: a.append(x) or x)
except ValueError as error:
    print(error)
