try:
    one()
except* ValueError:
    two()

try:
    one()
except* (KeyError, TypeError) as error:
    two(error)
except* OSError as error:
    three(error)
except* Exception:
    pass
else:
    four()
finally:
    five()


def function(x):
    for i in x:
        try:
            i()
        except* ValueError as e:
            for j in e.exceptions:
                if j:
                    break
                continue
            yield e
        except* TypeError:
            raise
        else:
            continue
        finally:
            x.done(i)
    try:
        try:
            yield 1
        except* A as a:
            raise B from a
    except* B as b:
        (lambda: b)()
    return x


async def coroutine(y):
    try:
        async with y as z:
            await z
    except* ValueError as e:
        await y(e)
        del e


class C:
    try:
        value = 1
    except* ValueError as error: handled = error
    else: other = 2
