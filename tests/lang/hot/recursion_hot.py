# Hot recursion without loops: the entry counts, not a back edge.
# jit: threshold=2


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


print([fib(n) for n in range(15)])
print(ackermann(2, 3))
