# Argument errors and attributes of what collections has.
from collections import *
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e, e.__class__)
d=deque([1,2,3])
t(lambda: d.index(9)); t(lambda: d.remove(9)); t(lambda: d['a']); t(lambda: d[9]); t(lambda: d[1:2]); t(lambda: d+[1]); t(lambda: d*'a'); t(lambda: deque(maxlen=-1)); t(lambda: deque(maxlen='a')); t(lambda: deque(1,2,3)); t(lambda: deque([1],foo=1)); t(lambda: d.insert('a',1))
def f():
    d[9]=1
t(f)
def f():
    del d[9]
t(f)
t(lambda: d.rotate('x')); t(lambda: d.append()); t(lambda: d.append(1,2)); t(lambda: d.rotate(1,2)); t(lambda: d.index()); t(lambda: hash(d)); t(lambda: d<[1]); t(lambda: d.index(1,'a'))
t(lambda: d.insert(1)); t(lambda: d.index(1,2,3,4)); 
od=OrderedDict(a=1)
t(lambda: od.move_to_end('x')); t(lambda: od.pop('x')); t(lambda: OrderedDict().popitem()); t(lambda: OrderedDict(1)); t(lambda: OrderedDict([1],2)); t(lambda: od.move_to_end()); t(lambda: od.popitem(foo=1)); t(lambda: od.pop()); t(lambda: od.pop(1,2,3));
t(lambda: od.keys()); t(lambda: defaultdict(1)); t(lambda: defaultdict(None)[1]); t(lambda: defaultdict(int,1,2)); t(lambda: od | 3); t(lambda: defaultdict(int, {1:2}) | {3:4}); t(lambda: {3:4}| defaultdict(int, {1:2}) ); t(lambda: {1:2}|od)
t(lambda: type(iter(d))); t(lambda: deque); t(lambda: type(reversed(d)))
def f():
    for x in od: od['b']=1
t(f)
def f():
    for x in d: d.append(1)
t(f)
t(lambda: deque.append); t(lambda: d.append()); t(lambda: deque.__init__); t(lambda: OrderedDict.__init__); t(lambda: Counter(1)); t(lambda: Counter([1],2)); 
t(lambda: namedtuple('a','b b')); t(lambda: namedtuple('class','b')); t(lambda: namedtuple('a','_b')); t(lambda: namedtuple('a','1b')); t(lambda:namedtuple('A','x y')(1)); t(lambda:namedtuple('A','x y')(1,2,3)); t(lambda:namedtuple('A','x y')._make([1])); t(lambda:namedtuple('A','x y')(1,2)._replace(z=1)); t(lambda:namedtuple('A','x y',defaults=[1,2,3])); t(lambda:namedtuple('A','x y').x); t(lambda:namedtuple('A','x y').__doc__);t(lambda:namedtuple('A','x y').x.__doc__); t(lambda: namedtuple('A','x y')._make.__doc__); t(lambda:namedtuple('A','x y').__new__.__doc__); t(lambda:namedtuple('A','x y')(1,2).__getnewargs__()); t(lambda:namedtuple('A','x y').__match_args__);t(lambda:namedtuple(1,'x y')); t(lambda:namedtuple('A',[1,'b'])); t(lambda:sorted(namedtuple('A','x y').__dict__)); t(lambda:namedtuple('A','x y')(1,z=2)); t(lambda:namedtuple('A','x y').__new__.__defaults__)
def f():
    namedtuple('A','x y')(1,2).x=3
t(f)
