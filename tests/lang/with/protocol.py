# Context managers: order, suppression, exceptions in __enter__ and __exit__.
log = []


class M:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    def __enter__(self):
        log.append("enter " + self.name)
        if self.fail == "enter":
            raise OSError(self.name)
        return self.name

    def __exit__(self, kind, value, tb):
        log.append(("exit " + self.name, kind and kind.__name__, str(value), tb is not None))
        if self.fail == "exit":
            raise KeyError(self.name)
        return self.suppress


def show(act):
    log.clear()
    try:
        print(act(), log)
    except Exception as error:
        print(repr(error), repr(error.__context__), log)


def body(a, b, error=None):
    with a as x, b as y:
        log.append((x, y))
        if error:
            raise error
        return "returned"
    return "after"


show(lambda: body(M("a"), M("b")))
show(lambda: body(M("a"), M("b"), ValueError("v")))
show(lambda: body(M("a", True), M("b"), ValueError("v")))
show(lambda: body(M("a"), M("b", True), ValueError("v")))
show(lambda: body(M("a"), M("b", fail="enter")))
show(lambda: body(M("a"), M("b", fail="exit"), ValueError("v")))
show(lambda: body(M("a", True), M("b", fail="exit")))
for bad in (5, type("NoExit", (), {"__enter__": lambda self: 1})()):
    try:
        with bad:
            pass
    except TypeError as error:
        print(error)
