# async for: the protocol, else, break, nesting, what is no asynchronous iterator.
class Switch:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


class Counter:
    def __init__(self, n, waits=False):
        self.i, self.n, self.waits = 0, n, waits

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.i += 1
        if self.waits:
            await Switch(-self.i)
        if self.i > self.n:
            raise StopAsyncIteration
        return self.i


def run(coroutine):
    steps = []
    try:
        while True:
            steps.append(coroutine.send(None))
    except StopIteration as e:
        return steps, e.value
    except BaseException as e:
        return steps, type(e).__name__, str(e), repr(e.__cause__), repr(e.__context__)


async def collect(source):
    out = []
    async for item in source:
        out.append(item)
    else:
        out.append("else")
    return out


async def until(source, stop):
    async for item in source:
        if item == stop:
            break
    else:
        return "no break"
    return item


async def pairs(n):
    out = []
    async for i in Counter(n):
        async for j in Counter(i, waits=True):
            if j == 2:
                continue
            out.append((i, j))
    return out


print(run(collect(Counter(3))))
print(run(collect(Counter(2, waits=True))))
print(run(until(Counter(5), 3)), run(until(Counter(5), 9)))
print(run(pairs(3)))


class NoAiter:
    pass


class BadAiter:
    def __aiter__(self):
        return 5


class CoroutineAiter:
    async def __aiter__(self):
        return self


class AiterRaises:
    def __aiter__(self):
        raise LookupError("aiter")


class PlainNext(NoAiter):
    def __aiter__(self):
        return self

    def __anext__(self):
        return 1


class BadAwait(PlainNext):
    def __anext__(self):
        return self

    def __await__(self):
        1 / 0


class NextRaises(PlainNext):
    def __init__(self, error):
        self.error = error

    def __anext__(self):
        raise self.error


class AwaitRaises(PlainNext):
    def __init__(self, error):
        self.error = error

    def __anext__(self):
        return self

    def __await__(self):
        yield "waiting"
        raise self.error


class Derived(StopAsyncIteration):
    pass


class Unpacked(Counter):
    async def __anext__(self):
        return await super().__anext__(), self.i * self.i


sources = [NoAiter(), BadAiter(), AiterRaises(), PlainNext(), BadAwait(), NextRaises(StopAsyncIteration()),
           NextRaises(KeyError("k")), NextRaises(StopIteration("v")), AwaitRaises(StopAsyncIteration(4)),
           AwaitRaises(Derived()), AwaitRaises(ValueError("v")), [1], (i for i in "ab"), Unpacked(2)]
for source in sources:
    print(type(source).__name__, run(collect(source)))
aiter_coroutine = CoroutineAiter()
import gc


# Targets of every form.
async def targets():
    class Box:
        pass

    box, items = Box(), {}
    async for box.item in Counter(2):
        pass
    async for items["k"] in Counter(3):
        pass
    async for (a, b) in Unpacked(2):
        pass
    async for first, *rest in Unpacked(3):
        pass
    return box.item, items, a, b, first, rest


print(run(targets()))


# Thrown into while waiting for the next item; the loop's variables survive.
async def guarded(source):
    seen = []
    try:
        async for item in source:
            seen.append(item)
            try:
                await Switch("in body")
            except KeyError as e:
                seen.append(repr(e))
    except IndexError as e:
        return seen, "loop left", repr(e)
    return seen


c = guarded(Counter(2, waits=True))
print(c.send(None), c.send(None), c.throw(KeyError("body")))
try:
    c.throw(IndexError("next"))
except StopIteration as e:
    print(e.value)


async def raises_end():
    async for _ in Counter(1):
        raise StopAsyncIteration("from the body")


print(run(raises_end()))
