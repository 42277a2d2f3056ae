# What enumerate, zip, bisect, OrderedDict, Counter, warn and the format of complex numbers refuse, word for word.
import bisect
import types
import warnings
from collections import Counter, OrderedDict, defaultdict


class Index:
    def __index__(self):
        return 1


class NoIter:
    pass


CALLS = """
enumerate()
enumerate(start=1)
enumerate(iterable=[1]).__next__()
enumerate([1],2,3)
enumerate(x=1)
enumerate([1], x=1)
enumerate([1], iterable=[2])
zip(x=1)
zip([1], strict=1, x=2)
zip([1], x=2)
zip([1], x=2, y=3, strict=4)
map(len, [1], strict=1, x=2)
map(len, [1], x=2)
map(strict=1)
map(len, strict=1)
map(x=1)
filter(None, [1], x=1)
list(map(len, ["a"], strict=True))
reversed([1], x=1)
reversed(sequence=[1])
iter(x=1)
range(stop=5)
sum([1], x=2)
sum(start=1)
next(x=1)
bisect.bisect([1], 1, hi=Index())
bisect.bisect([1], 1, hi=1.5)
bisect.bisect([1], 1, hi=None)
bisect.bisect([1], 1, lo=None)
bisect.bisect([1], 1, lo=1.5)
bisect.bisect([1], 1, hi=2**70)
bisect.bisect([1], 1, lo=2**70)
bisect.insort([1], 1, hi='a')
bisect.bisect([1], 1, -5, -1)
bisect.bisect([1], 1, 0, -5)
OrderedDict([1])
OrderedDict([None])
OrderedDict([(1,)])
OrderedDict([(1,2,3)])
OrderedDict(5)
OrderedDict(None)
OrderedDict(["ab"])
OrderedDict([["a", 1]])
OrderedDict().update([1])
OrderedDict().update(5)
OrderedDict({}, {})
dict([1])
dict([NoIter()])
dict([None])
dict(NoIter())
{}.update([1])
{}.update([None], a=1)
{} 
 [1]
{}.__ior__([1])
{}.__ior__(5)
{}.__ior__([(1,)])
defaultdict(int, [1])
Counter([[]])
Counter('aab').most_common('a')
Counter('aab').most_common(1.5)
Counter('aab').most_common(True)
Counter('aab').most_common(0)
Counter('aabbc').most_common(2)
Counter('aabbc').most_common(-2)
Counter().most_common(5)
Counter().most_common('a')
Counter('abcabc').most_common(1)
Counter(a='x').most_common(1)
Counter(a='x', b=1).most_common(1)
Counter('aab').most_common(n=1)
warnings.warn('a', stacklevel='x')
warnings.warn('a', stacklevel=None)
types.CellType().cell_contents
format(1j, '05')
format(1j, '0>5')
format(1j, '0<9.2f')
format(1j, 'x>5')
format(1j, '=5')
format(1j, '+.1f')
format(1j, ',')
format(1j, '010,.2f')
format(1j, 'd')
format(1j, '0')
format(1j, '00>5')
format(1+2j, '*^20')
format(1j, '%')
format(1j, 'n')
format(1j, '-')
format(1j, ' z.1f')
format(1j, '#')
format(1j, '_')
"""
for text in CALLS.strip().splitlines():
    try:
        print(text, "->", eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)
