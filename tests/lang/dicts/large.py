# Thousands of insertions, deletions and look-ups keep order and content.
d = {}
for i in range(3000):
    d[i * 7 % 3001] = i
    if i % 3 == 0:
        d.pop(i, None)
    if i % 5 == 0:
        d[str(i)] = i
print(len(d), list(d.items())[:4], list(d)[-3:], sum(v for v in d.values()))
for i in range(0, 3000, 2):
    d.pop(i, None)
print(len(d), 1 in d, 2 in d, d.get("15"), d.get("16"), next(iter(d)))
grid = {(x, y): x * y for x in range(20) for y in range(20)}
print(grid[3, 4], len(grid), sum(grid[k] for k in grid if k[0] == k[1]))
counts = {}
for word in "the cat and the dog and the bird".split():
    counts[word] = counts.get(word, 0) + 1
print(sorted(counts.items(), key=lambda p: (-p[1], p[0])))
memo = {}


def ways(n):
    if n not in memo:
        memo[n] = 1 if n < 2 else ways(n - 1) + ways(n - 2)
    return memo[n]


print(ways(90), len(memo))
