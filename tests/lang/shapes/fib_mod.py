# Fibonacci numbers modulo a prime: two locals that change places.
# jit: threshold=10
# expect-jit: adopted>=1
# loop-of: run
# loop-has: %... = floor_mod...
# loop-lacks: load_val load_int store call box_int inc dec inc_any dec_any guard_int guard_type pending


def fib_mod(n, m):
    a, b = 0, 1
    for _ in range(n):
        yield a
        a, b = b, (a + b) % m


def run(n):
    total = 0
    for x in fib_mod(n, 1000000007):
        total += x
    return total


print(run(5000))
