# Comparison, hashing and sorting across ints and floats is exact.
big = 2**53
print(big == float(big), big + 1 == float(big), big + 1 > float(big), float(big) < big + 1, big + 2 == float(big + 2))
print(2**70 == 2.0**70, 2**70 + 1 > 2.0**70, -(2**70) - 1 < -(2.0**70), 10**400 > 1e308, 10**400 < float("inf"), -(10**400) > -float("inf"))
print(1 < float("nan"), 10**400 < float("nan"), 0 == -0.0, 1 == 1.0, 3 < 3.5 < 4, 3 != 3.0000000000000004)
print(sorted([3, 2.5, -1, 2**60, 1e18, -0.5, True, 0.0]))
print(len({1, 1.0, True}), len({2**70, 2.0**70}), len({2**53, float(2**53), 2**53 + 1}), {1: "int"}[1.0], {2.0**65: "f"}[2**65])
print(max(1, 1.0), max(1.0, 1), min(2**61, 2.0**61), [1.0, 2].index(1), (1, 2.0) == (1.0, 2), [0.5] < [1])
try:
    print(10**400 + 1.0)
except OverflowError as error:
    print(error)
