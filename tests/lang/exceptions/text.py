# str and repr of exceptions with none, one and many arguments.
for error in (
    ValueError(),
    ValueError("one"),
    ValueError("one", 2),
    KeyError("k"),
    KeyError("k", 1),
    KeyError(),
    IndexError(5),
    OSError("text"),
    StopIteration((1, 2)),
    SystemExit(3),
    AssertionError("a'b"),
    NameError("n"),
    Exception(None),
    UnicodeError("u"),
):
    print(str(error), "|", repr(error), "|", error.args)


class Mine(Exception):
    def __str__(self):
        return "<%s>" % (self.args,)


print(str(Mine(1)), repr(Mine(1, 2)), f"{Mine()!s} {Mine('x')!r}")
error = ValueError("a")
error.args = ("b", "c")
print(error, repr(error))
error.extra = 1
print(error.extra, error.__traceback__, error.__context__)
error.add_note("note")
print(error.__notes__)
