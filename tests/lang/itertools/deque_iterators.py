# Iterators of deques made by hand and taken apart, and what operators make of subclasses.
from collections import deque
import copy
d=deque([1,2,3]); it=iter(d)
print(list(it), it.__reduce__(), it.__length_hint__())
d.append(4)
for i in range(2):
    try: print(next(it,'end'))
    except RuntimeError as e: print(e)
print(it.__length_hint__())
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
T=type(iter(d)); R=type(reversed(d))
print(T.__module__, T.__qualname__, R.__module__)
it=reversed(d); next(it); t(lambda: it.__reduce__()); t(lambda: list(copy.copy(it)))
class D(deque):
    def __copy__(self): return 5
class E(deque):
    def __iter__(self): raise ValueError('no')
for f in (lambda: deque([1])+[1], lambda: deque([1])*2, lambda: copy.copy(E([1])), lambda: E([1])+deque([2]), lambda: E([1])*2, lambda: E([1]).copy()):
    t(f)
class F(deque):
    def __new__(cls,*a): return object()
t(lambda: F().copy()) ; t(lambda: deque.copy(deque.__new__(F)))
class G(deque):
    def __init__(self, *a): 
        pass
t(lambda: G([1])*2); t(lambda: G([1]).copy())
class X(deque): pass
d = X([1]); 
def init(self,*a,**k): raise TypeError('boo')
X.__init__=init
t(lambda: d.copy()); t(lambda:d*2); t(lambda: d+deque())
import sys
