# J04 collections.abc registrations
# skip: waits for collections.abc as abc
import collections.abc as abc
def g(): yield
async def c(): pass
async def a(): yield
x, y, z = g(), c(), a()
print([n for n in ("Generator", "Iterator", "Iterable", "Coroutine", "Awaitable", "AsyncGenerator", "AsyncIterator", "AsyncIterable") if isinstance(x, getattr(abc, n))])
print([n for n in ("Generator", "Iterator", "Iterable", "Coroutine", "Awaitable", "AsyncGenerator", "AsyncIterator", "AsyncIterable") if isinstance(y, getattr(abc, n))])
print([n for n in ("Generator", "Iterator", "Iterable", "Coroutine", "Awaitable", "AsyncGenerator", "AsyncIterator", "AsyncIterable") if isinstance(z, getattr(abc, n))])
y.close()
