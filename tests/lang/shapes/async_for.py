# An asynchronous generator that yields items runs inside the loop that awaits them: neither an `asend` nor a
# frame is made.
# jit: threshold=10
# loop-of: consume
# loop-lacks: load_val load_int load_u8 store store_u8 call box_int inc dec guard_int guard_type poll


async def values(n):
    i = 0
    while i < n:
        yield i
        i += 1


async def consume(n):
    total = 0
    async for x in values(n):
        total += x
    return total


try:
    consume(1000).send(None)
except StopIteration as stop:
    print(stop.value)
