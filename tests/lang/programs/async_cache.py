# A cache for coroutines: one flight for many callers, times to live, stale answers while refreshing, failures.
import asyncio
import functools

from virtual_time import Loop


def now():
    return round(asyncio.get_running_loop().time(), 3)


class Entry:
    def __init__(self, value, until):
        self.value, self.until = value, until


def cached(ttl, stale=0.0, size=3):
    def decorate(function):
        entries, flights, stats = {}, {}, {"hit": 0, "miss": 0, "joined": 0, "stale": 0, "evicted": 0}

        async def load(key):
            try:
                value = await function(*key)
                entries.pop(key, None)
                entries[key] = Entry(value, now() + ttl)
                while len(entries) > size:
                    entries.pop(next(iter(entries)))
                    stats["evicted"] += 1
                return value
            finally:
                del flights[key]

        def fly(key):
            if key not in flights:
                flights[key] = asyncio.create_task(load(key))
                flights[key].add_done_callback(lambda task: task.cancelled() or task.exception())
            else:
                stats["joined"] += 1
            return flights[key]

        @functools.wraps(function)
        async def call(*key):
            entry = entries.get(key)
            if entry is not None and now() < entry.until:
                stats["hit"] += 1
                return entry.value
            if entry is not None and now() < entry.until + stale:
                stats["stale"] += 1
                fly(key)
                return entry.value
            stats["miss"] += 1
            return await asyncio.shield(fly(key))

        call.stats, call.keys = stats, lambda: [key[0] for key in entries]
        return call

    return decorate


calls = []


@cached(ttl=0.1, stale=0.05)
async def fetch(key):
    calls.append((now(), key))
    await asyncio.sleep(0.02)
    if key == "bad":
        raise LookupError(key)
    return f"{key}@{now()}"


async def get(key, at, patience=None):
    await asyncio.sleep(at)
    try:
        return key, await asyncio.wait_for(fetch(key), patience)
    except (LookupError, TimeoutError) as error:
        return key, type(error).__name__


async def main():
    plan = [("a", 0), ("a", 0.001), ("a", 0.03), ("a", 0.05, 0.001), ("b", 0.01), ("bad", 0), ("bad", 0.005), ("bad", 0.03)]
    plan += [("impatient", 0, 0.01), ("impatient", 0.03), ("a", 0.13), ("a", 0.131), ("a", 0.16), ("b", 0.4), ("c", 0.41), ("d", 0.42), ("a", 0.45)]
    for answer in await asyncio.gather(*(get(*step) for step in plan)):
        print(*answer)
    print(fetch.stats, fetch.keys(), fetch.__name__)
    print(calls)


asyncio.run(main(), loop_factory=Loop)
