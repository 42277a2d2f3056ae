# Asynchronous generators and iterators in hot loops.
# jit: threshold=2
# expect-jit: regions>=1


class Switch:
    def __await__(self):
        yield


async def values(n):
    i = 0
    while i < n:
        if i & 3 == 0:
            await Switch()
        yield i
        i += 1


async def consume(n, result):
    total = 0
    async for x in values(n):
        total += x
    result.append(total)


def run(coroutine):
    switches = 0
    try:
        while True:
            coroutine.send(None)
            switches += 1
    except StopIteration as stop:
        return switches, stop.value


for n in (0, 1, 5, 40):
    result = []
    print(run(consume(n, result)), result)


async def doubled(source):
    async for x in source:
        yield 2 * x


async def pipeline(n):
    return [x async for x in doubled(doubled(values(n))) if x % 8 == 0]


print(run(pipeline(3)), run(pipeline(17)))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        if self.n % 3 == 0:
            await Switch()
        return self.n


async def count(n):
    total = 0
    async for x in Countdown(n):
        total = total * 3 + x & 0xFFFF
    return total


print([run(count(n)) for n in (0, 2, 9, 30)])


async def early(n, log):
    for i in range(n):
        source = values(9)
        async for x in source:
            log.append(x)
            if x == i % 4:
                break
        await source.aclose()
    return len(log), log[-3:]


print(run(early(2, [])), run(early(12, [])))


async def failing(n):
    for i in range(n):
        yield i
    raise KeyError(n)


async def catches(n):
    seen = []
    for i in range(n):
        try:
            async for x in failing(i):
                seen.append(x)
        except KeyError as error:
            seen.append(repr(error))
    return seen[-4:]


print(run(catches(3)), run(catches(10)))
