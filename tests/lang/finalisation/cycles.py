# Generators in reference cycles are found by the collector and closed.
# not-in: gc-every the program says itself when to collect
import gc

gc.disable()


def g(box):
    try:
        yield 1
    finally:
        print("closed by", "collector")


for _ in range(2):
    box = []
    x = g(box)
    next(x)
    box.append(x)
    del x, box
print("dropped")
gc.collect()
print("collected")


class Node:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("node dies")


Node()
print("still there")
gc.collect()
gc.enable()
print(gc.isenabled())
