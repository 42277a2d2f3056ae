# A running generator re-entered through a sort key, __del__, __eq__ and a delegate.


def attempt(make):
    global g
    log = []
    g = make(log)
    try:
        log.append(next(g))
        log.append(next(g, "end"))
    except ValueError as error:
        log.append(str(error))
    print(make.__name__, log, g.gi_frame is None)


def by_sort_key(log):
    yield "start"
    yield sorted([2, 1], key=lambda x: next(g))


def by_equality(log):
    class E:
        def __eq__(self, other):
            return next(g)

    yield "start"
    yield E() in [1]


def by_finaliser(log):
    class D:
        def __del__(self):
            try:
                next(g)
            except ValueError as error:
                log.append(str(error))

    yield "start"
    D()
    yield "after"


def by_list(log):
    yield "start"
    yield list(g)


def by_map(log):
    yield "start"
    yield list(map(lambda x: g.send(x), [1]))


def by_delegate(log):
    def inner():
        yield next(g)

    yield "start"
    yield from inner()


for make in (by_sort_key, by_equality, by_finaliser, by_list, by_map, by_delegate):
    attempt(make)
