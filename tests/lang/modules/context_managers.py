# contextlib: managers from generators, stacks, decorators.
import contextlib


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


@contextlib.contextmanager
def cm(x):
    "doc of cm"
    print('enter',x)
    try: yield x*2
    except ValueError as e: print('caught',e)
    finally: print('exit',x)
with cm(2) as v: print(v)
with cm(3): raise ValueError('boo')
t(lambda: cm.__doc__)
def f():
    with cm(4): raise KeyError('k')
t(f)
@cm(5)
def deco(): print('in deco'); return 6
print(deco(), deco())
@contextlib.contextmanager
def bad():
    if 0: yield
def f():
    with bad(): pass
t(f)
@contextlib.contextmanager
def bad2():
    yield 1
    yield 2
def f():
    with bad2(): pass
t(f)
def f():
    with bad2(): raise KeyError(3)
t(f)
with contextlib.suppress(KeyError, IndexError): {}['x']
print('after')
with contextlib.ExitStack() as st:
    st.enter_context(cm('a')); st.callback(print,'cb',1); st.enter_context(cm('b')); st.push(lambda *a: print('push',a[0])); print('body')
def f():
    with contextlib.ExitStack() as st:
        st.callback(lambda: 1/0); st.push(lambda *a: print('saw',a[0]))
        raise ValueError('orig')
try: f()
except ZeroDivisionError as e: print(repr(e), repr(e.__context__))
st=contextlib.ExitStack(); st.callback(print,'late'); n=st.pop_all(); st.close(); n.close()
t(lambda: contextlib.ExitStack().enter_context(3))
class Cl:
    def close(s): print('closed')
with contextlib.closing(Cl()) as z: print(type(z).__name__)
with contextlib.nullcontext(5) as z: print(z)
class My(contextlib.ContextDecorator):
    def __enter__(s): print('my in'); return s
    def __exit__(s,*a): print('my out'); return False
@My()
def g(): print('g')
g()
print(isinstance(cm(1), contextlib.AbstractContextManager))
