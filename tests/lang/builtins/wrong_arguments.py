# Wrong arguments of the methods of built-in values: the words of what is raised.

CASES = """
"a".removeprefix(1)|"a".removesuffix()|"a".startswith(1)|"a".startswith("a", "b")|"a".startswith(("a", 1))|"a".replace("a")|"a".replace("a", 1)|"a".split(1)
"a".split("a", "b")|"a".split(x=1)|"a".split("a", 1, 2)|"a".splitlines(1, 2)|"a".expandtabs(x=1)|"a".expandtabs(10**20)|"a".center()|"a".center("a")
"a".center(5, "ab")|"a".join(5)|"a".join([1])|"a".strip(5)|"a".encode(5)|"a".find()|"a".find(1)|"a".find("a", "b")|"a".index("z")|"a".count("a", 1.5)
"a".zfill("a")|"a".partition("")|"a".partition(1)|"a".translate()|"a".translate(5)|str.maketrans(1)|str.maketrans("a", "bc")|str.maketrans(1, "a")|"a".upper(1)
"a".format_map()|"{}".format()|"{1}".format(0)|"{a}".format()|"{0.x}".format(1)|"{0[x]}".format([1])|"{} {0}".format(1)|"{".format()|"}".format()|"{!z}".format(1)
"a" + 1|"a" * "b"|"a" % 1|1 + "a"|"a"[5]|"a".__add__(1)|"a".__mul__("x")|"a".__getitem__()|"a".__len__(1)|"a".__contains__(5)|"a".__eq__()
(5).to_bytes(1, 5)|(5).to_bytes(1, "x")|(500).to_bytes(1)|(-5).to_bytes(1)|(5).to_bytes(-1)|int.from_bytes("a")|int.from_bytes([300])|int.from_bytes(b"a", "x")|int.from_bytes()
int("x")|int("1", 99)|int("12", 2)|int([])|int(1, 2)|int("1_0_")|int(b"12")|int("0x1f", 16)|int("0b1", 0)|int("", 0)|int(None)|int(float("nan"))|int(float("inf"))
(1).__pow__(2, 3)|(1).__pow__("a")|(2).__rpow__(3)|(7).__rdivmod__(50)|(1).__round__("a")|(1).bit_length(1)|True.bit_count(1)|(1).__add__()|(1).__format__(5)|pow(2, 3, 0)
pow(2, "a", 3)|pow(2.0, 3, 5)|pow(2, -1, 4)|divmod(1, 0)|divmod("a", 1)|1 // 0|1 % 0|1.0 // 0|1 << -1|1 << "a"|(1).as_integer_ratio(1)|int.from_bytes(b"ab", signed=1, x=2)
float("x")|float([])|float.fromhex("z")|float.fromhex(5)|(1.5).hex(1)|float.from_number("1")|float.from_number(3)|(1.5).__round__("a")|float.__getformat__("x")|(1.5).is_integer(1)
(1.5).__pow__(2, 3)|0.0 ** -1|(-8.0) ** (1/3)|float("1_0")|float(" 1.5 ")|float("infinity")|float("1__0")|complex("1+")|complex("a", 1)|complex(1, "a")|complex([])
complex("1 + 2j")|complex(" (1+2j) ")|1j < 2|1j // 2|1j % 2|int(1j)|(1j).__pow__(2, 3)|complex.from_number("a")|complex.from_number(2)|0j ** -1|(1+2j).__format__("d")|(1j).__complex__(1)
(1+2j) + 1|(-3.5-0j) + 1|1 - 0j|0j * -1|(1+2j) / 0|2 / (1+2j)|(1+2j) ** 2|(1e200+1j) ** 3|format(1+2j, ".2f")|format(1+2j, ">12")|format(2j, " ")|format(1.5+2j, "+.3")
[].pop()|[1].pop(5)|[1].pop("a")|[].remove(1)|[].index(1)|[1].index(1, 5)|[1].insert(0)|[1].sort(5)|[1].sort(key=5)|[1, "a"].sort()|[1].extend(5)|[1].append()|[1] + (1,)|[1] * "a"
[1].__getitem__("a")|[1].__add__(5)|[1].__imul__("a")|[1].count()|[1].copy(1)|[1].reverse(1)|[1][5]|list(5)|list(1, 2)|list(x=1)|[1].__reversed__(1)|[1].__contains__()
().index(1)|(1,) + [1]|(1,).count()|tuple(5)|tuple(1, 2)|(1,).__mul__("a")|{}.pop(1)|{}.pop([])|{}.popitem()|{}["a"]|{[]: 1}|{}.get()|{}.update(5)|{}.update([1])|{}.update([(1,)])
dict(5)|dict([1])|dict(1, 2)|{}.setdefault()|{}.fromkeys()|{}.fromkeys(5)|{} | 5|{}.items(1)|{}.__contains__([])|{}.__getitem__(1, 2)|{1: 2}.copy(1)|{1} + {2}|set(5)|set(1, 2)
{[]}|{1}.add()|{1}.add([])|{1}.remove(5)|set().pop()|{1}.union(5)|{1} | [1]|{1} < [1]|{1}.issubset(5)|{1}.isdisjoint(5)|{1}.discard([])|frozenset().add(1)|frozenset(5)|hash([])|hash({})
range()|range(1, 2, 0)|range("a")|range(1.5)|range(5)[9]|range(5).index(9)|range(5).index("a")|range(5).count()|range(1, 2, 3, 4)|slice()|slice(1).indices()|slice(1).indices(-1)|slice("a").indices(5)
chr(-1)|chr("a")|chr(0x110000)|ord("ab")|ord(5)|ord(b"ab")|hex("a")|bin(1.5)|abs("a")|round("a")|round(1.5, "a")|sum(5)|sum(["a"])|sum([], "")|sum([b""], b"")|min()|min([])|min(5)|max(1, key=5)
max([], default=5)|max(1, 2, default=5)|sorted(5)|sorted([1], 5)|sorted([1, "a"])|sorted([1], key=5)|len(5)|len()|iter(5)|next(5)|reversed(5)|enumerate(5)|zip(5)|map(5)|list(map(5, [1]))|filter(5)
list(zip([1], [1, 2], strict=True))|isinstance(1, 5)|issubclass(1, int)|getattr(1)|getattr(1, 5)|setattr(1, "a", 1)|hasattr(1, 5)|callable()|format(1, 5)|format([], "x")|format("a", "d")|format(1, "s")
format(1.5, "d")|format(5, ".2d")|format(5, "Q")|format(5, ",_")|format("a", ",")|format(5, "10q")|format("a", "=10")|format(5, "-^+#012,d")|format(1.5, "z.0f")|format(True, "d")|format(None, "5")
eval("1 +")|eval(5)|exec(5)|compile("a", "b", "c")|__import__("nope")|vars(5)|dir(1, 2)|globals(1)|id()|repr()|ascii()|input(1, 2)|bytes("a")|bytearray(-1)|type(1, 2)|object(1)|bool(1, 2)|print(sep=1)
"""
for text in CASES.strip().replace("\n", "|").replace("{} | 5", "{}.__or__(5)").replace("{1} | [1]", "{1}.__or__([1])").split("|"):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "->", type(error).__name__, error)
