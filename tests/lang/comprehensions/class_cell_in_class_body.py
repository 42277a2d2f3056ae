# __class__ in comprehensions of class bodies.
def t(s):
    try:
        d={}; exec(s,d); print(d['C'].__dict__.get('x'))
    except BaseException as e: print(type(e).__name__, e)
t('''
class C:
    __class__ = 2
    x=[__class__ for _ in [1]]
''')
t('''
class C:
    [super for _ in [1]]
    [__class__ for _ in [1]]
''')
t('''
class C:
    x=[__class__ for _ in [1]]
    def g(self): return super().__repr__
''')
t('''
class C:
    def g(self): return super().__repr__
    x=[__class__ for _ in [1]]
''')
t('''
def outer():
    __class__ = 4
    class G:
        x = [__class__ for _ in (1,)]
    return G
C=outer()
''')
t('''
class C:
    x=[__class__ for _ in [1]]
''')
t('''
class C:
    x=[[__class__ for _ in [1]] for _ in [1]]
    [__class__ for _ in [1]]
''')
t('''
def f():
    __class__ = 5
    class C:
        __class__ = 2
        x=[__class__ for _ in [1]]
        def f(self): return __class__
    return C
C = f()
''')
