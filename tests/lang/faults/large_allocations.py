# Sizes that cannot be had give MemoryError or OverflowError.
# oracle: native
cases = {
    "list": lambda: [0] * (1 << 61),
    "list of list": lambda: [0, 1] * (1 << 62),
    "tuple": lambda: (0,) * (1 << 61),
    "str": lambda: "x" * (1 << 62),
    "shift": lambda: 1 << (1 << 62),
    "list index": lambda: [1][1 << 70],
    "str width": lambda: "a".ljust(1 << 62),
    "huge count": lambda: "x" * (1 << 70),
}
for name, act in cases.items():
    try:
        act()
        print(name, "made")
    except (MemoryError, OverflowError, IndexError) as error:
        print(name, type(error).__name__)
print("" * (1 << 62) == "", [] * (1 << 62), () * 5)
