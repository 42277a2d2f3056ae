# A construct the recorder may refuse, in a hot loop: the interpreter goes on with it.
# jit: threshold=2


def run(n):
    total = 0
    for i in range(n):
        import math

        class Local:
            value = i

        total += math.isqrt(Local.value)
    return total


print(run(40))
