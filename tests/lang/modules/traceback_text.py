# Tracebacks and stacks as objects and as text.
import traceback, sys, io, linecache
def f(x): return 1 / x
def g(y):
    z = y + 1
    return f(y) + z
try: g(0)
except ZeroDivisionError as e:
    print(traceback.format_exc())
    print(traceback.format_exception_only(e), traceback.format_exception(e)[-1])
    for s in traceback.extract_tb(e.__traceback__): print(s.lineno, s.name, s.line, list(s)[1:], s[2], len(s), s.colno, s.end_colno, s.end_lineno)
    print(traceback.format_tb(e.__traceback__, limit=1), traceback.format_tb(e.__traceback__, limit=-1))
    traceback.print_exc(file=sys.stdout, limit=1)
    t = traceback.TracebackException.from_exception(e, capture_locals=False)
    print(''.join(t.format())); print(str(t), len(t.stack), t.exc_type_str)
    print([(fr.f_code.co_name, ln) for fr, ln in traceback.walk_tb(e.__traceback__)])
try:
    try: g(0)
    except ZeroDivisionError as e: raise KeyError('k') from e
except KeyError as e: print(traceback.format_exc()); print(''.join(traceback.format_exception(e, chain=False)))
try:
    try: g(0)
    except ZeroDivisionError as e: [][1]
except IndexError as e: print(''.join(traceback.format_exception(type(e), e, e.__traceback__)))
def h(): return traceback.extract_stack()
st = h(); print([x.name for x in st][-2:], traceback.format_list(st)[-1])
def p(): traceback.print_stack(file=sys.stdout, limit=2)
p()
print(traceback.format_list([('a.py', 3, 'fn', 'x = 1'), ('b.py', 4, 'gn', None)]))
def rec(n): return rec(n-1) if n else 1/0
try: rec(10)
except ZeroDivisionError: print(traceback.format_exc())
try: raise ExceptionGroup('eg', [ValueError(1), ExceptionGroup('in', [TypeError('t'), KeyError('z')])])
except ExceptionGroup as e: print(traceback.format_exc()); print(traceback.format_exception_only(e, show_group=True))
e = ValueError('x'); e.add_note('note1\nnote2'); print(traceback.format_exception(e), traceback.format_exception_only(e))
print(repr(traceback.format_exc()))
for a in ['traceback.format_exception(3)','traceback.format_exception(ValueError)','traceback.print_exception()','traceback.format_exception(ValueError, None, None)','traceback.format_exception_only(None)','traceback.format_exception(ValueError("a"), None)','traceback.FrameSummary("f",1,"n")','traceback.FrameSummary("f",1,"n",line=" q ").line','traceback.StackSummary.from_list([("f",1,"n","l")])','traceback.FrameSummary("f",1,"n",line="l")==("f",1,"n","l")']:
    try: print(a, eval(a))
    except Exception as ex: print(a, type(ex).__name__, ex)
try: exec("def q(:\n pass")
except SyntaxError as e: print(traceback.format_exception_only(e))
b = io.StringIO()
class E(Exception): pass
try: raise E
except E as e: traceback.print_exception(e, file=b)
print(b.getvalue())
def locs():
    a = 1; b = 'x'*3
    raise RuntimeError('r')
try: locs()
except RuntimeError as e:
    s = traceback.StackSummary.extract(traceback.walk_tb(e.__traceback__), capture_locals=False)
    print(''.join(s.format())[-200:])
