# Text as bytes and back: encodings, handlers of errors, the exceptions' attributes.

TEXT = "aé€😀\n"
for name in "utf-8", "utf-8-sig", "ascii", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "UTF_8", "ISO-8859-1":
    for errors in "strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace":
        try:
            data = TEXT.encode(name, errors)
            print(name, errors, data, data.decode(name) == TEXT)
        except UnicodeEncodeError as error:
            print(name, errors, error, error.encoding, error.start, error.end, error.reason, error.object == TEXT)

BAD = [
    ("utf-8", b"a\xffb"), ("utf-8", b"\xe2\x82"), ("utf-8", b"\xc3("), ("utf-8", b"\xed\xa0\x80"), ("utf-8", b"\xf0\x9f\x98"), ("ascii", b"a\x80"),
    ("cp1252", b"a\x81b"), ("utf-16", b"\xff\xfea"), ("utf-16-le", b"\x00\xd8a\x00"), ("utf-16-le", b"\x00\xdc"), ("utf-16-be", b"\xd8\x00"),
    ("utf-32-le", b"a\x00\x00"), ("utf-32-le", b"\xff\xff\xff\xff"), ("utf-8-sig", b"\xef\xbb\xbfok"), ("utf-16", b"\xfe\xff\x00a"), ("latin-1", b"\xff"),
]
for name, data in BAD:
    for errors in "strict", "ignore", "replace", "backslashreplace":
        try:
            print(name, errors, ascii(data.decode(name, errors)))
        except UnicodeDecodeError as error:
            print(name, errors, error, "|", error.encoding, error.object, error.start, error.end, error.reason)

for action in (
    lambda: "a".encode("nope"), lambda: "é".encode("ascii", "nope"), lambda: b"\xff".decode("utf-8", "nope"), lambda: "a".encode(5),
    lambda: "a".encode("utf-8", 5), lambda: b"a".decode(errors=5), lambda: "a".encode("utf-8", "strict", 1), lambda: "a".encode(x=1),
    lambda: str(b"\xe9", "latin-1"), lambda: str(b"a", errors="strict"), lambda: str(5, "utf-8"), lambda: str("a", "utf-8"), lambda: str(b"a", 5),
    lambda: str(object="x"), lambda: str(encoding="utf-8"), lambda: str(bytearray(b"ab"), "ascii"), lambda: b"".decode("nope"), lambda: "".encode("nope"),
):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)

error = UnicodeDecodeError("utf-8", b"abc", 1, 2, "because")
print(error, error.args, repr(error))
error.start, error.end, error.reason = 0, 3, "why"
print(error, error.start, error.end)
print(UnicodeEncodeError("x", "aéb", 1, 2, "r"), UnicodeTranslateError("aéb", 1, 3, "r"), UnicodeTranslateError("a\U0001f600", 1, 2, "r"))
for make in (
    lambda: UnicodeDecodeError("a"), lambda: UnicodeDecodeError("a", "b", 1, 2, "c"), lambda: UnicodeEncodeError("a", b"b", 1, 2, "c"),
    lambda: UnicodeEncodeError("a", "b", "1", 2, "c"), lambda: UnicodeTranslateError(1, 1, 2, "c"), lambda: UnicodeDecodeError("a", b"b", 1, 2, 3),
):
    try:
        print(make())
    except TypeError as problem:
        print(problem)
print(UnicodeDecodeError.__mro__[1:4], isinstance(error, ValueError))
