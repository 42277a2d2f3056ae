# What dies in one collection is finalised in the order in which it was made, whatever died before.
# not-in: gc-every the program says itself when to collect
import gc
import sys
import weakref


class Hold:
    pass


class Dead:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


def ignores(turn):
    d = Dead(f'{turn}a')
    try:
        yield 1
    finally:
        # The GeneratorExit that is handled here refers to the frame: a cycle.
        h = Hold()
        h.a, h.d, h.b = d, Dead(f'{turn}d'), Dead(f'{turn}b')
        yield 1


def drop(turn):
    g = ignores(turn)
    next(g)


def closes(name):
    try:
        yield
    finally:
        print('close', name)


def ring(*members):
    ring = Hold()
    ring.members = members
    ring.itself = ring
    return ring


def holes(count):
    # Memory of objects that are dead is used again in another order.
    dead = [Hold() for _ in range(count)]
    del dead[::3]
    while dead:
        dead.pop(len(dead) // 2)


sys.unraisablehook = lambda info: print('ignored', info.exc_value)

for turn in range(4):
    drop(turn)
    holes(turn * 5)
print('frames')
gc.collect()

for turn in range(4):
    generators = [closes(f'{turn}{name}') for name in 'pqr']
    for g in generators:
        next(g)
    r = ring(Dead(f'{turn}x'), generators[1], Dead(f'{turn}y'), generators[0], generators[2])
    holes(turn * 5)
    del r, g, generators
print('rings')
gc.collect()

callbacks = []
for turn in range(4):
    a, b = ring(), ring()
    a.other, b.other = b, a
    holes(turn * 5)
    callbacks.append(weakref.ref(a, lambda _, turn=turn: print('gone', turn, 'a')))
    callbacks.append(weakref.ref(b, lambda _, turn=turn: print('gone', turn, 'b')))
    del a, b
print('references')
gc.collect()

def plain():
    x = yield
    yield x


def delegates(name):
    yield from closes(name)


for turn in range(4):
    r = ring(delegates(f'{turn}p'), closes(f'{turn}q'), plain())
    for g in r.members:
        next(g)
    holes(turn * 3)
    del r, g
print('delegates')
gc.collect()

for turn in range(3):
    drop(f'end {turn}')
print('end')
