# The built-in classes, their bases, and which handler takes what.
pairs = [
    (ZeroDivisionError, ArithmeticError),
    (OverflowError, ArithmeticError),
    (KeyError, LookupError),
    (IndexError, LookupError),
    (UnboundLocalError, NameError),
    (RecursionError, RuntimeError),
    (NotImplementedError, RuntimeError),
    (ModuleNotFoundError, ImportError),
    (UnicodeError, ValueError),
    (FileNotFoundError, OSError),
    (StopIteration, Exception),
    (GeneratorExit, Exception),
    (KeyboardInterrupt, Exception),
    (SystemExit, BaseException),
    (AssertionError, Exception),
]
for sub, base in pairs:
    print(sub.__name__, issubclass(sub, base), sub.__bases__[0].__name__)
print([c.__name__ for c in IndexError.__mro__])


class Mine(KeyError, ValueError):
    pass


for kind in (KeyError, ValueError, LookupError, (OSError, Mine)):
    try:
        raise Mine("m")
    except kind as error:
        print(repr(error), str(error), error.args)
try:
    try:
        raise Mine
    except 5:
        pass
except TypeError as error:
    print(error)
try:
    raise 5
except TypeError as error:
    print(error)
try:
    raise int
except TypeError as error:
    print(error)
