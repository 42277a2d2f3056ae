# Scopes: global, nonlocal, class bodies, comprehensions, walrus, del, unbound names.
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


x = "global"


def reads():
    return x


def writes():
    x = "local"
    return x, globals()["x"]


def declares():
    global x, fresh
    x = "changed"
    fresh = 1
    return x


def unbound():
    print(x)
    x = 1


def maybe(flag):
    if flag:
        y = 1
    return y


def deleted():
    y = 1
    del y
    return y


def free_unbound():
    def inner():
        return z

    try:
        inner()
    finally:
        z = 1


def free_deleted():
    z = 1

    def inner():
        return z

    del z
    return inner()


def nonlocal_deleted():
    z = 1

    def inner():
        nonlocal z
        del z
        try:
            z
        except NameError as e:
            print(type(e).__name__, e)
        try:
            del z
        except NameError as e:
            print(type(e).__name__, e)
        z = 5

    inner()
    return z


attempt(reads)
attempt(writes)
attempt(unbound)
attempt(maybe, 0)
attempt(maybe, 1)
attempt(deleted)
attempt(free_unbound)
attempt(free_deleted)
attempt(nonlocal_deleted)
attempt(declares)
print(x, fresh)
attempt(lambda: undefined_name)


def del_global():
    global fresh
    del fresh
    del fresh


attempt(del_global)


def del_local():
    del q
    q = 1


attempt(del_local)


def counter():
    n = 0

    def up(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n

    return up, get


up, get = counter()
up()
up(5)
print(get())


class Body:
    x = "class"
    y = [x for _ in range(2)] if False else x
    z = [x for x in range(3)]
    first = x
    outer = [i for i in z]
    cond = [j for j in range(3) if j]

    def method(self):
        return x

    lam = lambda self: x
    try:
        nested = [x for _ in [1]]
    except NameError as e:
        nested = str(e)
    gen = list(i for i in z)
    del first


print(Body.x, Body.y, Body.z, Body.outer, Body.cond, Body().method(), Body().lam(), Body.nested, Body.gen, hasattr(Body, "first"))


def class_scope():
    x = "enclosing"

    class Inner:
        y = x
        x = "inner"
        z = x

        def m(self):
            return x

    return Inner.y if hasattr(Inner, "y") else None, Inner.z, Inner().m()


attempt(class_scope)


def class_nonlocal():
    v = 1

    class K:
        nonlocal v
        v = 2
        w = 3

    return v, hasattr(K, "v"), K.w


attempt(class_nonlocal)


class ClassGlobal:
    global from_class
    from_class = 1

    class Nested:
        def __init__(self):
            self.q = __class__.__qualname__

        def f(self):
            def g():
                class L:
                    pass

                return L.__qualname__

            return g()


print(from_class, hasattr(ClassGlobal, "from_class"), ClassGlobal.Nested().q, ClassGlobal.Nested().f())
print([y := 1, y**2], y, [last := i for i in range(4)], last)


def walrus():
    if (n := 10) > 5:
        total = [prev := prev + i for i in range(3)] if (prev := 0) is not None else None
        return n, prev, total
    while chunk := None:
        pass


print(walrus())
print(any((found := i) > 2 for i in range(10)), found)


def walrus_global():
    global wg
    [wg := i for i in range(3)]


walrus_global()
print(wg)


def walrus_nonlocal():
    wn = 0

    def inner():
        nonlocal wn
        return [wn := i for i in range(5)]

    inner()
    return wn


print(walrus_nonlocal())
funcs = []
for i in range(3):
    def closure():
        return i

    funcs.append(closure)
print([f() for f in funcs])


def make():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
        fs.append(lambda i=i: i)
    return fs


print([f() for f in make()])
print([[f() for f in [lambda: j for j in range(3)]], [f() for f in [lambda j=j: j for j in range(3)]]])
try:
    print(j)
except NameError as e:
    print(e)


def comp_scope():
    i = "outer"
    a = [i for i in range(2)]
    b = {i: i for i in range(2)}
    c = {i for i in range(2)}
    d = list(i for i in range(2))
    return i, a, b, c, d, [(i, k) for i in range(2) for k in range(i, 2)], [[m for m in range(n)] for n in range(3)]


print(comp_scope())


def exec_tests():
    ns = {}
    exec("a = 1\ndef f(): return a\nclass C: z = a", ns)
    print(ns["a"], ns["f"](), ns["C"].z, sorted(k for k in ns if k != "__builtins__"))
    g, l = {}, {}
    exec("b = 2\nglobal c\nc = 3", g, l)
    print(l, {k: v for k, v in g.items() if k != "__builtins__"})
    print(eval("b + c", g, l), eval("[q for q in range(b)]", g, l))
    local = 5
    print(eval("local + 1"), eval("x"))
    exec("local = 7")
    print(local, locals()["local"])
    code = compile("v * 2", "<s>", "eval")
    print([eval(code, {"v": n}) for n in range(3)])
    exec(compile("def h():\n  return __name__", "<s>", "exec"), g)
    attempt(g["h"])
    attempt(eval, "1 +")
    attempt(eval, "undefined_thing")
    attempt(exec, "x = ")
    attempt(eval, "a = 1")
    attempt(eval, 1)
    attempt(exec, "1", 1)
    attempt(eval, "1", {}, 1)
    attempt(eval, "1", [])
    attempt(exec, compile("yield 1", "f", "eval") if False else "1")
    single = compile("3 + 4\n", "<s>", "single")
    exec(single)
    exec("for i in range(2):\n  i\n")
    print(eval(" 1 + 1 "), eval("\n2") if False else 2)

    class Map(dict):
        def __getitem__(self, k):
            return "missing " + k

    print(eval("foo", {}, Map()))
    exec("bar = baz", {}, m := Map())
    print(m)


exec_tests()
try:
    del nothing_here
except NameError as e:
    print(e)
a = b = c = [1, 2, 3, 4]
del a[0], b[1:]
print(c)


class Holder:
    pass


h = Holder()
h.x = h.y = 1
del (h.x), [h.y]
print(vars(h))
d = {1: 2, 3: 4}
del d[1], (d[3])
print(d)
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 > 0, 1 == 1 != 2, 1 in [1] in [[1]], not 1 < 2 < 3)


def chained():
    log = []

    def v(x):
        log.append(x)
        return x

    r = v(1) < v(3) < v(2) < v(5), v(1) < v(2) <= v(2) == v(2)
    return r, log


print(chained())
assert True, "unused"
try:
    assert 1 == 2, "message %d" % 5
except AssertionError as e:
    print(repr(e))
try:
    assert ()
except AssertionError as e:
    print(repr(e), e.args)
print(__name__, __debug__)


def documented():
    "the doc"
    return documented.__doc__


print(documented(), documented.__module__, documented.__qualname__, (lambda: 0).__qualname__, exec_tests.__code__.co_varnames[:3])
documented.attr = 1
print(documented.__dict__, vars(documented), dir(documented)[-1])
if x:
    import sys as conditional
else:
    conditional = None
print(conditional is not None, sorted(k for k in vars() if k.startswith("cond")))


def local_vars(a, b=2, *c, d=4, **e):
    f = 5
    return locals(), sorted(dir()), vars()


print(local_vars(1, 3, 5, z=6))
