# Class bodies as scopes: order, conditionals, comprehension, names of the enclosing scope.
log = []
outer = "module"


class Body:
    log.append("runs")
    a = 1
    b = a + 1
    outer = outer + "!"
    if b > 1:

        def chosen(self):
            return outer

    squares = [x * x for x in range(3)]
    pairs = [(x, y) for x in range(2) for y in "ab"]
    for i in range(3):
        pass
    del a


print(log, Body.b, Body.outer, Body().chosen(), Body.squares, Body.pairs, Body.i, hasattr(Body, "a"))
print([n for n in Body.__dict__ if not n.startswith("__")])


def make(base, n):
    class Inner(base):
        value = n

        def get(self):
            return self.value, n, __class__.__name__

    return Inner


I = make(object, 3)
J = make(I, 4)
print(I().get(), J().get(), I.__qualname__, J.__mro__[1] is I)
D = type("D", (I,), {"value": 9, "extra": lambda self: self.value})
print(D().get(), D().extra(), D.__name__)


class Keyword(base := Body):
    """A docstring."""


print(Keyword.__doc__, base is Body)
