# The forms of throw(): instance, class, and arguments that are refused.


class Mine(Exception):
    def __init__(self, *args):
        super().__init__(*args)
        self.made = True


def g():
    while True:
        try:
            yield "ready"
        except Exception as error:
            yield type(error).__name__, error.args


x = g()
next(x)
print(x.throw(Mine("a", 1)), next(x))
print(x.throw(Mine), next(x))
print(x.throw(ValueError("v")), next(x))
for bad in (5, "text", int, None):
    try:
        x.throw(bad)
    except TypeError as error:
        print(error)
print(next(x), next(x))


class Refuses(Exception):
    def __init__(self):
        raise OSError("refused")


print(x.throw(Refuses), next(x))
