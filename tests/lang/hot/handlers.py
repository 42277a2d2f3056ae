# Exceptions raised and handled in loops that become machine code: what handlers see, and what is left behind.
# jit: threshold=10
# expect-jit: regions>=10
import sys
import traceback
import types


class Gone(Exception):
    pass


def lookups(n):
    table = {0: "zero", 3: "three"}
    found, missing, last = 0, 0, None
    for i in range(n):
        try:
            table[i % 5]
            found += 1
        except KeyError as error:
            missing += 1
            last = error
    return found, missing, last.args, last.__traceback__.tb_lineno - lookups.__code__.co_firstlineno


def kinds(n):
    seen = {}
    for i in range(n):
        try:
            if i % 4 == 0:
                int("x")
            elif i % 4 == 1:
                [][i]
            elif i % 4 == 2:
                (1).missing
            else:
                len(i)
        except (ValueError, IndexError) as error:
            key = type(error).__name__
        except AttributeError:
            key = "attribute"
        except Exception as error:
            key = str(error)
        else:
            key = "none"
        seen[key] = seen.get(key, 0) + 1
    return sorted(seen.items())


def nested(n):
    log = 0
    for i in range(n):
        try:
            try:
                {}[i]
            except KeyError as outer:
                try:
                    int("?")
                except ValueError as inner:
                    assert inner.__context__ is outer and sys.exception() is inner
                    log += 1
                assert sys.exception() is outer
                [].pop()
        except IndexError as error:
            assert isinstance(error.__context__, KeyError), error.__context__
            assert error.__context__.__context__ is None
            log += 2
        assert sys.exception() is None
    return log


def leaving(n):
    total = 0
    for i in range(n):
        for j in range(3):
            try:
                if j == 1:
                    [][i]
                total += 1
            except IndexError:
                if i % 3 == 0:
                    continue
                if i % 3 == 1:
                    break
                total += 10
    return total


def returns(i):
    try:
        {}[i]
    except KeyError as error:
        return error.args[0] + 1


def countdown(n):
    while n:
        n -= 1
        yield n
    return "spent"


def drained(n):
    got, ends = 0, []
    iterator = countdown(3)
    for _ in range(n):
        try:
            got += next(iterator)
        except StopIteration as stop:
            ends.append(stop.value)
            iterator = countdown(3)
    return got, len(ends), set(ends)


def fib(n):
    if n < 2:
        return n
    a = yield fib(n - 1)
    b = yield fib(n - 2)
    return a + b


def trampoline(coroutine):
    stack, value = [], None
    while True:
        try:
            child = coroutine.send(value)
        except StopIteration as stop:
            value = stop.value
            if not stack:
                return value
            coroutine = stack.pop()
        else:
            stack.append(coroutine)
            coroutine, value = child, None


@types.coroutine
def pause():
    yield


async def waits(n):
    for _ in range(n):
        await pause()
    return n


def rounds(n):
    total = 0
    ready = [waits(i % 5) for i in range(n)]
    while ready:
        waiting = []
        for task in ready:
            try:
                task.send(None)
            except StopIteration as stop:
                total += stop.value
                continue
            waiting.append(task)
        ready = waiting
    return total


class Noisy:
    dropped = 0

    def __del__(self):
        Noisy.dropped += 1


def dropped_before_the_handler(n):
    for i in range(n):
        try:
            [Noisy(), {}[i]]
        except KeyError:
            assert Noisy.dropped == i + 1, (Noisy.dropped, i)
    return Noisy.dropped


def suspended_in_a_handler(n):
    for i in range(n):
        try:
            {}[i]
        except KeyError as error:
            yield error.args[0]
            assert sys.exception() is error
    assert sys.exception() is None


def consumes(n):
    total = 0
    for x in suspended_in_a_handler(n):
        assert sys.exception() is None
        total += x
    return total


def frames_kept(n):
    kept = []
    for i in range(n):
        square = i * i
        try:
            raise_it(i)
        except Gone as gone:
            if i % 100 == 0:
                kept.append(gone.__traceback__)
    # The frame goes on with other values than those it had.
    return [tb.tb_frame.f_locals["square"] for tb in kept], [
        entry.name for entry in traceback.extract_tb(kept[0])
    ]


def raise_it(i):
    raise Gone(i)


def bad_classes(n):
    count = 0
    for i in range(n):
        try:
            try:
                {}[i]
            except 1:
                pass
        except TypeError as error:
            count += isinstance(error.__context__, KeyError)
    return count


N = 600
print(lookups(N))
print(kinds(N))
print(nested(N))
print(leaving(N))
print(sum(returns(i) for i in range(N)))
print(drained(N))
print(trampoline(fib(11)))
print(rounds(100))
print(dropped_before_the_handler(N))
print(consumes(N))
print(frames_kept(N))
print(bad_classes(N))
