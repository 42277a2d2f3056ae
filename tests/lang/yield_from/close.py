# close() reaches the leaf first; its return value is dropped, its error is not.
log = []


def leaf(error):
    try:
        yield 1
    except GeneratorExit:
        log.append("leaf exit")
        if error:
            raise error
        return "leaf value"


def middle(error):
    try:
        yield from leaf(error)
    finally:
        log.append("middle finally")
    log.append("not reached")


def root(error):
    try:
        yield from middle(error)
    except GeneratorExit as exit:
        log.append(("root exit", exit.__context__))
        return "root value"


g = root(None)
next(g)
print(g.close(), log)
log.clear()
g = root(ValueError("from leaf"))
next(g)
try:
    g.close()
except ValueError as error:
    print(error, type(error.__context__).__name__, log)
print(g.close(), g.gi_frame)
