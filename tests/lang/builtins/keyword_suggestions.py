# Keywords that native functions do not know: the name that was meant is suggested. Full names of classes in messages.
import functools
import itertools
import math
from collections import OrderedDict, deque


class Complex:
    def __complex__(self):
        return 1


class Slotted:
    __slots__ = ("x",)
    __module__ = "shapes"


CALLS = """
sorted([1], revers=1)
[1].sort(ky=1)
print(1, sepp=2)
int('1', bas=2)
'a'.split(mxsplit=1)
'a'.encode(encodin='x')
open('a', mod=1)
sum([1], strt=1)
max([1], defalt=1)
max([1], kee=1)
pow(1, 2, mood=1)
compile('1','f','eval',optimze=1)
enumerate([1], strt=1)
round(1.5, ndigit=1)
dict.fromkeys([1], valu=1)
bytes('a', encodng='x')
complex(rael=1)
__import__('os', levl=1)
zip([1], strct=1)
map(len, [1], stric=1)
itertools.accumulate([1], inital=5)
itertools.batched([1], 1, strct=1)
itertools.product([1], repet=2)
itertools.groupby([1], ky=1)
itertools.count(stp=1)
deque([1], maxln=1)
OrderedDict(a=1).popitem(lst=0)
OrderedDict(a=1).move_to_end('a', lst=0)
math.isclose(1, 2, rel_to=1)
math.prod([1], strt=1)
functools.lru_cache(maxsiz=1)
int(1, 2, 3)
int(bse=1)
float(1, 2)
str(1, 2, 3, 4)
ImportError(nme=1)
NameError(nam=1)
AttributeError(ob=1)
AttributeError(name=1, obj=2, x=3)
NameError(name=1, y=2)
ImportError(far_from_all=1)
Exception().add_note(5)
complex(Complex())
Slotted().x
"""
for text in CALLS.strip().splitlines():
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


def unbound():
    for x in []:
        pass
    return x


for manager in (Slotted(), deque(), 5):
    try:
        with manager:
            pass
    except TypeError as error:
        print(error)
try:
    unbound()
except UnboundLocalError as error:
    print(error, error.name)
