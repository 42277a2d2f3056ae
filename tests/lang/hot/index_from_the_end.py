# Indices that count from the end, now and then out of range.
# jit: threshold=6
# expect-jit: regions>=1
# sweep: exits


def swap(items, n):
    for i in range(n):
        items[i], items[-i] = items[-i], items[i]
    return items


def pick(items, places):
    found = []
    for place in places:
        try:
            found.append(items[place])
        except IndexError as error:
            found.append(str(error))
    return found


def total(items, n):
    result = 0
    for i in range(-n, n):
        result += items[i]
    return result


for _ in range(12):
    print(swap(list(range(20)), 15))
print(pick((1, 2, 3), [0, -1, -2, -3, 2, 1] * 4 + [-4, 3, -1, 0]))
print(pick([1, 2, 3], [0, -1, -2, -3, 2, 1] * 4 + [-4, 3, -1, 0] * 3))
print([total([1, 2, 3, 4, 5], n) for n in range(6)] * 3)
