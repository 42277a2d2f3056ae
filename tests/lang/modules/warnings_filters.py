# Warnings: filters, places, recording.
import warnings, sys, io
sys.stderr = io.StringIO()
def out():
    v = sys.stderr.getvalue().replace(__file__, 'FILE'); sys.stderr.seek(0); sys.stderr.truncate(); return v
warnings.warn('one'); print(out())
for i in range(3): warnings.warn('loop')
print(out())
def dep(): warnings.warn('d', DeprecationWarning, stacklevel=2)
dep(); print(out())
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    warnings.warn('a'); warnings.warn('a'); warnings.warn(UserWarning('obj')); dep()
    print(len(w), w[0].message, w[0].category, w[0].lineno, w[-1].category.__name__, str(w[2].message))
    print(str(w[0]).replace(__file__,'FILE'))
with warnings.catch_warnings():
    warnings.simplefilter('error')
    try: warnings.warn('boom', RuntimeWarning)
    except RuntimeWarning as e: print('raised', e)
with warnings.catch_warnings():
    warnings.simplefilter('ignore'); warnings.warn('no'); print(repr(out()))
with warnings.catch_warnings():
    warnings.simplefilter('once')
    for i in range(2): warnings.warn('x1'); warnings.warn('x1')
    print(out())
with warnings.catch_warnings():
    warnings.simplefilter('module'); warnings.warn('m'); warnings.warn('m'); print(out())
with warnings.catch_warnings(action='ignore'): warnings.warn('q'); print(repr(out()))
warnings.warn_explicit('ex', UserWarning, 'foo.py', 12); print(out())
print(repr(warnings.formatwarning('msg', UserWarning, 'nofile.py', 3)), repr(warnings.formatwarning('msg', UserWarning, 'nofile.py', 3, 'code  ')))
def sw(message, category, filename, lineno, file=None, line=None): print('SHOW', message, category.__name__, lineno)
old = warnings.showwarning; warnings.showwarning = sw; warnings.warn('custom'); warnings.showwarning = old
for a in ['warnings.warn("x", 5)','warnings.warn("x", int)','warnings.simplefilter("bad")','warnings.filterwarnings("ignore", lineno=-1)','warnings.filterwarnings("ignore", category=int)','warnings.filterwarnings("ignore", message=3)','warnings.catch_warnings(record=True)']:
    try: print(a, eval(a))
    except BaseException as e: print(a, type(e).__name__, e)
@warnings.deprecated('use g')
def f(x): "doc"; return x
print(f(3), f.__name__, f.__doc__, f.__deprecated__, out())
@warnings.deprecated('old class')
class C:
    def __init__(self, v): self.v = v
print(C(4).v, C.__deprecated__, out())
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    class D(C): pass
    D(1); print([str(x.message) for x in w])
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); ~True; print([str(x.message)[:40] for x in w])
print(warnings.filters[0][0], len(warnings.filters))
warnings.resetwarnings(); print(warnings.filters); warnings.warn('pend', PendingDeprecationWarning); print(out())
