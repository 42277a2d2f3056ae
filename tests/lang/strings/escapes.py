# repr, escapes, raw strings, quotes and long literals.
for s in ("plain", "it's", 'say "hi"', "both ' and \"", "tab\there", "new\nline", "back\\slash", "\x00\x1f\x7f\x80", "é ñ", "\u200b|\ue000", "日本", "🐍", ""):
    print(repr(s), len(s), ascii(s))
print("\x41\u0042\U00000043\103\7\a"[:4], r"\n\x41", "a\
b", """two
lines""", 'a' "b" 'c', "\N{BULLET}", "\'\"", len("\0"), "a\vb".split(), '\\')
print(str(b"abc"), repr("\r"), str(None), str([1, "a", ["b"]]), str(("x",)), str({"k": "v"}), str(1.0), [None, True])
print("multi" "ple"
      " parts", ("in parentheses"
                 " too"))
print("%r" % "a'b", f"{'a'!r}", repr(repr("a")))
