# What leaves a delegate of a generator that is thrown into or closed has as its context what the delegator handles.
def f():
    try: yield 'f'
    except KeyError: 
        try: raise OSError('f')
        except OSError: yield 'f2'
def g(pre, inner):
    try:
        raise TypeError('g')
    except TypeError:
        yield from inner
def show(e):
    out=[]
    while e is not None and len(out)<6:
        out.append(repr(e)); e=e.__context__
    print(out)
def tr(gen, exc, again=None):
    next(gen)
    try: print(gen.throw(exc))
    except BaseException as e: show(e); return
    try: print(gen.throw(again) if again else next(gen))
    except BaseException as e: show(e)
pre = ValueError('v'); pre.__context__ = IndexError('old')
tr(g(0,f()), pre)
tr(g(0,f()), ValueError('n'))
tr(g(0,f()), KeyError('k'), ValueError('w'))
tr(g(0,f()), KeyError('k'))
tr(g(1,g(2,f())), ValueError('two'))
def h(inner):
    try: raise RuntimeError('h')
    except RuntimeError:
        try:
            yield from inner
        except ValueError as e:
            show(e)
            yield 'caught'
tr(h(g(0,f())), ValueError('x'))
def k():
    try: yield
    finally: 1/0
tr(g(0,k()), ValueError('fin'))
class It:
    def __iter__(self): return self
    def __next__(self): return 1
    def throw(self,*a): raise OSError('it')
tr(g(0,It()), ValueError('it'))
tr(g(0,iter([1,2])), ValueError('li'))
try: raise LookupError('caller')
except LookupError:
    tr(g(0,f()), ValueError('c'))
    tr(f(), ValueError('c2'))
def plain():
    try: raise TypeError('p')
    except TypeError: yield
e=ValueError('pc'); e.__context__=IndexError('old2')
tr(plain(), e)
def s():
    yield 1
    raise OSError('s')
gen=g(0,s()); next(gen)
try: next(gen)
except OSError as e: show(e)
async def ca():
    try: raise TypeError('ca')
    except TypeError: await cb()
import types
@types.coroutine
def susp(): yield 1
async def cb(): await susp()
c=ca(); c.send(None)
try: c.throw(ValueError('async'))
except ValueError as e: show(e)
gen=g(0,g(1,f())); next(gen)
try: gen.close()
except BaseException as e: show(e)
def m(inner):
    try: raise TypeError('m')
    except TypeError:
        try: yield from inner
        except GeneratorExit as e: show(e)
gen=m(f()); next(gen); gen.close()
gen=m(f()); next(gen)
try: gen.throw(GeneratorExit)
except BaseException as e: show(e)
gen=m(k()); next(gen)
try: gen.close()
except BaseException as e: show(e)
def fresh(name):
    error = OSError(name)
    try: raise error
    finally: error.__context__ = None
    yield
def late():
    try: yield
    except KeyError: yield from fresh('late')
tr(late(), KeyError('k'))
tr(g(0,late()), KeyError('k'))
def returns():
    try: yield
    except KeyError: return 5
def twice(inner):
    try: raise TypeError('t')
    except TypeError:
        print((yield from inner))
        yield from fresh('again')
tr(twice(returns()), KeyError('k'))
tr(g(0,twice(returns())), KeyError('k'))
def nested():
    other = g(9, f())
    next(other)
    try: yield
    except KeyError:
        try: other.throw(ValueError('inner'))
        except ValueError as e: show(e)
        raise OSError('outer') from None
tr(g(0,nested()), KeyError('k'))
