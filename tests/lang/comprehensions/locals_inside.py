# f_locals and locals() inside of comprehensions, which have no frame of their own.
import sys
def f(n):
    y = 1
    print([sorted(locals()) for x in [1]], sorted(locals()))
    print(list(sorted(locals()) for x in [1]))
    print([sorted(sys._getframe().f_locals) for x in [1]])
f(3)
class A:
    q = 1
    print([sorted(k for k in locals() if k[0]!='_') for x in [1]], [type(sys._getframe().f_locals).__name__ for x in [1]], [sorted(k for k in sys._getframe().f_locals if k[0] != "_") for x in [1]])
    print([eval('x') for x in [5]], [sorted(k for k in dir() if k[0]!='_') for x in [1]])
    print([type(locals()) for x in [1]], type(sys._getframe().f_locals), 'x' in locals())
    [sys._getframe().f_locals.__setitem__('zz', 4) for x in [1]]
    print('zz' in locals())
    print(list(sorted(locals()) for x in [1]))
    print([exec('w = x') for x in [5]], 'w' in locals())
    @staticmethod
    def g(): return __class__
    print([(sorted(k for k in locals() ), __class__) for x in [1]] if 0 else 0)
exec("""
print([sorted(k for k in locals() if k[0]!='_') for zx in [1]], [eval('zx') for zx in [5]], [type(locals()) for zx in [1]])
print([sorted(locals()) for zx in [1]])
""", {'sorted':sorted,'print':print,'locals':locals,'eval':eval,'type':type})
