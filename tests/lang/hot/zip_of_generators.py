# Two generators advanced in step by one loop, ending at different times.
# jit: threshold=2
# expect-jit: regions>=1


def count(n, step):
    for i in range(n):
        yield i * step


def run(a, b):
    total = 0
    rounds = 0
    for x, y in zip(count(a, 1), count(b, 2)):
        total += x * y
        rounds += 1
    return total, rounds


print(run(40, 40), run(40, 25), run(25, 40), run(0, 4))
print(list(enumerate(count(4, 3), 10)))
print(list(map(lambda x, y: x - y, count(9, 5), count(6, 3))))
print(list(filter(lambda x: x % 2, count(20, 3))))
