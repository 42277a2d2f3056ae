"""Loops, conditions, chained comparison, exceptions, with."""


def loops(items, stop):
    for a, (b, *c) in items:
        if a:
            continue
        while b:
            b -= 1
            if b == stop:
                break
        else:
            return c
    else:
        a = None
    return a


def conditions(a, b, c):
    if a and (b or not c):
        x = a if b else c
    elif not (a or b) and c is not None:
        x = b
    elif a < b <= c != 3:
        x = c
    else:
        x = a < b < c
    while not a is None and b not in (1, 2, 3):
        a = b
    assert x, 'message'
    assert a < b < c
    return x and a or b


def chained(a, b, c):
    if a < b < c:
        return 1
    if not a < b < c:
        return 2
    return (a < b) < c


def constants():
    while 1:
        if 0:
            never()
        if None is None:
            break
    return -1, +1, ~1, not 1, 2 ** 10, 'a' 'b', 'ab' * 3, (1, 2)[0], 1 << 70, 7 // -2, -7 % 3, 1.5 + 2, 1j * 2


def exceptions(f):
    try:
        f()
    except (ValueError, TypeError) as error:
        raise RuntimeError('x') from error
    except KeyError:
        pass
    except:
        raise
    else:
        return 1
    finally:
        f(2)


def finally_in_loop(items):
    for item in items:
        try:
            if item:
                continue
            elif item is None:
                break
            return item
        finally:
            print(item)


def nested_try(f, g):
    try:
        try:
            return f()
        except OSError as e:
            g(e)
        finally:
            g()
    except Exception:
        return g


def contexts(a, b, c):
    with a as x, b as (y, z), c:
        if x:
            return y
        for i in z:
            with i:
                if i:
                    break
                continue
    with a:
        pass


def reraise():
    try:
        raise
    except BaseException as e:
        del e


if __name__ == "__main__":
    loops([], 0)
