# Classes that derive from that of modules.
import sys
import types


class Lazy(types.ModuleType):
    kind = "lazy"

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(f"no {name}")
        value = name.upper()
        self.__dict__[name] = value
        return value

    def method(self):
        return self.__name__


lazy = Lazy("sums", "about sums")
lazy.x = 1
print(lazy.__name__, lazy.__doc__, lazy.x, lazy.kind, lazy.method(), lazy.abc, sorted(lazy.__dict__))
print(hasattr(lazy, "_no"), isinstance(lazy, types.ModuleType), type(lazy).__mro__[1].__name__)
print(sorted(dir(lazy)), vars(lazy) is lazy.__dict__)
sys.modules["sums"] = lazy
import sums
from sums import first, x

print(sums is lazy, first, x)
del lazy.x
try:
    types.ModuleType("plain").nothing
except AttributeError as error:
    print(error)
print(lazy.__dict__.get("x"), lazy.x)
lazy.__class__ = types.ModuleType if False else Lazy
exec("def f(): return abc", lazy.__dict__)
print(lazy.f())

