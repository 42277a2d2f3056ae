"""Functions and code objects made by hand, changed and compared."""
import re
import sys
import types
import warnings


def t(f):
    try:
        print(re.sub(r' at 0x\w+', '', repr(f())).replace(__file__, 'FILE'))
    except BaseException as e:
        print(type(e).__name__, str(e).replace(__file__, 'FILE'))


warnings.simplefilter('error', DeprecationWarning)
def outer():
    a=1;b=2
    def inner(): return a+b
    return inner
i=outer()
# functions by hand
def f(a,b=2,*,c=3): return a,b,c
F=types.FunctionType
g=F(f.__code__,{'x':1},'g',(9,),None)
t(lambda: g(1))
t(lambda: g(1,c=5)); print(g.__name__,g.__defaults__,g.__kwdefaults__,g.__globals__,g.__closure__,g.__qualname__,g.__module__,g.__dict__,g.__doc__,g.__annotations__)
t(lambda: F(f.__code__,{},kwdefaults={'c':1})(1,2))
t(lambda: F())
t(lambda: F(1,{}))
t(lambda: F(f.__code__,1))
t(lambda: F(f.__code__,{},1))
t(lambda: F(f.__code__,{},'a',1))
t(lambda: F(f.__code__,{},'a',None,1))
t(lambda: F(i.__code__,{}))
t(lambda: F(i.__code__,{},None,None,()))
t(lambda: F(i.__code__,{},None,None,(1,2)))
t(lambda: F(i.__code__,{},closure=i.__closure__)())
t(lambda: F(f.__code__,{},closure=i.__closure__))
t(lambda: F(i.__code__,{},closure=[1,2]))
t(lambda: F(f.__code__,{},kwdefaults=1))
t(lambda: F(f.__code__,{},foo=1))
f.__code__=(lambda q: q).__code__
t(lambda: f(5))
t(lambda: setattr(f,'__code__',1))
t(lambda: setattr(f,'__code__',i.__code__))
t(lambda: delattr(f,'__code__'))
t(lambda: setattr(f,'__defaults__',1))
t(lambda: setattr(f,'__defaults__',(7,)))
t(lambda: f()); f.__defaults__=None
t(lambda: f())
t(lambda: delattr(f,'__defaults__'))
t(lambda: setattr(f,'__kwdefaults__',1))
t(lambda: setattr(f,'__name__',1))
t(lambda: setattr(f,'__qualname__',1))
t(lambda: setattr(f,'__globals__',{}))
t(lambda: setattr(f,'__closure__',None))
t(lambda: setattr(f,'__dict__',1))
t(lambda: setattr(f,'__annotations__',1))
t(lambda: setattr(f,'__module__',5))
t(lambda: setattr(f,'__type_params__',1))
t(lambda: setattr(f,'__doc__',5))
t(lambda: setattr(f,'__builtins__',5))
def gen():
    yield 1
def k(): return 'k'
t(lambda: setattr(k, '__code__', gen.__code__))
warnings.simplefilter('ignore')
k.__code__=gen.__code__
t(lambda: list(k()))
# code
C=types.CodeType; co=(lambda a,b=1,*c,d,**e: (a,b)).__code__
args=[co.co_argcount,co.co_posonlyargcount,co.co_kwonlyargcount,co.co_nlocals,co.co_stacksize,co.co_flags,co.co_code,co.co_consts,co.co_names,co.co_varnames,co.co_filename,co.co_name,co.co_qualname,co.co_firstlineno,co.co_linetable,co.co_exceptiontable,co.co_freevars,co.co_cellvars]
t(lambda: C(*args)==co)
t(lambda: F(C(*args),{},argdefs=(4,))(1,2,3,d=5))
t(lambda: C())
t(lambda: C(*args[:5]))
t(lambda: C(*([-1]+args[1:])))
t(lambda: C('a',*args[1:]))
t(lambda: C(*args[:6],'x',*args[7:]))
t(lambda: C(*args[:7],[1],*args[8:]))
t(lambda: C(*args[:3],1,*args[4:]))
t(lambda: C(*args[:9],('a',),*args[10:]))
t(lambda: C(*args[:9],(1,2,3,4,5),*args[10:]))
t(lambda: C(*args[:6],b'a',*args[7:]))
t(lambda: C(*args[:16])==co)
t(lambda: C(a=1))
r=co.replace
t(lambda: r(co_name='zz').co_name)
t(lambda: r(co_firstlineno=100).co_firstlineno)
t(lambda: r(co_filename='q').co_filename)
t(lambda: r(co_consts=(None,5)).co_consts)
t(lambda: r(foo=1))
t(lambda: r(1))
t(lambda: r(co_name=1))
t(lambda: r(co_argcount=-1))
t(lambda: r(co_flags=co.co_flags&~8).co_flags)
t(lambda: r(co_varnames=tuple('vwxyz')).co_varnames)
t(lambda: r(co_code=co.co_code)==co)
t(lambda: r()==co)
t(lambda: r() is co)
t(lambda: r(co_qualname='A.b').co_qualname)
t(lambda: r(co_stacksize=50).co_stacksize)
t(lambda: r(co_names=('a','b')).co_names)
t(lambda: r(co_linetable=b'').co_linetable)
t(lambda: r(co_exceptiontable=b'').co_exceptiontable)
t(lambda: r(co_nlocals=3))
t(lambda: r(co_cellvars=('a',)).co_cellvars)
t(lambda: r(co_kwonlyargcount=0, co_varnames=co.co_varnames).co_kwonlyargcount)
t(lambda: r(co_code=b'\x01')); import copy
t(lambda: copy.replace(co,co_name='y').co_name)
def ff(x): return x+1000
ff.__code__=ff.__code__.replace(co_consts=tuple(7 if q==1000 else q for q in ff.__code__.co_consts))
t(lambda: ff(1))
t(lambda: co==(lambda a,b=1,*c,d,**e: (a,b)).__code__)
t(lambda: hash(co)==hash(C(*args)))
t(lambda: setattr(co,'co_name',1))
t(lambda: co.foo)
t(lambda: list(co.co_positions())[:3])
t(lambda: list(co.co_lines()))
t(lambda: co.co_varname_from_oparg) if 0 else None
t(lambda: co._varname_from_oparg(0))

def three():
    for i in range(3):
        yield i * 10

def numbered(code, start):
    """The same generator with another constant."""
    return types.FunctionType(code.replace(co_consts=tuple(start if c == 10 else c for c in code.co_consts)), globals())

print([list(numbered(three.__code__, n)()) for n in (1, 5)], list(three()))
total = 0
for n in range(400):
    total += sum(numbered(three.__code__, n)())
print(total)
g = three()
next(g)
three.__code__ = (lambda: iter("xyz")).__code__
print(list(g), list(three()))
