# int() and literals in every base, with signs, spaces and underscores.
print(0x_FF, 0o17, 0b1010, 1_000_000, 0xDEADBEEFCAFE, 00, 0b0)
print(int("ff", 16), int("0xff", 16), int("0b11", 0), int("-0o17", 0), int("zz", 36), int("  12\n"), int("+5"), int("1_2"))
print(int(), int(3.99), int(-3.99), int(True), int("0"), int("-0"), int("٣"), int(" 10 ", 2))
for bad in ("", " ", "1 2", "0x", "1__2", "_1", "1_", "--1", "1.0", "1e3", "abc"):
    try:
        print(int(bad))
    except ValueError as error:
        print(error)
for args in (("10", 1), ("10", 37), (10, 2), ("08", 0), ("2", 2)):
    try:
        print(int(*args))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
for bad in (float("inf"), float("nan"), [], "9" * 5000):
    try:
        print(int(bad))
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
