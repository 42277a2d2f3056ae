# getattr, setattr, hasattr, delattr, vars, dir, type with three arguments, callable.


class C:
    kind = "class"

    def method(self):
        return "method"


c = C()
c.x = 1
print(getattr(c, "x"), getattr(c, "nope", None), hasattr(c, "kind"), hasattr(c, "nope"), vars(c), c.__dict__ is vars(c), c.__class__ is C)
setattr(c, "y", 2)
delattr(c, "x")
print(vars(c), [n for n in dir(c) if not n.startswith("_")], getattr(c, "method")())
c.__dict__["z"] = 3
print(c.z, c.__dict__)
c.__class__ = type("Other", (), {"kind": "other"})
print(c.kind, c.y, type(c).__name__)
for bad in (lambda: getattr(c, "q"), lambda: delattr(c, "q"), lambda: setattr(5, "a", 1), lambda: getattr(c, 5), lambda: vars(5), lambda: (1).real.nothing, lambda: setattr(int, "a", 1)):
    try:
        bad()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
print(callable(C), callable(c), callable(C().method), [f.__name__ for f in (len, C.method, print, list.append, str)])


def f(a, b=1):
    """Doc."""
    return a


f.note = "n"
print(f.__name__, f.__doc__, f.__defaults__, f.__dict__, f.__module__, f.__code__.co_name, f.__code__.co_consts[-1], f.__kwdefaults__)
f.__defaults__ = (7,)
print(f.__call__(1), (lambda: 0).__name__, f.__qualname__, f.__code__.co_firstlineno)
print(globals()["c"] is c, "f" in globals(), locals() is globals(), __name__)
