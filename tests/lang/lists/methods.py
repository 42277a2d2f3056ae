# The methods of list.
a = [3, 1, 2]
print(a.append(4), a, a.pop(), a.pop(0), a, a.insert(0, 9), a.insert(100, 8), a.insert(-1, 7), a)
a.extend((1, 2))
a.extend(range(2))
print(a, a.index(1), a.index(1, 2), a.count(1), a.remove(1), a, a.reverse(), a, a.copy() == a, a.copy() is a)
a.sort()
print(a, a.sort(reverse=True), a, sorted(a, key=lambda x: -x % 5), a.clear(), a)
words = ["pear", "fig", "apple", "kiwi", "date"]
print(sorted(words), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
b = [1, 2, 3]
b += [4]
c = b
c *= 2
print(b, b is c, b * 0, [0] * 3, b + [5], 2 in b, [1, 2] == [1, 2.0], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9])
b[1:3] = "xyz"
del b[0], b[-1]
print(b, len(b), b[-2], [[]] * 2, [[0] * 2 for _ in range(2)])
nested = [1]
nested.append(nested)
print(nested, [nested] == [nested], repr(nested))
for bad in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1] + 5, lambda: [1] * 1.5, lambda: [1, "a"].sort(), lambda: [1][1:2:0]):
    try:
        bad()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
