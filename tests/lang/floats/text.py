# repr and str: shortest digits, exponents, signs, special values.
for x in (0.0, -0.0, 1.0, -1.5, 0.1, 1 / 3, 2 / 3, 100.0, 1e15, 1e16, 123456789012345680.0, 1e17, 1e21, 1e22, 1e23, 1.5e300, 1e308, 1.7976931348623157e308):
    print(x, repr(-x), str(x) == repr(x), float(repr(x)) == x)
for x in (1e-4, 1e-5, 0.00012345, 1.234e-5, 5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1e-300, 4.9e-324):
    print(x, -x)
print(float("inf"), float("-inf"), float("nan"), -float("nan"), 1e400, -1e400, 1e-400, [float("inf")])
print(0.1 + 0.2, 0.3, 1e16 + 1, 2**53 + 1.0, 9007199254740993.0, 1.1 * 1.1, 100 * 1.1, 1e3, 1E5, 1_0.5_0, .5, 5.)
print(3.0 == 3, float("1e5"), float(" -1.5\n"), float("1_000.5"), float("InFiNiTy"), float("+nan"), float())
for bad in ("", "1e", "0x10", "1.5.2", "_1.0", "1 2", "infin"):
    try:
        float(bad)
    except ValueError as error:
        print(error)
