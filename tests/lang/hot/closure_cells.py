# A closure's cell is written by the consumer while the generator runs.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def run(n):
    bias = 0

    def count():
        nonlocal bias
        for i in range(n):
            yield i + bias
            bias += 1

    total = 0
    for x in count():
        total += x
        if x % 10 == 9:
            bias -= 5
    return total, bias


print(run(50))
print(run(3))
