# Presentation types and precisions of floats.
values = (0.0, -0.0, 1.0, 1.5, 123456789.125, 1e-7, 1e22, -2.675, 0.1 + 0.2, float("inf"), float("nan"))
for spec in ("", ".0f", ".1f", ".3f", "e", ".0e", "g", ".3g", "#.3g", "%", ".2%", "+", " ", "10.2f", "<10.2f", ",.2f", "010.1f", "_.1f", "G", "F"):
    print(f"{spec:8}", *(format(v, spec) for v in values), sep="|")
for bad in ("d", "5.x", "s", ",_"):
    try:
        format(1.5, bad)
    except ValueError as error:
        print(error)
for bad in ("s", ".2d", "z"):
    try:
        format(5, bad)
    except ValueError as error:
        print(error)
print(format(7, ".2f"), format(7, "e"), format(True, "d"), format(2**70, ","), format(-255, "#06x"), format(65, "c"))
print(format("abc", "6"), format("abc", ">6.2"), format("abc", "^7s"), format(None, ""))
