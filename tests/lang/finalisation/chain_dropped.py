# A long chain of suspended generators is dropped without deep recursion.


def level(inner, log):
    try:
        yield from inner
    finally:
        log.append(1)


def leaf():
    yield 1
    yield 2


log = []
x = leaf()
next(x)
for _ in range(300):
    x = level(x, log)
next(x)
del x
print(len(log))
