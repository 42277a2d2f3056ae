# // % divmod of every pair of signs, small and large, and /.
values = (7, -7, 8, -8, 1, -1, 0, 2**61 - 1, -(2**61), 2**64 + 3, -(2**64) - 3)
for a in values:
    for b in (3, -3, 1, -1, 2**40, -(2**40), 2**70, -(2**61)):
        q, r = a // b, a % b
        assert divmod(a, b) == (q, r) and q * b + r == a and (r == 0 or (r > 0) == (b > 0)) and abs(r) < abs(b)
        print(q, r, end=" ")
    print()
for b in (1, -3, 2**53 + 1, 2**200):
    print([a / b for a in values])
for act in (lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 1 / 0, lambda: 2**70 // 0, lambda: 2**70 % 0):
    try:
        act()
    except ZeroDivisionError as error:
        print(error)
try:
    print(10**400 / 10**399, 10**400 / 3)
except OverflowError as error:
    print(error)
