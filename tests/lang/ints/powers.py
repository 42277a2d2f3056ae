# ** with negative, zero, large and modular exponents.
print(2**0, 0**0, (-2) ** 3, (-2) ** 4, 2**10, 3**50, (-3) ** 41, 10**30, 2**-1, (-2) ** -2, 7**-3)
print(pow(3, 100, 7), pow(3, 100, -7), pow(-3, 5, 7), pow(2, 10**6, 10**9 + 7), pow(3, -1, 11), pow(5, 0, 1))
print(2 ** 62, 2**62 - 1, -(2**62), (2**31) ** 2, (2**31 + 1) ** 3, 46341**2, 3037000500**2)
for act in (lambda: 0**-1, lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: 0.0**-1):
    try:
        act()
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
try:
    10.0**400
except OverflowError as error:
    print(type(error).__name__)
print(2**0.5, 4**0.5, (-8) ** 2.0, 2.0**3, 2**3.0, -2**2, 2**-2**2, (2**3) ** 2)
print(isinstance(2**2, int), isinstance(2**-1, float), True**5, False**0)
