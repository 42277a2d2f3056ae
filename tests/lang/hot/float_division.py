# True division, floor division and modulo of floats of both signs.
# jit: threshold=2
# expect-jit: regions>=1
# sweep: exits


def run(n, divisor):
    q = f = m = 0.0
    i = -n
    while i <= n:
        x = i * 0.75
        q += x / divisor
        f += x // divisor
        m += x % divisor
        i += 1
    return q, f, m


print(run(15, 2.5))
print(run(15, -2.5))
print(run(4, 1e-3))
print(run(4, float("inf")))
try:
    run(15, 0.0)
except ZeroDivisionError as error:
    print(error)
