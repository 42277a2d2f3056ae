# A method is replaced on the class, then on the instance, while the loop runs.
# jit: threshold=2
# expect-jit: regions>=1


class Step:
    def of(self, x):
        return x + 1


def run(n):
    step = Step()
    total = 0
    for i in range(n):
        if i == 20:
            Step.of = lambda self, x: x * 10
        if i == 30:
            step.of = lambda x: 0
        total += step.of(i)
    return total


print(run(40))
print(Step().of(7))
