# The builtins of a function are those that its globals name as __builtins__: a module, a dict or any mapping.
import builtins, types, sys
code = compile("""
def f(x):
    return len(x)
def g():
    return [len(x) for x in ('a', 'bc')]
def gen():
    for x in ('a', 'bc'):
        yield len(x)
class C:
    n = len('abc')
try:
    import json
except Exception as e:
    print(type(e), e)
print('in', f('abc'), g(), list(gen()), C.n, f.__builtins__ is B, sys._getframe().f_builtins is B)
""", "<c>", "exec")
def run(b):
    g = {'__builtins__': b, 'B': b, 'sys': sys, '__name__': 'x'}
    try:
        exec(code, g)
    except Exception as e:
        print(type(e).__name__, e)
    return g
ours = dict(vars(builtins)); ours['len'] = lambda x: 'my len'
for i in range(3):
    run(ours)
    run({})
    run({'print': print, '__build_class__': __build_class__})
    run(vars(builtins))
    run(builtins)
for text, b in [("len('abc')", {}), ("len('abc')", {'len': lambda x: 7}), ("len('abc')", builtins), ("[].x", {}), ("(lambda: len)()", {'len': 4}), ("[len for x in (1,)]", {'len': 4}), ("list(len for x in (1,))", {'len': 4, 'list': list}), ("__builtins__", {'a': 1})]:
    try: print(eval(text, {'__builtins__': b}))
    except Exception as e: print(type(e).__name__, e)
g = {}
exec("x = len('ab')", g); print(sorted(g), g['__builtins__'] is vars(builtins))
f = types.FunctionType((lambda: len('abc')).__code__, {'__builtins__': {'len': lambda x: 'other'}})
print(f(), f.__builtins__.keys())
f = types.FunctionType((lambda: len('abc')).__code__, {})
print(f(), f.__builtins__ is vars(builtins))
class M:
    def __getitem__(self, k):
        if k == 'len': return lambda x: 'mapped'
        raise KeyError(k)
try: print(eval("len('abc'), (lambda: len('x'))()", {'__builtins__': M()}))
except Exception as e: print(type(e).__name__, e)
try: print(eval("foo", {'__builtins__': M()}))
except Exception as e: print(type(e).__name__, e)
try: print(eval("(lambda: foo)()", {'__builtins__': M()}))
except Exception as e: print(type(e).__name__, e)
def inherit():
    return eval("eval('len(1)', {})", {'__builtins__': {'eval': eval, 'len': lambda x: 'inherited'}})
print(inherit())
g = {'__builtins__': {'len': lambda x: 'first'}}
exec("def f(): return len(1)\ndef loop():\n    n = []\n    for i in (1,2,3,4,5): n.append(f())\n    return n", g)
h = g['f']
print(g['loop']())
g['__builtins__'] = {'len': lambda x: 'second'}
print(h(), g['loop']())
exec("def f(): return len(1)", g)
print(h(), g['f'](), g['loop']())
real, builtins.all = all, lambda it: 'mine'
def f(): return all(x for x in [1])
print(f())
builtins.all = real
