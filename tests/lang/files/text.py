# Text files: modes, ends of lines, positions, encodings, lines.
import os

path = f"/tmp/genjit-{os.urandom(8).hex()}.txt"


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {str(error).replace(path, 'PATH')}"


with open(path, "w") as f:
    print(f.write("hello\nwörld\r\nthird"), f.tell(), f.mode, f.encoding, f.closed, f.writable(), f.readable(), f.seekable())
    print(f.name == path, f.errors, f.newlines, f.line_buffering, f.isatty(), repr(f).replace(path, "PATH"))
print(f.closed)
for newline in None, "", "\n", "\r\n", "\r":
    with open(path, newline=newline) as f:
        print(repr(newline), f.readlines(), f.newlines)
with open(path) as f:
    print(repr(f.read(7)), f.tell(), repr(f.readline(3)), repr(f.readline()), repr(f.read(2)), repr(f.read(0)))
    print(f.seek(0), next(f), attempt(f.tell), list(f), f.tell(), repr(f.read()))
with open(path, "a+") as f:
    print(f.tell(), f.write("!"), f.seek(0), repr(f.read()))
with open(path, "r+") as f:
    print(f.write("HE"), f.seek(0), repr(f.readline()), f.seek(5), f.truncate(), f.seek(0), repr(f.read()))
with open(path, "w+", encoding="utf-16") as f:
    f.writelines(["a\n", "é€\n"])
    f.seek(0)
    print(f.readlines(), f.encoding)
with open(path, "rb") as f:
    print(f.read())
with open(path, "w", newline="\r\n", encoding="latin-1") as f:
    print("é", "x", sep="\n", file=f)
with open(path, "rb") as f:
    print(f.read())
with open(path, encoding="latin-1") as f:
    print([line for line in f])
with open(path, "w", encoding="ascii") as f:
    print(attempt(lambda: f.write("é")))
with open(path, "w", encoding="ascii", errors="backslashreplace") as f:
    f.write("é€")
print(open(path).read())

with open(path, "wb") as f:
    f.write(b"ok\n\xff\xfe bad\nend")
for encoding in "utf-8", "ascii", "latin-1":
    for errors in "strict", "ignore", "replace", "backslashreplace":
        with open(path, encoding=encoding, errors=errors) as f:
            print(encoding, errors, attempt(f.readlines))

with open(path, "w") as f:
    for n in range(3000):
        f.write(f"line {n}\n")
with open(path) as f:
    total = sum(len(line) for line in f)
    f.seek(0)
    place = 0
    for _ in range(1000):
        f.readline()
    place = f.tell()
    rest = f.read()
    f.seek(place)
    print(total, place, len(rest), f.readline(), f.readlines(20), len(f.readlines()))

print(attempt(lambda: open(path, "x")).partition("]")[2])
for action in (
    lambda: open(path, "rw"), lambda: open(path, "q"), lambda: open(path, "bt"), lambda: open(path, "rb", encoding="utf-8"),
    lambda: open(path, "rb", newline=""), lambda: open(path, "rb", errors="x"), lambda: open(path, buffering=0), lambda: open(path, encoding="nope"),
    lambda: open(path, newline="x"), lambda: open(1.5), lambda: open(path, 5), lambda: open(), lambda: open(path, errors=3), lambda: open(-1),
    lambda: open(path, mode="r", mood="x"), lambda: open("a\0b"),
):
    print(attempt(action))
for mode in "r", "w":
    for action in (
        lambda: f.read(), lambda: f.write("x"), lambda: f.write(5), lambda: f.readline(), lambda: next(f), lambda: f.seek(-1), lambda: f.seek(1, 1),
        lambda: f.seek(1, 2), lambda: f.seek(0, 5), lambda: f.read("x"), lambda: f.read(-5), lambda: f.writelines(5), lambda: f.writelines(["a", 1]),
        lambda: f.read(1, 2), lambda: f.truncate("a"), lambda: f.readlines("a"), lambda: f.detach() and f.detach() and 1 or f.read(),
    ):
        f = open(path, mode)
        print(mode, attempt(action))
f = open(path)
f.close()
f.close()
for action in (f.read, lambda: f.write("x"), f.readline, lambda: f.seek(0), f.flush, f.tell, f.fileno, f.__enter__, lambda: iter(f), lambda: next(f),
               f.readable, f.isatty, lambda: f.writelines([]), f.readlines, lambda: f.closed):
    print(attempt(action))
os.remove(path)
print(os.path.exists(path))
