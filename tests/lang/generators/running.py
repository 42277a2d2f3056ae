# gi_running seen from inside, and re-entrance refused without harm.
me = None


def g():
    print("running", me.gi_running, me.gi_suspended)
    for act in (next, list, lambda s: s.send(None), lambda s: s.close(), lambda s: s.throw(KeyError)):
        try:
            act(me)
        except ValueError as error:
            print(type(error).__name__, error)
    yield "unharmed"


me = g()
print(next(me))
print(list(me))


def escapes():
    yield next(other)


other = escapes()
try:
    next(other)
except ValueError as error:
    print(error)
print(list(other))
