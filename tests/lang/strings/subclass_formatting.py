# Formatting instances of classes derived from built-in ones: their own methods count
class Text(str):
    def __str__(self):
        return "other"

    def __repr__(self):
        return "R"


class Formatted(str):
    def __format__(self, spec):
        return "formatted " + spec


class Plain(str):
    pass


print("%s" % Text("a"), str(Text("a")), "%5s|" % Text("a"), "%(x)s" % {"x": Text("a")}, "%r" % Text("b"), "%s %s" % (Text(""), Plain("p")))
print(f"{Text('a')}", f"{Text('a')!s}", f"{Text('a')!r}", f"{Text('abc'):.2}", format(Text("a")), format(Text("a"), ""), format(Text("a"), ">3"), str.__format__(Text("a"), ""))
print(f"{Formatted('a')}", f"{Formatted('a'):x}", "%s" % Formatted("a"), "{} {:>4}".format(Text("a"), Text("a")), str.__mod__("%s", Text("a")))
print("%c" % Text("a"), "%.1s" % Text("abc"), "%a" % Plain("é"), b"%s" % bytearray(b"x"))


class Whole(int):
    def __str__(self):
        return "whole"

    def __repr__(self):
        return "W"


print(int.__format__(Whole(5), ""), format(Whole(5), ""), f"{Whole(5)}", "%s" % Whole(5), "%d" % Whole(5), f"{Whole(5):3}|", int.__format__(Whole(5), "d"), "%r" % Whole(1))
print(int.__format__(True, ""), format(True, ""), format(True, "d"), f"{True:5}|", "%d" % True, int.__format__(True, "x"))


class Real(float):
    def __str__(self):
        return "real"


class Pair(complex):
    def __str__(self):
        return "pair"


print(float.__format__(Real(5), ""), format(Real(5), ""), f"{Real(5):.1f}", "%s" % Real(1), "%.1f" % Real(1), format(Pair(5), ""), complex.__format__(Pair(1), ""), f"{Pair(1j):.1f}")


class Table(dict):
    def __missing__(self, key):
        return f"<{key}>"


class Odd(dict):
    def __getitem__(self, key):
        return key * 2


class Row(tuple):
    def __iter__(self):
        return iter("xyz")


print("%(a)s %(b)s" % Table(a=1), "%(ab)s" % Odd(), "%s %s" % Row("ab"), "%s" % Table(), "no keys" % Table())


class Data(bytes):
    def __bytes__(self):
        return b"other"


print(b"%b" % Data(b"x"), b"%s|%b" % (Data(b"x"), Data(b"y")), b"%(k)s" % {b"k": Data(b"z")}, bytes(Data(b"x")))


class Reflected(str):
    def __rmod__(self, other):
        return f"reflected {other}"


print("%s" % Reflected("x"), Text("%s") % "v", Text("%s") % Text("v"), Whole(7) % Whole(4), 7 % Whole(4))
