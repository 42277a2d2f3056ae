# print's arguments; repr of containers that hold themselves and of user objects.
print()
print("a", 1, None, sep=", ", end=";\n")
print("x", "y", sep="")
print("no newline", end="")
print("", "after", sep="|")
print(*[], sep="x")
print("flush", flush=True)
print(1, 2, sep=None, end=None)


class R:
    def __repr__(self):
        return "R()"


class S(R):
    def __str__(self):
        return "S!"


class Bad:
    def __repr__(self):
        return 5


print(R(), S(), [R(), S()], (S(),), {"k": S()}, {S(): 1}, str(S()), repr(S()), f"{S()} {S()!r}", "%s %r" % (S(), S()))
a = [1]
a.append((a, {"a": a}))
print(a)
try:
    print(Bad())
except TypeError as error:
    print(error)
for bad in (lambda: print(1, sep=5), lambda: print(1, end=5), lambda: print(nope=1)):
    try:
        bad()
    except TypeError as error:
        print(error)
print(repr(print), repr(len), int, [int, str], ..., NotImplemented, range(3), slice(1, 2), type, object)
print(str(R).startswith("<class"), R.__name__, repr(R().__repr__).startswith("<bound method R.__repr__ of R()>"), repr(iter([])).startswith("<list_iterator object at 0x"))
