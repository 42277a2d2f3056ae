# What a built-in function drops between two calls of Python code dies before the second.
import functools
import heapq
import itertools


class Dead:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


def one(name):
    d = Dead(name)
    yield name
    print('end', name)


def none(name):
    d = Dead(name)
    print('begin', name)
    return
    yield


def at_once(x):
    print('called', x)
    return x


def stops():
    print('stops')
    raise StopIteration


class Steps:
    def __init__(self, *steps):
        self.steps = iter(steps)

    def __iter__(self):
        return self

    def __next__(self):
        print('step')
        return next(self.steps)


def show(value):
    print('=', value)


show(list(itertools.zip_longest(one('a'), one('b'))))
show(list(zip(one('a'), one('b'))))
show(list(map(lambda *args: args, one('a'), one('b'))))
show(list(itertools.chain(one('a'), one('b'), Steps(1))))
show(list(itertools.chain(none('a'), none('b'))))
show(list(itertools.zip_longest(none('a'), none('b'), Steps(1), map(at_once, [1, 2]))))
show(list(itertools.zip_longest(one('a'), Steps(1, 2), map(at_once, [1, 2]))))
show(list(heapq.merge(one('a'), one('b'), Steps('c'))))
show(list(itertools.chain.from_iterable(map(one, 'ab'))))
show(list(itertools.chain.from_iterable(one(n) for n in 'ab')))
show(list(map(at_once, itertools.chain(one('a'), [Dead('c').name]))))
show(list(filter(at_once, itertools.chain(one('a'), one('b')))))
show(sorted(itertools.chain(one('b'), one('a')), key=at_once))
show(max(one('a'), key=at_once))
show([*one('a'), *one('b'), *Steps(1)])
show({**dict.fromkeys(one('a')), **dict.fromkeys(one('b'))})
show(dict(zip(one('a'), one('b'))))
show(','.join(itertools.chain(one('a'), map(at_once, 'b'))))
show(functools.reduce(lambda a, b: at_once(a + b), itertools.chain(one('a'), one('b'), Steps('c'))))
show(list(iter(functools.partial(next, itertools.chain(one('a'), one('b')), 'stop'), 'stop')))
show([pair for group in itertools.groupby(itertools.chain(one('a'), one('b')), at_once) for pair in group[1]])
show(list(itertools.starmap(at_once, zip(one('a')))))
show(list(itertools.accumulate(itertools.chain(one('a'), one('b')), lambda a, b: at_once(a + b))))
show(any(itertools.chain(none('a'), none('b'), map(at_once, [0, 1]))))
show(sum(itertools.chain(none('a'), none('b'), map(at_once, [0, 1]))))


class Equal:
    def __init__(self, name):
        self.name = name
        self.d = Dead(name)

    def __eq__(self, other):
        d = Dead('==')
        print(self.name, '==', other.name)
        return False

    def __hash__(self):
        d = Dead('hash')
        print('hash', self.name)
        return 1


show(len({Equal('a'), Equal('b'), Equal('c')}))
show(Equal('a') in [Equal('b'), Equal('c')])
show([Equal('a'), Equal('b')].count(Equal('c')))


def loops():
    total = 0
    for turn in range(3):
        for a, b in itertools.zip_longest(one(turn), one(turn + 10)):
            total += a + b
        for pair in zip(none(turn), Steps(1)):
            total += 1
    return total


show(loops())
