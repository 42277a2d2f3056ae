# dis: listings of whatever holds code, of classes, text and bytes, with caches, offsets and positions; errors.
import dis
import io
import re


class Point:
    """A place."""
    origin = 0

    def __init__(self, x):
        self.x = x

    @classmethod
    def make(cls):
        return cls(1)

    @staticmethod
    def twice(n): return n * 2

    class Inner:
        def f(self): pass

    name = property(lambda self: self.x)
    wrapped = int


def gen(n):
    for i in range(n):
        got = yield i
    yield from (j for j in [got])


async def coro():
    return [x async for x in coro()]


async def agen():
    yield await coro()


def shown(function, *args, **keywords):
    text = io.StringIO()
    function(*args, file=text, **keywords)
    print(re.sub(" at 0x[0-9a-f]+", " at 0x...", text.getvalue()), end="")
    print("==")


shown(dis.dis, Point)
shown(dis.dis, Point.make)
shown(dis.dis, Point(1).__init__)
shown(dis.dis, gen)
shown(dis.dis, gen(3), show_offsets=True)
shown(dis.dis, gen, depth=0, show_positions=True)
shown(dis.dis, gen, depth=1, show_caches=True)
shown(dis.dis, gen, show_caches=True, show_offsets=True, show_positions=True)
c = coro()
shown(dis.dis, c)
c.close()
shown(dis.dis, agen())
shown(dis.dis, gen.__code__.co_code)
shown(dis.dis, bytearray(gen.__code__.co_code[:30]), show_offsets=True)
shown(dis.dis, "a + 1")
shown(dis.dis, "a = 1\nlambda: a\ndef f(x=1, *, y: int): return x\n")
shown(dis.dis, compile("\n" * 12345 + "a\n\nb", "?", "exec"))
shown(dis.disassemble, gen.__code__, 22)
shown(dis.disassemble, gen.__code__, lasti=22, show_positions=True)
shown(dis.disco, gen.__code__)
for target in (gen, gen(1), agen(), Point.twice, "x = y"):
    shown(dis.show_code, target)
print(dis.code_info(lambda a, b=1, /, c=2, *d, e, **f: (a, e)))
dis.show_code("1 + x")


def outer(a):
    def inner():
        return a, b
    b = 1
    return inner


print(dis.code_info(outer(1)))
for bad in (1, [], None.__class__, "a b", dis, object()):
    for function in (dis.dis, dis.code_info, dis.Bytecode, dis.get_instructions):
        if bad is dis:
            continue
        try:
            function(bad)
            print("fine")
        except (TypeError, SyntaxError) as error:
            print(type(error).__name__, error, error.__context__)
