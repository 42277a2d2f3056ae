# Making exceptions and matching them: constructors that are inherited, replaced, borrowed; the class itself,
# a base, a tuple, and what is no exception.
class Plain(Exception):
    pass


class Made(Exception):
    def __init__(self, *args):
        self.made = len(args)


class New(ValueError):
    def __new__(cls, *args):
        self = super().__new__(cls, "new", *args)
        return self


class Shown(Exception):
    __init__ = BaseException.__repr__


class Other(Exception):
    __init__ = ValueError.__init__


class Borrowed(ValueError):
    __init__ = ValueError.__init__


class Nobody(Exception):
    __init__ = object.__init__


class Listed(Exception):
    __init__ = list.__init__


class Path(OSError):
    pass


class Stop(StopIteration):
    pass


def attempt(make):
    try:
        made = make()
        return type(made).__name__, made.args, sorted(vars(made).items())
    except TypeError as error:
        return str(error)


for make in (
    lambda: Plain(),
    lambda: Plain(1, 2),
    lambda: Plain(key=1),
    lambda: Made(1, 2, 3),
    lambda: New(),
    lambda: New(5),
    lambda: Shown(),
    lambda: Other(1),
    lambda: Borrowed(1),
    lambda: Nobody(),
    lambda: Listed([1]),
    lambda: Path(2, "text", "name"),
    lambda: Stop(7),
    lambda: KeyError("k"),
    lambda: ValueError(x=1),
):
    print(attempt(make))
print(Path(2, "text", "name").filename, Stop(7).value)


def caught(raised, classes):
    try:
        raise raised
    except classes:
        return "yes"
    except BaseException as error:
        return type(error).__name__


Name = type("Plain", (Exception,), {})
for raised in (Plain(), Made(), New(), Stop(), KeyError(), KeyboardInterrupt()):
    print([caught(raised, c) for c in (Plain, Exception, BaseException, Name, (Plain, KeyError), (), (New, Stop))])
for wrong in (int, 5, (Plain, int), "Plain", object, None):
    try:
        try:
            raise Plain("p")
        except wrong:
            print("caught")
    except (TypeError, Plain) as error:
        print(type(error).__name__, error, repr(error.__context__))


def loop(n):
    counts = [0, 0, 0]
    for i in range(n):
        try:
            if i % 3 == 0:
                raise Plain(i)
            if i % 3 == 1:
                raise Made(i, i)
            counts[2] += 1
        except Plain as error:
            counts[0] += error.args[0]
        except Made as error:
            counts[1] += error.made
    return counts


print(loop(6000))
