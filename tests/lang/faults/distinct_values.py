# Hundreds of distinct values pass one place: a guard on the value would fail each time.
# jit: threshold=2


def f(x):
    return x * 2


table = {i: (lambda v, k=i: v + k) for i in range(50)}


def run(n):
    total = 0
    for i in range(n):
        total += table[i % 50](i) if i % 2 else f(i)
    return total


print(run(300))
names = ["n%d" % i for i in range(40)]


class Box:
    pass


def attributes(n):
    box = Box()
    for i in range(n):
        setattr(box, names[i % 40], i)
    return sum(getattr(box, name) for name in names)


print(attributes(200))
