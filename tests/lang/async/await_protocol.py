# What may be awaited, and what is said of the rest.
import types


def run(coroutine):
    steps = []
    try:
        while True:
            steps.append(coroutine.send(None))
    except StopIteration as e:
        return steps, e.value
    except BaseException as e:
        return steps, type(e).__name__, str(e), repr(e.__cause__)


async def awaits(thing):
    return await thing


async def five():
    return 5


class FromIter:
    def __await__(self):
        return iter([1, 2])


class FromGenerator:
    def __await__(self):
        got = yield "first"
        return ("result", got)


class Number:
    def __await__(self):
        return 123


class AList:
    def __await__(self):
        return [1]


class ACoroutine:
    def __await__(self):
        return kept


class NoneAwait:
    __await__ = None


class Raises:
    def __await__(self):
        raise LookupError("no")


class OnInstance:
    def __init__(self):
        self.__await__ = lambda: iter([1])


class Iterator:
    def __init__(self):
        self.count = 0

    def __iter__(self):
        return self

    def __await__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count > 2:
            raise StopIteration(("ended", self.count))
        return self.count


class Sender(Iterator):
    def send(self, value):
        print("send", value)
        return self.__next__()

    def throw(self, *arguments):
        print("throw", *(repr(a) for a in arguments))
        return "thrown"

    def close(self):
        print("close")


kept = five()
things = [five(), FromIter(), FromGenerator(), Number(), AList(), ACoroutine(), NoneAwait(), Raises(), OnInstance(),
          Iterator(), Sender(), 5, None, [1], (i for i in ()), five]
for thing in things:
    print(type(thing).__name__, run(awaits(thing)))
kept.close()

c = awaits(Sender())
print(c.send(None), c.send("value"))
print(c.throw(KeyError("k")))
c.close()


@types.coroutine
def old_style(n):
    total = 0
    for i in range(n):
        total += yield i
    return total


def drive(coroutine, values):
    out = [coroutine.send(None)]
    try:
        for value in values:
            out.append(coroutine.send(value))
    except StopIteration as e:
        out.append(("end", e.value))
    return out


print(drive(awaits(old_style(3)), [10, 20, 30]))


# One coroutine awaited by two.
async def wait_once():
    return await old_style(2)


inner = wait_once()
a, b = awaits(inner), awaits(inner)
print(a.send(None))
print(run(b))
print(run(awaits(inner)))
a.close()
print(run(awaits(inner)))


# Long chains: what goes in and out, and what the middle sees.
async def nest(depth):
    if depth == 0:
        return await old_style(2)
    try:
        return await nest(depth - 1) + 1
    except KeyError as e:
        if depth == 50:
            return -1000
        e.add_note(str(depth))
        raise
    finally:
        if depth % 40 == 0:
            log.append(depth)


log = []
print(drive(nest(100), [7, 8]), log)
log = []
c = nest(100)
c.send(None)
try:
    c.throw(KeyError("deep"))
except StopIteration as e:
    print(e.value, log)
log = []
c = nest(100)
c.send(None)
print(c.close(), log)

# A chain is longer than the recursion limit allows.
import sys


async def endless(n):
    return await endless(n + 1)


for start in (0, 1):
    try:
        endless(start).send(None)
    except RecursionError as e:
        print(type(e).__name__, e)


# Exceptions keep the whole way they came.
async def fails():
    await old_style(1)
    raise ZeroDivisionError("bottom")


async def middle():
    try:
        await fails()
    finally:
        await old_style(1)


async def top():
    try:
        await middle()
    except ZeroDivisionError as e:
        names = []
        tb = e.__traceback__
        while tb:
            names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno))
            tb = tb.tb_next
        return names


print(run(top()))
