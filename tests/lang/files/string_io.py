# Text in memory, and files that programs define.
import io
import sys


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


s = io.StringIO("abc\ndef\n")
print(repr(s.read(2)), s.tell(), repr(s.readline()), list(s), repr(s.getvalue()), s.write("xé"), s.seek(9), s.write("Q"), repr(s.getvalue()))
print(s.seek(2), s.truncate(), repr(s.getvalue()), s.seek(5), s.write("z"), repr(s.getvalue()), s.seek(0, 2), s.seek(0, 1), s.seek(3), repr(s.read()))
e = io.StringIO("aé€\nb")
print(e.read(2), e.tell(), e.seek(1), e.write("X"), e.getvalue(), repr(e.readline()), e.readline(), e.seek(0), repr(e.readline(2)), e.readlines())
print(ascii(io.StringIO("a\r\nb", newline=None).getvalue()), io.StringIO("a\r\nb\rc", newline="").readlines(), ascii(io.StringIO("a\nb", newline="\r\n").getvalue()))
print(list(io.StringIO("a\rb\n", newline="\r")), io.StringIO().read(), io.StringIO(None).getvalue(), s.readable(), s.closed, s.isatty())
for action in (
    lambda: s.read("x"), lambda: s.write(5), lambda: s.seek(-1), lambda: s.seek(1, 1), lambda: s.seek(0, 9), lambda: s.truncate(-1), lambda: io.StringIO(5),
    lambda: io.StringIO("a", "q"), lambda: s.fileno(), lambda: io.StringIO(newline=5), lambda: s.writelines(["a", 5]), lambda: s.read(1, 2),
    lambda: s.close() or s.read(), s.getvalue, lambda: s.closed, lambda: s.write("a"), lambda: iter(s), lambda: s.__enter__(), lambda: s.close(),
):
    print(attempt(action))
with io.StringIO() as f:
    print("a", 1, None, sep="-", end="|", file=f)
    print(*range(3), file=f)
    print(repr(f.getvalue()))
print(f.closed)


class Shout(io.StringIO):
    def write(self, text):
        return super().write(text.upper())


out = Shout("start")
out.seek(0, 2)
print("hi", "there", file=out)
print(out.getvalue(), type(out).__name__, isinstance(out, io.TextIOBase), issubclass(Shout, io.IOBase))


class Lines(io.TextIOBase):
    def __init__(self):
        self.got = []

    def write(self, text):
        self.got.append(text)
        return len(text)


lines = Lines()
print("a", "b", sep="-", end="", file=lines, flush=True)
saved, sys.stdout = sys.stdout, lines
print("captured")
sys.stdout = saved
print(lines.got, lines.closed, lines.readable(), attempt(lines.read), attempt(lambda: lines.seek(0)), lines.close(), attempt(lines.flush))


class Plain:
    def write(self, text):
        saved.write(f"<{text!r}>")


print("x", 2, file=Plain())
print()
for action in (lambda: print("a", sep=1), lambda: print("a", end=b""), lambda: print("a", file=5), lambda: print("a", nope=1), lambda: print("a", file=Plain(), flush=True)):
    print(attempt(action))
sys.stdout.write("direct\n")
sys.stdout.writelines(["one\n", "two\n"])
print(io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.open is open, io.UnsupportedOperation.__mro__[1:3], io.UnsupportedOperation.__module__)
