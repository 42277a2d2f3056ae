# Plain while loops without generators: gcd, collatz and bit counting.
# jit: threshold=2
# expect-jit: regions>=1


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def bits(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


print(gcd(1071, 462), gcd(2**40, 6**20), gcd(2**90, 6**40))
print([collatz(n) for n in range(1, 30)])
print(bits(0xFFFF), bits(2**61 + 1), bits(2**80 - 1))
