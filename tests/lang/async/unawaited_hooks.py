# A fresh coroutine whose frame is cleared is warned about and stays; where no function of warnings helps.
import warnings, sys
async def f(): pass
def hook(u): print(u.err_msg.partition(' at 0x')[0], u.object, type(u.exc_value))
sys.unraisablehook=hook
warnings.simplefilter('error')
f()
warnings._warn_unawaited_coroutine=lambda c: 1/0
f()
warnings.simplefilter('ignore')
f()
warnings.simplefilter('always')
warnings.showwarning=lambda *a, **k: print('shown', a[0])
del warnings._warn_unawaited_coroutine
f()
c=f(); 
try: c.cr_frame.clear()
except Exception as e: print(type(e), e)
print(c.cr_frame is None, c.cr_running)
try: c.send(None)
except BaseException as e: print(type(e), e)
def g(): yield
x=g(); x.gi_frame.clear(); print(x.gi_frame, list(x))


# What is dropped while an exception unwinds is warned of at the line that raised.
def unwinding():
    async def dropped(): pass
    for _ in dropped(): pass


warnings.showwarning = lambda message, category, filename, lineno, *more: print(message, lineno)
try:
    unwinding()
except TypeError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
