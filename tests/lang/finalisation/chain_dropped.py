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
nested = []
for _ in range(200000):
    nested = [nested]
del nested
print("lists dropped")


class Link:
    def __init__(self, next):
        self.next = next


link = None
for _ in range(100000):
    link = Link(link)
del link
print("links dropped")
