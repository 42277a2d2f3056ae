# U03 contextlib.contextmanager and ExitStack over generators
# skip: waits for contextlib
from contextlib import contextmanager, closing, suppress, ExitStack
@contextmanager
def cm(n):
    print("enter", n)
    try:
        yield n
    except KeyError as e:
        print("caught", e)
    finally:
        print("exit", n)
with cm(1) as v: print("body", v)
with cm(2): raise KeyError("k")
try:
    with cm(3): raise StopIteration("si")
except StopIteration as e: print("StopIteration", e)
@contextmanager
def two():
    yield 1
    yield 2
try:
    with two(): pass
except RuntimeError as e: print(e)
@contextmanager
def none():
    return
    yield
try:
    with none(): pass
except RuntimeError as e: print(e)
with ExitStack() as s:
    for i in range(3): s.enter_context(cm(i))
