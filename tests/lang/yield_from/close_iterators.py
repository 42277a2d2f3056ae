# close() and throw(GeneratorExit) call the delegate's close, once.


class Closer:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def close(self):
        print("closed")

    def throw(self, *args):
        print("never called")


def g():
    try:
        yield from Closer()
    except GeneratorExit:
        print("exit in g")
        raise


x = g()
next(x)
x.close()
x = g()
next(x)
try:
    x.throw(GeneratorExit)
except GeneratorExit as error:
    print("escaped", repr(error))
x = g()
next(x)
del x


def plain():
    yield from [1, 2]


x = plain()
next(x)
print(x.close(), list(x))
