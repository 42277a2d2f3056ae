# The methods of bytes and bytearray: results, and what wrong arguments raise.


def show(text, **names):
    try:
        print(text, "->", repr(eval(text, names)))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


CALLS = """
x.find(b"l") x.find(b"l", 3) x.find(b"l", -3, -1) x.find(108) x.find(300) x.find("l") x.find(b"") x.find(b"", 99) x.find()
x.rfind(b"l") x.index(b"zz") x.rindex(b"o") x.count(b"l") x.count(b"") x.count(b"l", 3, 4) x.find(b"l", "a")
x.startswith(b"He") x.startswith((b"x", b"He")) x.startswith("He") x.startswith((b"x", "He")) x.endswith(b"ld", 0, 5)
x.replace(b"l", b"L") x.replace(b"l", b"L", 2) x.replace(b"", b"-") x.replace(b"", b"-", 3) x.replace("l", b"")
x.split(b"l") x.split(b"l", 1) x.split() x.split(b"") x.split("l") x.rsplit(b"l", 1) x.rsplit(None, 1) x.split(sep=b"o", maxsplit=1)
x.partition(b"o") x.rpartition(b"o") x.partition(b"zz") x.rpartition(b"zz") x.partition(b"")
b" a b ".strip() b"xxaxx".lstrip(b"x") b"xxaxx".rstrip(b"x") b"a".strip("a") b"\\x0b a\\x0c".strip()
x.upper() x.lower() x.title() x.capitalize() x.swapcase() x.isalpha() x.isascii() b"12".isdigit() b"aB1".isalnum()
b"ab".islower() b"AB1".isupper() b"Ab Cd".istitle() b"AbC".istitle() b" \\t".isspace() b"".isalpha()
x.center(16, b"*") x.ljust(14) x.rjust(14, b"-") x.center(15, b"ab") x.ljust(14, "x") b"-42".zfill(6) b"+".zfill(3)
b"a\\tb\\n\\tc".expandtabs() b"a\\tbc".expandtabs(4) b"a\\nb\\r\\nc\\rd".splitlines() b"a\\nb\\r\\n".splitlines(True)
x.removeprefix(b"He") x.removesuffix(b"zz") x.hex() x.hex("-") x.hex("_", 4) x.hex(b":", -3) x.hex("ab") x.hex(1)
bytes.fromhex("00 ff 7F") bytes.fromhex("0") bytes.fromhex("0g") bytes.fromhex("é") bytes.fromhex(5) bytearray.fromhex("0aff")
b", ".join([b"a", bytearray(b"b")]) b"".join(["a"]) b"".join(5) b"".join([])
bytes.maketrans(b"abc", b"xyz")[97:100] x.translate(bytes.maketrans(b"lo", b"01")) x.translate(None, b"l") x.translate(b"a")
x.translate(None, delete=b"Hd") bytes.maketrans(b"a", b"bc") x.decode() b"\\xff".decode("latin-1") x.decode("nope") x.decode(5)
x[1] x[-1] x[1:4] x[::-1] x[::3] x[99] x["a"] x + b"!" x + bytearray(b"!") x + "a" x * 2 0 * x x * "a" b"l" in x 108 in x 300 in x "l" in x
x == bytearray(x) x < b"I" x == "Hello World" x[0:0] hash(b"a") == hash(b"a") len(x) list(x[:3]) bytes(reversed(x))
bytes(3) bytes([1, 2]) bytes([256]) bytes(-1) bytes("é", "utf-8") bytes("a") bytes(b"a", "utf-8") bytes(1.5) bytes(None) bytes(range(3))
bytes("é", "ascii", "replace") bytes("a", 5) bytes(5, "a") bytes(object) bytes([1, "a"]) bytes() bytearray(b"ab") == b"ab"
"""
for line in CALLS.strip().splitlines():
    depth, start = 0, 0
    for at, char in enumerate(line + " "):
        depth += (char in "([") - (char in ")]")
        if char == " " and depth == 0 and not line[start:at].rstrip().endswith(("+", "*", "in", "==", "<")):
            rest = line[at + 1 :]
            if rest.startswith(("+ ", "* ", "in ", "== ", "< ")):
                continue
            for kind in bytes, bytearray:
                text = line[start:at]
                if kind is bytes or text.startswith("x"):
                    show(text, x=kind(b"Hello World"))
            start = at + 1


class Name(bytes):
    def __bytes__(self):
        return b"made"


print(Name(b"ab"), bytes(Name(b"ab")), Name(b"ab").upper(), type(Name.fromhex("41")).__name__, Name(b"a") == b"a")
