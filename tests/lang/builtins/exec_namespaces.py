"""`exec`, `eval` and `compile`: namespaces of every kind, closures, flags, modes, and what they refuse."""
import re
import sys
import types
import warnings


def t(f):
    try:
        print(re.sub(r' at 0x\w+', '', repr(f())).replace(__file__, 'FILE'))
    except BaseException as e:
        print(type(e).__name__, str(e).replace(__file__, 'FILE'))


# exec/eval/compile
class M(dict):
    def __missing__(self,k): print('miss',k); return k.upper()
t(lambda: eval('a+b',{},M()))
t(lambda: eval('x',{'x':1},{'x':2}))
t(lambda: eval('x',M()))
class Mp:
    def __init__(s): s.d={}
    def __getitem__(s,k): print('get',k); return s.d[k]
    def __setitem__(s,k,v): print('set',k,type(v).__name__); s.d[k]=v
    def __delitem__(s,k): print('del',k); del s.d[k]
m=Mp(); exec('a=1\nb=a\ndel a\nimport re as f',{},m); print(sorted(m.d))
t(lambda: exec('print(q)',{},m))
t(lambda: eval('1',3))
t(lambda: eval('1',{},3))
t(lambda: exec('1',3))
t(lambda: exec('1',{},3))
t(lambda: exec('1',Mp()))
t(lambda: eval(3))
t(lambda: exec(3))
t(lambda: eval('1',globals={},locals={}))
t(lambda: exec('x=1',globals={'a':1},locals=m))
t(lambda: eval())
t(lambda: eval('1',{},{},{}))
t(lambda: exec('1',foo=3))
t(lambda: eval(' 1 '))
t(lambda: eval('\n1'))
t(lambda: eval('1\n2'))
t(lambda: eval(b'1+1'))
t(lambda: eval(bytearray(b'2')))
t(lambda: eval('x=1'))
t(lambda: eval('a\0b'))
t(lambda: exec(b'# coding: latin-1\nprint(ascii("\xe9"))'))
t(lambda: eval('len([1])',g))
t(lambda: eval('print(1)',g))
c=compile('x=1\nx','f','exec')
t(lambda: eval(c,{}))
t(lambda: c.co_filename)
t(lambda: eval(compile('3','f','eval')))
t(lambda: compile('3','f','foo'))
t(lambda: compile('3','f','single',1<<30))
t(lambda: compile('3','f',mode='eval',flags=0,dont_inherit=True,optimize=-1))
t(lambda: compile('3','f','eval',optimize=5))
t(lambda: compile('assert 0','f','exec',optimize=1) and exec(compile('assert 0','f','exec',optimize=1)))
t(lambda: exec(compile('assert 0','f','exec',optimize=0)))
exec(compile('1+1','f','single'))
t(lambda: exec(compile('for i in 1,2: i','f','single')))
t(lambda: exec(compile('for i in 1,2: i\n\n','f','single')))
t(lambda: exec(compile('for i in 1,2: i\n','f','single')))
t(lambda: compile('if 1:\n  2\n','f','single'))
t(lambda: compile('x=1\n\n\n','f','single'))
t(lambda: compile('x=1 # c','f','single'))
t(lambda: compile('1\n2','f','single'))
old=sys.displayhook; sys.displayhook=lambda v: print('hook',v); exec(compile('None\n','f','single')); exec(compile('5','f','single')); sys.displayhook=old
t(lambda: compile(3,'f','exec'))
t(lambda: compile('1',3,'exec'))
t(lambda: compile('1',b'f','exec').co_filename)
t(lambda: compile(c,'f','exec'))
t(lambda: compile())
t(lambda: compile('1','f'))
t(lambda: compile('1','f','exec',_feature_version=8))
t(lambda: compile('1','f','exec',foo=1))
t(lambda: compile('x','f\0','eval'))
# annotations future inherit
src='def f(a: zz): pass\nr=f.__annotations__'
ns={}; exec(compile('from __future__ import annotations\n'+src,'f','exec'),ns); print(ns['r'])
import __future__
t(lambda: (exec(compile(src,'f','exec',__future__.annotations.compiler_flag),ns), ns['r'])[1])
# closure=
def outer():
    a=1;b=2
    def inner(): return a+b
    return inner
i=outer()
t(lambda: exec(i.__code__,{}))
t(lambda: exec(i.__code__,{},closure=i.__closure__))
t(lambda: exec(i.__code__,closure=(types.CellType(1),)))
t(lambda: exec(i.__code__,closure=[1,2]))
t(lambda: exec('1',closure=()))
t(lambda: exec((lambda:1).__code__,closure=(types.CellType(1),)))
t(lambda: exec((lambda:1).__code__,closure=()))
t(lambda: exec(i.__code__,closure=(1,2)))
t(lambda: eval(i.__code__))
t(lambda: exec(i.__code__,closure=None))
t(lambda: exec('1', closure=None))
