
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1

def delegate(it):
    r = yield from it
    return r

def cleanup(f):
    try:
        yield f
    except ValueError as e:
        yield e
    finally:
        f.close()

gx = (x*2 for x in y if x)

async def co(a):
    r = await a
    return r

async def agen(a):
    async for x in a:
        yield x

def loop_gen(n):
    t = 0
    for v in count(n):
        t += v
    return t

def echo(x):
    while True:
        x = yield
        if x is None:
            return 5

async def withm(m):
    async with m as v:
        yield v

def w(m):
    with m:
        yield 1
