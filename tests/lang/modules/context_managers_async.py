# contextlib: asynchronous managers and stacks.
import contextlib
@contextlib.contextmanager
def cm(x):
    print('enter',x)
    try: yield x*2
    finally: print('exit',x)
def co():
    @contextlib.asynccontextmanager
    async def acm(x):
        print('aenter'); 
        try: yield x
        finally: print('aexit')
    async def main():
        async with acm(3) as v: print(v)
        async with contextlib.AsyncExitStack() as s:
            print(await s.enter_async_context(acm(4)), s.enter_context(cm(9)))
            s.push_async_callback(cb, 5)
        try:
            async with acm(1): raise KeyError('z')
        except KeyError as e: print('got',e)
    async def cb(x): print('acb',x)
    c=main()
    try: c.send(None)
    except StopIteration: pass
co()
