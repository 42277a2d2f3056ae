# throw() into delegates without a throw method, and with one of their own.


class Plain:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


class Thrower(Plain):
    def throw(self, *args):
        print("throw", args)
        if args[0] is KeyError:
            raise StopIteration("taken")
        return "answer"


def g(delegate):
    try:
        result = yield from delegate
        yield ("result", result)
    except ValueError as error:
        yield ("outer", repr(error))


x = g(Plain())
next(x)
print(x.throw(ValueError("here")))
x = g(Thrower())
next(x)
print(x.throw(ValueError), x.throw(ValueError(1)))
print(x.throw(KeyError))
x = g(Plain())
next(x)
print(x.throw(StopIteration("as result")))
