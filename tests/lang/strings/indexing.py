# Indexing and slicing strings with every sign of step.
s = "abcdefg"
print(s[0], s[-1], s[2:5], s[:3], s[4:], s[-3:], s[:-3], s[::2], s[1::2], s[::-1], s[5:1:-1], s[5:1], s[10:], s[-100:2], s[::-3], s[-2:-5:-1])
for i in (7, -8, 100):
    try:
        s[i]
    except IndexError as error:
        print(i, error)
for bad in ("a", 1.0, None, (1, 2)):
    try:
        s[bad]
    except TypeError as error:
        print(error)
try:
    s[::0]
except ValueError as error:
    print(error)
try:
    s[0] = "x"
except TypeError as error:
    print(error)
for c in "añ日🐍":
    print(c, ord(c), c == chr(ord(c)), end=" ")
print()
print([c for c in reversed("abc")], sorted("hello"), list(enumerate("ab", 1)), max("hello"), min("hello"), list(zip("ab", "cd")), "b" > "a")
print("".join(c for c in s if c not in "aeiou"), s[True], {c: i for i, c in enumerate(s)}["d"], slice(1, 5, 2).indices(4))
