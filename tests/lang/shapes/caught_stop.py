# A generator that a call resumes and that ends there: the StopIteration is caught in the region.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-has: call stop_iteration(...)


def child(n):
    yield n
    return n + 1


def run(n):
    total = 0
    pending = child(0)
    for i in range(n):
        try:
            total += next(pending)
        except StopIteration as stop:
            total += stop.value
            pending = child(i)
    return total


print(run(20000))
