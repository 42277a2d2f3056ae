# Factorials, long products, digits and a long division by hand.


def factorial(n):
    out = 1
    for i in range(2, n + 1):
        out *= i
    return out


print(factorial(25), factorial(60))
print(factorial(100) // factorial(98), factorial(100) % (10**9 + 7), len(str(factorial(300))))
print(sum(int(c) for c in str(2**1000)), str(3**200)[:20], str(3**200)[-20:])
a, b = 0, 1
while len(str(a)) < 60:
    a, b = b, a + b
print(a)
x = 123456789012345678901234567890
print(x * x, x * -x, x - x * x, -x // 7, -x % 7, x & 0xFFFFFFFFFFFFFFFFFFFF, x | 1 << 100, x ^ -1, ~x)
print(hex(x), oct(x), bin(x), int(hex(x), 16) == x, int(bin(x), 2) == x, int(oct(x), 0) == x)
print(x > 1e29, x < 1e30, x == float(x), float(x), x + 0.5, 2**100 == 2.0**100, 2**53 + 1 == float(2**53 + 1))
print(sorted([x, -x, 0, x * x, 5, -(x**2)]), x and 1, not x, bool(x - x), {x: 1}[x], hash(x) == hash(x + 0))
print(round(x, -5), round(-x, -28), x.bit_length(), (x).__class__.__name__, int(-1.9), int(1e20), int("  -0012_3 "))
