# Files of bytes, and bytes in memory.
import io
import os

path = f"/tmp/genjit-{os.urandom(8).hex()}.bin"


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {str(error).replace(path, 'PATH')}"


with open(path, "wb") as f:
    print(f.write(b"abc\ndef\n\x00\xff"), f.tell(), f.mode, f.name == path, repr(f).replace(path, "PATH"), f.write(bytearray(b"!")))
with open(path, "rb") as f:
    print(f.read(2), f.tell(), f.readline(), f.peek(1)[:1], f.read(), f.read(), f.seek(-3, 2), f.read(1), f.seek(-1, 1), f.read1(), f.mode)
    print(f.seek(0), list(f), f.seek(0), f.readlines(2), f.readable(), f.writable(), f.seekable())
    buffer = bytearray(4)
    print(f.seek(1), f.readinto(buffer), buffer)
with open(path, "r+b") as f:
    print(f.read(1), f.write(b"ZZ"), f.seek(0), f.read(5), f.truncate(3), f.seek(0), f.read(), repr(f).replace(path, "PATH"), f.mode)
with open(path, "ab") as f:
    print(f.tell(), f.write(b"+"), f.tell(), f.mode)
with open(path, "rb", 0) as f:
    print(repr(f).replace(path, "PATH"), f.read(2), f.read(), f.readall(), f.seek(0), f.readline())
with open(path, "wb", 0) as f:
    print(f.write(b"raw"), open(path, "rb").read())
for mode in "rb", "wb", "r+b":
    for action in (
        lambda: f.read(), lambda: f.write(b"x"), lambda: f.write("x"), lambda: f.readline(), lambda: next(f), lambda: f.seek(0, 5),
        lambda: f.writelines([b"a", 1]), lambda: f.readinto(b"x"),
    ):
        with open(path, mode) as f:
            print(mode, attempt(action))
f.close()
for action in (f.read, lambda: f.write(b"x"), f.readline, lambda: f.seek(0), f.tell, f.__enter__, lambda: next(f), f.truncate, lambda: f.closed):
    print(attempt(action))
os.remove(path)

b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.tell(), b.readline(), b.readline(), b.getvalue(), b.write(b"XY"), b.seek(12), b.write(b"!"), b.getvalue())
print(b.seek(0, 2), b.tell(), b.truncate(3), b.getvalue(), b.tell(), b.seek(-2, 1), b.seek(0), list(b), b.read1(), b.seek(1), b.write(b"?"), b.getvalue())
for action in (
    lambda: b.read("x"), lambda: b.write("a"), lambda: b.seek(-1), lambda: b.seek(0, 9), lambda: b.truncate(-1), lambda: io.BytesIO(5), b.fileno,
    lambda: b.close() or b.read(), b.getvalue, lambda: b.closed, b.readable,
):
    print(attempt(action))
print(isinstance(b, io.BufferedIOBase), isinstance(b, io.IOBase), isinstance(f, io.BufferedIOBase), isinstance(f, io.TextIOBase), isinstance(1, io.IOBase))

w = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
w.write("aé\n")
w.flush()
print(w.buffer.getvalue(), w.seek(0), w.read(), repr(w), w.detach().getvalue(), attempt(w.read))


class Upper(io.RawIOBase):
    def __init__(self):
        self.data = []

    def writable(self):
        return True

    def write(self, b):
        self.data.append(bytes(b).upper())
        return len(b)


u = Upper()
with u:
    print(u.write(b"ab"), u.writelines([b"c", b"d"]), u.data, u.readable(), attempt(u.fileno), attempt(lambda: u.seek(0)))
print(u.closed, attempt(lambda: u.writelines([])), isinstance(u, io.RawIOBase))
