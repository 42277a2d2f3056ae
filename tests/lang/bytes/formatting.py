# `%` of bytes and of strings: flags, widths, keys, errors.


class Custom:
    def __bytes__(self):
        return b"<custom>"

    def __index__(self):
        return 7

    def __str__(self):
        return "text"

    def __repr__(self):
        return "Repr\xe9"


VALUES = [
    (b"%s", b"ab"), (b"%b", bytearray(b"xy")), (b"%s", Custom()), (b"%s", "text"), (b"%5d|%-5d|%05d", (1, 2, 3)),
    (b"%x %X %o %#x", (255, 255, 8, 255)), (b"%+d % d", (5, 5)), (b"%c%c", (65, b"B")), (b"%c", 256), (b"%c", b"ab"), (b"%c", "a"),
    (b"%.2f %e %g", (1.5, 12345.678, 0.0001)), (b"%a %r", ("\xe9", Custom())), (b"%(k)s %(n)d", {b"k": b"v", b"n": 3}),
    (b"%(k)s", {"k": b"v"}), (b"%*d|%-*d|%.*f", (5, 1, 5, 2, 2, 3.14159)), (b"100%%", ()), (b"%d", "x"), (b"%d", ()),
    (b"%s", (b"a", b"b")), (b"%", 1), (b"%q", 1), (b"%(a", {b"a": 1}), (b"%d", Custom()), (b"%.3s", b"abcdef"), (b"%5s|%-5s", (b"a", b"b")),
    (b"%s %s", b"a"), (b"plain", 5), (b"plain", {}), (b"%(a)s", b"x"),
    ("%s %r %a", ("\xe9", "\xe9", "\xe9")), ("%d %i %u", (1.9, True, -3)), ("%x", 1.5), ("%c%c", (0x1F600, "z")), ("%c", "ab"), ("%c", 1.5),
    ("%(a)s %(b)05.1f%%", {"a": 1, "b": 2.25}), ("%(a)s", 5), ("%(a)s %s", {"a": 1}), ("%-10s|%10s|%.2s", ("ab", "cd", "efg")),
    ("%+.3e|% g|%G|%F", (1234.5, 0.1, 1e-10, 1e20)), ("%#o %#X %#.0f", (8, 255, 3.0)), ("%5c|%-5c|", ("x", 121)), ("%*s", ("a", "b")),
    ("%.*s", (2, "abcd")), ("%s", (1, 2)), ("%s %s", (1,)), ("%", ()), ("%z", 1), ("%(x", {}), ("%ld %hd", (1, 2)), ("%s", Custom()),
    ("%d", 10**30), ("%x", -(2**70)), ("%08.3d|%-8.3d|%+.5d", (7, 7, 7)), ("%e", float("inf")), ("%05d", float("nan")), ("%05f", float("-inf")),
    ("%r", [1, "a"]), ("%s", None), ("%d", None), ("%i", "5"), ("%s" * 3, (1, 2, 3)), ("%10.4s|", "abcdefgh"), ("%s", [1]), ("abc", [1]), ("abc", "x"),
]
for format, values in VALUES:
    try:
        result = format % values
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(repr(format), "->", result)

print(bytearray(b"%d-%s") % (1, b"x"), type(bytearray(b"") % ()).__name__)
