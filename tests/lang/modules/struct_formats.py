# struct: formats, byte orders, errors.
import struct
from struct import (Struct, calcsize, iter_unpack, pack, pack_into, unpack, unpack_from)


def show(label, function):
    try:
        print(label, "->", repr(function()))
    except BaseException as error:
        print(label, "->", type(error).__name__ + ":", error)


for order in ("<", ">", "!", "="):
    for code, value in (("b", -5), ("B", 200), ("h", -1234), ("H", 54321), ("i", -123456), ("I", 4000000000), ("l", -7), ("L", 7),
                        ("q", -2**60), ("Q", 2**63 + 5), ("e", 1.5), ("f", 0.1), ("d", 0.1), ("?", True), ("F", 1 + 2j), ("D", 0.1 - 1j)):
        data = pack(order + code, value)
        print(order + code, data, unpack(order + code, data), calcsize(order + code))
print(pack("bhi", 1, 2, 3), pack("<bhi", 1, 2, 3), calcsize("bhi"), calcsize("<bhi"), calcsize("b0i"), calcsize("bd"), calcsize("cxh"), calcsize(""))
print(pack("3s", b"abcdef"), pack("5s", b"ab"), pack("5p", b"abcdefg"), pack("3p", b""), pack("0s", b"x"), pack("2c", b"a", b"b"), pack("s", b"xyz"))
print(unpack("5p", b"\x03abcd"), unpack("5p", b"\x09abcd"), unpack("3s2x", b"abc\0\0"), unpack("0s", b""), unpack("1p", b"\x07"))
print(pack("4?", 1, [], "a", None), unpack("4?", b"\x01\x00\x02\xff"), pack(" i  2h ", 1, 2, 3), pack(b"<i", 1))
print([pack("<e", x) for x in (0.0, -0.0, 1.0, 65504.0, 5.960464477539063e-08, 2.0**-25, 2.0**-25 * 1.5, float("inf"), -float("inf"), 0.1, 1e-5, 65519.0)])
print([unpack("<e", bytes(b)) for b in ((0, 60), (1, 0), (255, 123), (0, 124), (0, 252), (102, 46), (0, 128))], unpack("<e", b"\x00\x7e")[0] != 0)
print(pack("<f", 1e-50), pack(">d", float("inf")), unpack("<f", pack("<f", 3.4e38)))
for order in "<>":
    for code in "bBhHiIlLqQ":
        for value in (-2**63 - 1, -2**31 - 1, -40000, -129, -1, 256, 70000, 2**32, 2**64, 1.5, "a", 10**30):
            try:
                pack(order + code, value)
            except struct.error as error:
                print(order + code, value, error)


class Index:
    def __index__(self):
        return 7


class Bad:
    def __index__(self):
        raise KeyError("no")


print(pack("<h", Index()), pack("<d", Index()), pack("<i", True))
show("index fails", lambda: pack("<h", Bad()))
for args in (("c", 1), ("c", b"ab"), ("<f", "x"), ("<e", 1e6), ("<f", 1e300), ("<d", None), ("s", 1), ("p", "a"), ("i",), ("i", 1, 2), ("z", 1), ("3",), ("<P", 1), ("<n", 1), (1,), ("<F", "x"), ("2i", 1)):
    show(args, lambda: pack(*args))
show("no format", lambda: pack())
show("pack keyword", lambda: pack("i", v=1))
show("unpack short", lambda: unpack("i", b"abc"))
show("unpack str", lambda: unpack("i", "abcd"))
show("unpack int", lambda: unpack("i", 3))
show("unpack args", lambda: unpack("i"))
show("calcsize", lambda: calcsize("99999999999999999999i"))
show("calcsize args", lambda: calcsize())
show("ascii", lambda: Struct("ié"))
show("Struct", lambda: Struct())
show("Struct bad", lambda: Struct("<3"))
buffer = b"abcdefgh"
for offset in (0, 4, 6, -4, -2, -9, 20):
    show(("unpack_from", offset), lambda: unpack_from("<i", buffer, offset))
show("keywords", lambda: unpack_from("<h", buffer=buffer, offset=2))
show("short", lambda: unpack_from("<i", b"abc"))
target = bytearray(8)
for offset in (0, 4, 6, -4, -2, -9, 20, "x"):
    show(("pack_into", offset), lambda: pack_into("<i", target, offset, 0x01020304 + 5))
print(target)
show("no offset", lambda: pack_into("<i", target))
show("no buffer", lambda: pack_into("<i"))
show("no values", lambda: pack_into("<i", target, 0))
show("read only", lambda: pack_into("<i", b"abcd", 0, 1))
print(list(iter_unpack("<hb", bytes(range(9)))))
show("iter length", lambda: iter_unpack("<h", b"abc"))
show("iter empty", lambda: iter_unpack("", b"abc"))
it = iter_unpack("<h", b"aabbcc")
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), it.__length_hint__(), next(it, "end"))
s = Struct("<ihb")
print(s, s.size, s.format, s.unpack(s.pack(1, 2, 3)), s.unpack_from(b"x" * 9, 2), list(s.iter_unpack(s.pack(1, 2, 3) * 2)))
s.pack_into(target, 1, -1, -2, -3)
print(target, Struct(b">h").format)
show("method count", lambda: s.pack(1))
show("method keyword", lambda: s.pack(1, 2, 3, a=1))
show("read only attribute", lambda: setattr(s, "size", 3))


class Header(Struct):
    def __init__(self):
        super().__init__("<HH")

    def read(self, data):
        return dict(zip(("kind", "length"), self.unpack_from(data)))


try:
    print(Header().read(b"\x01\x00\x02\x00rest"))
except TypeError as error:
    print("TypeError", error)
print(struct.error, Struct, sorted(struct.__all__), issubclass(struct.error, Exception), struct.pack)
