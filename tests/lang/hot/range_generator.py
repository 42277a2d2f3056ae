# A generator that loops over range, consumed by a loop over another range.
# jit: threshold=2
# expect-jit: regions>=1 virtual_generators>=1
# sweep: exits


def triangle(n):
    acc = 0
    for i in range(n):
        acc += i
        yield acc


def run(n):
    total = 0
    for x in triangle(n):
        total ^= x
    return total


for size in range(0, 60, 12):
    print(size, run(size))
print([run(size) for size in range(20)])
