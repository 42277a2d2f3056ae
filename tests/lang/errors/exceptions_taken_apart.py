# Copies of exceptions, and what sets their state.
import copy


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


error = ImportError("no", name="x", path="/p")
error.more = 1
print(error.__reduce__())
twin = copy.copy(error)
print(twin, twin.name, twin.path, twin.more, twin.__dict__)
print(ImportError("plain").__reduce__(), copy.copy(ModuleNotFoundError("m", name="n")).name)
print(AttributeError("a", name="n", obj=1).__reduce__())
print(OSError(2, "none", "file").__reduce__()[1], OSError(2, "none", "a", None, "b").__reduce__()[1], OSError("x").__reduce__())
print(ValueError(1, 2).__reduce__())
error = Exception("e")
error.__setstate__({"a": 1, "b": 2})
print(error.a, error.b, error.__setstate__(None))
show(lambda: error.__setstate__(42))
show(lambda: error.__setstate__({1: 2}))
