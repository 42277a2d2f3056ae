# Signs of zero, infinities, nan, mixed kinds, floor division and modulo.
inf, nan = float("inf"), float("nan")
values = (0.0, -0.0, 1.5, -1.5, 7.0, inf, -inf, nan)
for a in values:
    print(a, [a + b for b in values], [a * b for b in values], [a - b for b in values])
for a in values:
    for b in values:
        try:
            print((a / b, a // b, a % b), end=" ")
        except ZeroDivisionError as error:
            print(error, end=" ")
    print()
print([a < b for a in values for b in values].count(True), nan == nan, nan != nan, inf == inf, 0.0 == -0.0)
print(5 % -3.0, -5 % 3.0, 5.5 // 2, -5.5 // 2, divmod(-7.5, 2), 1e308 * 10, -1e308 * 10, 5e-324 / 2, 1e16 % 3)
print(abs(-0.0), -0.0 + 0, 0 * -1.0, -0.0 - 0, 0.0 * -1, round(-0.4), round(0.5), round(1.5), round(2.5), round(2.675, 2), round(1234.5, -2), round(1e20))
print(min(0.0, -0.0), max(-0.0, 0.0), min(nan, 1), min(1, nan), sum([0.1] * 10), sum([1e16, 1, -1e16]), int(1e15), 7.0 .is_integer())
try:
    1e200 ** 2
except OverflowError as error:
    print(type(error).__name__)
print(2.0**0.5, (0.5).as_integer_ratio(), (10.5).hex())
