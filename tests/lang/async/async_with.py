# async with: order of lookups and awaits, swallowing, leaving early, what is no context manager.
class Switch:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        return (yield self.name)


class Manager:
    def __init__(self, name, swallows=()):
        self.name, self.swallows = name, swallows

    async def __aenter__(self):
        print("enter", self.name, await Switch("into " + self.name))
        return self.name.upper()

    async def __aexit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, traceback is not None, await Switch("out of " + self.name))
        return kind is not None and issubclass(kind, self.swallows)


def run(coroutine):
    steps = []
    try:
        while True:
            steps.append(coroutine.send(len(steps) or None))
    except StopIteration as e:
        return steps, e.value
    except BaseException as e:
        return steps, type(e).__name__, str(e), repr(e.__context__)


async def one(manager, error=None):
    async with manager as name:
        print("body", name)
        if error is not None:
            raise error
    return "done"


print(run(one(Manager("a"))))
print(run(one(Manager("b", KeyError), KeyError("k"))))
print(run(one(Manager("c", KeyError), ValueError("v"))))


async def two():
    async with Manager("x") as x, Manager("y", ValueError) as y:
        print(x, y)
        raise ValueError("inner")
    return "after"


print(run(two()))


async def leaving(how):
    for i in range(3):
        async with Manager(f"m{i}"):
            if how == "break" and i == 1:
                break
            if how == "continue" and i == 0:
                continue
            if how == "return" and i == 0:
                return "returned"
    else:
        return "ran out"
    return "broke"


for how in ("break", "continue", "return"):
    print(how, run(leaving(how)))


class Recording(type):
    pass


class Order:
    def __getattribute__(self, name):
        print("never looked up on the instance", name)
        return object.__getattribute__(self, name)

    @property
    def bad(self):
        return 1

    async def __aenter__(self):
        return "in"

    async def __aexit__(self, *args):
        return None


print(run(one(Order())))


class NoEnter:
    async def __aexit__(self, *args):
        pass


class NoExit:
    async def __aenter__(self):
        pass


class Sync:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        pass


class HalfSync:
    def __enter__(self):
        pass


class PlainEnter:
    def __aenter__(self):
        return 5

    async def __aexit__(self, *args):
        print("not reached")


class PlainExit:
    async def __aenter__(self):
        return 5

    def __aexit__(self, *args):
        return 6


class ExitRaises:
    async def __aenter__(self):
        return 5

    async def __aexit__(self, *args):
        raise RuntimeError("from exit")


for manager in (NoEnter(), NoExit(), Sync(), HalfSync(), PlainEnter(), PlainExit(), ExitRaises(), 5):
    print(type(manager).__name__, run(one(manager)))
for manager in (PlainExit(), ExitRaises()):
    print(type(manager).__name__, run(one(manager, KeyError("k"))))


def plain(manager):
    with manager:
        pass


for manager in (Manager("s"), NoEnter()):
    try:
        plain(manager)
    except TypeError as e:
        print(e)

# Closed and thrown into while a manager waits.
c = one(Manager("t"))
c.send(None)
c.send(1)
try:
    c.throw(IndexError("while leaving"))
except IndexError as e:
    print("out", e)
c = one(Manager("u"))
c.send(None)
print(c.close())
