# A generator that is closed or dropped while somebody holds its frame leaves what it was suspended with to the
# frame: the variables and, above them, the iterators of its loops and what an expression had computed.
import gc
import sys

gc.disable()


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dropped", self.name)


def source():
    told = Told("source")
    try:
        yield 1
        yield 2
    finally:
        print("source closed")


def loop():
    told = Told("loop")
    for x in source():
        yield x


def expression():
    told = Told("variable")
    [Told("item"), (yield 1)]


def ignoring():
    try:
        yield 1
    finally:
        told = Told("in finally")
        yield 2


def handling():
    try:
        yield 1
    except ValueError:
        told = Told("in except")
        yield 2


for function in loop, expression:
    it = function()
    next(it)
    frame = it.gi_frame
    it.close()
    print(function.__name__, "closed")
    frame = None
    it = function()
    next(it)
    frame = it.gi_frame
    del it
    print(function.__name__, "gone")
    frame = None
    it = function()
    next(it)
    frame = it.gi_frame
    try:
        it.throw(KeyError)
    except KeyError as e:
        print(type(e))
    print(function.__name__, "thrown into")
    frame = None
    print()

it = ignoring()
next(it)
try:
    it.close()
except RuntimeError as e:
    print(e)
del it
print("gone")

for end in "close", "drop":
    it = handling()
    next(it)
    it.throw(ValueError)
    if end == "close":
        it.close()
    it = None
    print("gone")

gc.collect()

# The exception that the suspended body handles names its frame, which keeps the exception: a cycle.
sys.unraisablehook = lambda u: print(u.exc_value)
it = ignoring()
next(it)
it = None
print("gone", gc.collect() > 0)


def twice():
    try:
        yield 1
    except GeneratorExit:
        pass
    first, second = Told("first"), Told("second")
    [Told("item"), (yield 2)]


it = twice()
next(it)
it = None
print("gone")
