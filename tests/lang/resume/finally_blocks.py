# Yields inside try, in a handler and in a finally block.
# jit: threshold=2
# expect-resume: guarded


def guarded(n):
    for i in range(n):
        try:
            yield i
            if i % 2:
                raise ValueError(i)
        except ValueError as error:
            yield error.args[0] + 100
        finally:
            yield -1


for _ in range(3):
    g = guarded(24)
    print(sum(next(g) for _ in range(60)), list(g))
