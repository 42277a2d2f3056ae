# The forms of import, and modules that are not there.
import math as m
import sys, gc
from math import floor, ceil as up
from time import perf_counter

print(m.floor(1.5), floor(2.5), up(2.5), m.__name__, sys.__name__, gc.__name__)
print(perf_counter() <= perf_counter(), type(m).__name__, repr(type(m)))
try:
    import no_such_module_anywhere
except ImportError as error:
    print(type(error).__name__, error, error.name)
try:
    from math import no_such_name
except ImportError as error:
    print(type(error).__name__, str(error).split("(")[0], error.name)
try:
    m.nothing
except AttributeError as error:
    print(error)


def inside():
    import math
    from sys import exception

    return math is m, exception()


print(inside(), "math" in sys.modules)
from math import *

print(sqrt(16), pi == m.pi)
m.added = 5
print(m.added)
