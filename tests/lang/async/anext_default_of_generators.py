# anext() with a default, where __anext__ is a generator that counts as a coroutine.
import types


class Numbers:
    def __init__(self):
        self.count = 0

    def __aiter__(self):
        return self

    @types.coroutine
    def __anext__(self):
        if self.count >= 3:
            raise StopAsyncIteration
        self.count += 1
        if self.count == 2:
            print("sent", (yield "waits"))
        return self.count


async def main():
    numbers = Numbers()
    for _ in range(5):
        print(await anext(numbers, "default"))
    try:
        await anext(numbers)
    except StopAsyncIteration:
        print("end")


coroutine = main()
print(coroutine.send(None))
try:
    coroutine.send("value")
except StopIteration:
    pass
