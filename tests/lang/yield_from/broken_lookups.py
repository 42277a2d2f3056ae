# Attribute look-ups of `throw` and `close` that fail, and `send` that raises.


class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __getattr__(self, name):
        raise ZeroDivisionError(name)


def g():
    try:
        yield from Delegate()
    except ZeroDivisionError as error:
        yield ("inside", str(error))


x = g()
next(x)
print(x.send("value"))
x = g()
next(x)
try:
    x.throw(ValueError)
except ZeroDivisionError as error:
    print("outside", error, x.gi_suspended)
print(next(x))
