# R01 traceback lines through generator chains
# skip: waits for traceback
import traceback
def inner():
    yield 1
    raise ValueError("v")
def outer():
    yield from inner()
def drive(x):
    for _ in x: pass
try:
    drive(outer())
except ValueError as e:
    print([(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)])
x = (1 // i for i in (0,))
try:
    next(x)
except ZeroDivisionError as e:
    print([(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)])
