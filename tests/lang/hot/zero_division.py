# A division by zero in the middle of a hot loop, inside the generator.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def inverse(n):
    for i in range(n):
        yield 1000 // (30 - i)


def run(n):
    total = 0
    try:
        for x in inverse(n):
            total += x
    except ZeroDivisionError as error:
        return "error", total, str(error)
    return "done", total


print(run(25))
print(run(45))
