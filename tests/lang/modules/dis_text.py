# dis of functions with loops, handlers, closures, calls and yields.
import dis


def loop(n):
    total = 0
    for i in range(n):
        if i % 2 and i != 5:
            total += i
    return total


def guarded(f, *args, **kw):
    try:
        return f(*args, **kw)
    except (ValueError, KeyError) as error:
        return str(error)
    finally:
        print("done", sep="")


def delegating(source):
    with source as s:
        x = yield from s
    a, *b = x
    return [v for v in b if v], {a: f"{a!r:>5}"}


def closure(k):
    def inner(x):
        nonlocal k
        k += x
        return lambda: k

    return inner


for f in (loop, guarded, delegating, closure):
    print("--", f.__name__)
    dis.dis(f)
