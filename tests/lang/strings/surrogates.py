# Lone surrogates in literals, in repr and in comparison; they cannot be written out.
# skip: strings hold no surrogates yet
s = "a\ud800b"
print(repr(s), len(s), ord(s[1]) == 0xD800, s == "a\ud800b", s[1] in s, ascii(s), chr(0xDFFF) > "z")
try:
    s.encode()
except UnicodeEncodeError as error:
    print(error)
