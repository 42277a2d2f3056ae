# The body starts at the first next(), not at the call; arguments are bound at the call.
log = []


def g(a, b=2, *rest, k, **more):
    log.append("started")
    yield a, b, rest, k, sorted(more.items())
    log.append("done")


x = g(1, k=5)
print(log)
print(next(x), log)
print(list(x), log)
print(next(g(1, 3, 4, 5, k=6, z=7, y=8)))
for call in (lambda: g(), lambda: g(1), lambda: g(1, k=2, a=3), lambda: g(k=1)):
    try:
        call()
        print("no error")
    except TypeError as error:
        print(error)
print(log.count("started"))
