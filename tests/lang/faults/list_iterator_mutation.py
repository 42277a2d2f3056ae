# The list under a hot loop is changed in every way while the loop runs.
# jit: threshold=2


def run(change, n=40):
    items = list(range(n))
    seen = 0
    for i, x in enumerate(items):
        seen += x
        if i == n // 2:
            change(items)
        if i > 200:
            break
    return i, seen, len(items)


print(run(lambda a: a.append(5)))
print(run(lambda a: a.pop()))
print(run(lambda a: a.clear()))
print(run(lambda a: a.__setitem__(slice(None), [7])))
print(run(lambda a: a.extend([1.5, 2.5])))
print(run(lambda a: a.reverse()))
print(run(lambda a: a.sort(reverse=True)))
print(run(lambda a: a.insert(0, 99)))
print(run(lambda a: a.__delitem__(slice(0, 30))))
print(run(lambda a: a.__imul__(2)))


def mixed(items):
    total = 0
    for x in items:
        total += x
        items[-1] = total
        if len(items) < 60:
            items.append(0.5)
    return total, len(items)


print(mixed([1, 2, 3]))
