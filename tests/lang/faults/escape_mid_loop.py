# Fused generators stored, sent, passed on and inspected in the middle of their loops.
# jit: threshold=2
import gc
import sys

store = []


def source(n):
    i = 0
    while i < n:
        yield i
        i += 1


def twice(src):
    for x in src:
        yield x * 2


def run(n, act):
    a = source(n)
    b = twice(a)
    total = 0
    for x in b:
        total += x
        if x == 40:
            act(a, b)
    return total


print(run(40, lambda a, b: store.append((a, b))))
print([g.gi_frame for g in store[0]])
print(run(40, lambda a, b: next(a)))
print(run(40, lambda a, b: a.close()))
print(run(40, lambda a, b: list(a)))
print(run(40, lambda a, b: b.close()))
print(run(40, lambda a, b: print(b.gi_frame.f_locals["x"], a.gi_frame.f_locals["i"], b.gi_yieldfrom)))
print(run(40, lambda a, b: gc.collect() and None))
print(run(40, lambda a, b: a.gi_frame.f_locals.update({"i": 30})))
print(run(40, lambda a, b: b.gi_frame.f_locals.update({"src": iter([100, 200])})))
print(run(40, lambda a, b: print(sys._getframe(1).f_locals["total"])))
try:
    run(40, lambda a, b: a.throw(KeyError("into source")))
except KeyError as error:
    print(error)


def itself(n):
    g = source(n)
    total = 0
    for x in g:
        if x == 30:
            try:
                for y in g:
                    total += 1000
                    if y == 33:
                        break
            finally:
                total += 1
        total += x
    return total


print(itself(50))
