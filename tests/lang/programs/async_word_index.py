# Building an index with async generators: sources that are merged, windows, a semaphore, aclose in the middle, asend.
import asyncio
from collections import Counter, defaultdict
from contextlib import aclosing
from functools import reduce
from itertools import islice

TEXT = """it was the best of times it was the worst of times it was the age of wisdom it was the age of
foolishness it was the epoch of belief it was the epoch of incredulity it was the season of light it was the
season of darkness it was the spring of hope it was the winter of despair""".split()
events = []


async def document(number, length):
    """Words of one document, some at a time as a network would give them."""
    try:
        for i in range(length):
            if i % 16 == 15:
                await asyncio.sleep(0)
            yield TEXT[(number * 7 + i * (number % 3 + 1)) % len(TEXT)]
    finally:
        await asyncio.sleep(0)
        events.append(f"document {number} closed")


async def numbered(source, start=0):
    async for item in source:
        yield start, item
        start += 1


async def windows(source, size):
    window = []
    async for item in source:
        window.append(item)
        if len(window) == size:
            yield tuple(window)
            del window[0]


async def merged(*sources):
    """Items of all sources as they come."""
    queue, running = asyncio.Queue(maxsize=4), len(sources)

    async def pump(source):
        try:
            async for item in source:
                await queue.put((item, False))
        finally:
            await source.aclose()
        await queue.put((None, True))

    tasks = [asyncio.create_task(pump(source)) for source in sources]
    try:
        while running:
            item, ended = await queue.get()
            if ended:
                running -= 1
            else:
                yield item
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def taken(source, n):
    async with aclosing(source):
        async for item in source:
            if n <= 0:
                return
            n -= 1
            yield item


async def averager():
    """Answers the mean of what was sent; a throw of KeyError forgets all."""
    total = seen = 0
    while True:
        try:
            value = yield total / seen if seen else None
            total += value
            seen += 1
        except KeyError as reset:
            total = seen = 0
            events.append(f"reset by {reset.args[0]}")
        except TypeError as error:
            events.append(str(error))


async def index(numbers, limit):
    table, gate = defaultdict(list), asyncio.Semaphore(limit)
    active = peak = 0

    async def read(number):
        nonlocal active, peak
        async with gate:
            active += 1
            peak = max(peak, active)
            counts = Counter([word async for word in document(number, 200 + number * 10)])
            for word, count in counts.items():
                table[word].append((number, count))
            active -= 1
        return sum(counts.values())

    words = await asyncio.gather(*map(read, numbers))
    return table, words, peak


async def main():
    table, words, peak = await index(range(12), 4)
    print(peak, sum(words), words)
    for word in sorted(table)[:8]:
        print(f"{word:<10}", sum(c for _, c in table[word]), sorted(table[word])[:4])
    print(len(events), sorted(events)[:3])
    events.clear()

    merged_words = Counter()
    async for word in merged(*(document(n, 150) for n in range(4))):
        merged_words[word] += 1
    print(merged_words.most_common(5), sum(merged_words.values()), sorted(events))
    events.clear()

    pairs = Counter([w async for w in windows(document(0, 400), 2)])
    print(pairs.most_common(4))
    print([pair async for pair in numbered(taken(merged(document(5, 90), document(6, 90)), 5), 100)])
    print(sorted(events))
    events.clear()

    mean = averager()
    print(await anext(mean), [await mean.asend(n) for n in (10, 20, 60)])
    print(await mean.athrow(KeyError("supervisor")), await mean.asend("x"), await mean.asend(5))
    await mean.aclose()
    print(await anext(mean, "closed"), events)
    try:
        await mean.asend(1)
    except StopAsyncIteration as end:
        print("StopAsyncIteration", end.args)

    lazy = (len(word) async for word in document(3, 1000) if word != "it")
    total = 0
    async for length in lazy:
        total += length
        if total > 1500:
            break
    print(total, [n async for n in lazy][:10])
    chain = reduce(lambda source, _: numbered(source), range(40), document(1, 60))
    depth = 0
    item = (await anext(chain))
    while isinstance(item, tuple):
        depth, item = depth + 1, item[1]
    print(depth, item)
    await chain.aclose()
    print(list(islice(events, 10)), len(asyncio.all_tasks()))


asyncio.run(main())
