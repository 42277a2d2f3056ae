# Asynchronous generators in cycles, left over when the loop ends: each is closed once, by the loop or a collection.
import asyncio

closed = []


async def numbers(name, box):
    try:
        yield name
        yield box
    finally:
        await asyncio.sleep(0)
        closed.append(name)


async def main(dropped, held):
    for name in range(dropped):
        box = []
        box.append(numbers(name, box))
        await anext(box[0])
    kept = [numbers(name, None) for name in range(dropped, dropped + held)]
    for generator in kept:
        await anext(generator)
    return kept


for dropped in range(40):
    held = asyncio.run(main(dropped, dropped % 7))
    print(sorted(closed) == list(range(dropped + dropped % 7)), len(held), end=" ")
    closed.clear()
print()
