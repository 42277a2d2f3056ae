# The methods of str, on ASCII and beyond.
s = "Hello, World"
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.casefold(), "hello".capitalize(), len(s))
print(s.find("o"), s.rfind("o"), s.find("z"), s.index("W"), s.count("l"), s.startswith("He"), s.endswith(("x", "ld")), s.find("o", 5), s.find("", 3))
print(s.replace("l", "L"), s.replace("l", "L", 2), s.replace("", "-", 3), s.split(", "), "a b  c".split(), "a,b,,c".split(","), "a,b,c".rsplit(",", 1), " x ".split(" "))
print("  pad ".strip() + "|", "xxaxx".strip("x"), "xxaxx".lstrip("x"), "abcba".rstrip("ab"), "a".center(5, "*"), "a".ljust(3) + "|", "a".rjust(3), "-7".zfill(5))
print("a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".partition("z"), "l1\nl2\r\nl3".splitlines(), "l1\nl2".splitlines(True))
print(",".join(["a", "b"]), "".join([]), "-".join("xyz"), "ab" * 3, "ab" + "cd", "b" in "abc", "" in "", "abc" < "abd", "Z" < "a", "a" < "aa")
print("123".isdigit(), "12a".isalnum(), "abc".isalpha(), " \t".isspace(), "Ab".isupper(), "AB1".isupper(), "Title Case".istitle(), "x1".isidentifier(), "".isdigit())
print("naïve".upper(), "ß".upper(), "ÀÉ".lower(), len("naïve"), "日本語"[1], "日本語"[::-1], "🐍x"[0], len("🐍"), ord("🐍"), chr(128013), "é" == "e\u0301")
print("abc".translate({97: "A", 98: None}), "prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"), "a\tb".expandtabs(4), "AbC".encode() == b"AbC")
for bad in (lambda: ",".join([1]), lambda: "a".split(""), lambda: "a".index("b"), lambda: "a" * "b", lambda: "a".center(3, "xx")):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
