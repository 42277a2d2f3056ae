# Bools as ints: arithmetic, bit operators, comparison, text.
print(True + True, True * 5, True / 2, True // 2, -True, True - 2.5, False**0)
print(True & False, True | False, True ^ True, True & 1, 1 | False, type(True & 1).__name__, type(True | False).__name__)
print(True == 1, True is True, True == 1.0, 0 == False, "1" == True, True < 2, sum([True] * 3), [10, 20][True])
print(str(True), repr(False), f"{True}", f"{True:d}", int(True), float(True), bool("False"), bool(0.0), bool([]), bool([0]))
print({True: "a", 1: "b", 1.0: "c"}, {0, False, 0.0}, isinstance(True, int), issubclass(bool, int), bool(), bool("") or "or")
print(not 5, not None, 5 and 0, 0 or [], None or 0 or "x", 1 and 2 and 3, 1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 != 0, 1 == 1.0 == True)
x = None
print(x is None, x is not None, not x, x == 0, x != None, None == False)
for a in (0, 1):
    for b in (0, 1):
        print(a and b, a or b, not a or b, a ^ b, end="; ")
print()
