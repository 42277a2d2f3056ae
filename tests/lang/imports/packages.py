# Packages and modules beside the program: relative imports, circular imports, __all__, __getattr__, errors.
import os
import sys

ROOT = "/tmp/packages_beside_%d" % os.getpid()
FILES = {
    "pkg/__init__.py": "print('init', __name__, __package__, __path__ is not None)\nfrom .one import value\nfrom . import two as second\n__all__ = ['value', 'lazy', 'sub']\ndef __getattr__(name):\n    if name == 'lazy':\n        return 'made lazily'\n    raise AttributeError('module %r has no %s' % (__name__, name))\ndef __dir__():\n    return ['shown']\n",
    "pkg/one.py": "print('one', __name__, __package__)\nvalue = 1\n_hidden = 2\nfrom .sub.deep import up\n",
    "pkg/two.py": "from pkg import one\nfrom . import one as again\nassert one is again\nname = __name__\n",
    "pkg/sub/__init__.py": "from .. import one\npartial = hasattr(one, 'value'), hasattr(one, 'up')\n",
    "pkg/sub/deep.py": "from ..one import value as up\nfrom ...pkg import one if False else one" if False else "from ..one import value as up\nfrom . import partial\n",
    "circle_a.py": "import circle_b\nx = 'a'\ndef get(): return circle_b.y\n",
    "circle_b.py": "import circle_a\ny = 'b'\ndef get(): return circle_a.x\n",
    "from_a.py": "from from_b import y\nx = 1\n",
    "from_b.py": "from from_a import x\ny = 1\n",
    "broken.py": "x = 1\nraise ValueError('in module')\n",
    "syntax.py": "x = = 1\n",
    "stars.py": "a = 1\n_b = 2\nc = 3\n",
    "stars_all.py": "__all__ = ['a', '_b']\na = 1\n_b = 2\nc = 3\n",
    "bad_all.py": "__all__ = ['nope']\n",
    "bad_all2.py": "__all__ = [1]\n",
    "replaced.py": "import sys\nclass M: attr = 'from the object'\nsys.modules[__name__] = M()\n",
    "pkg/main_like.py": "if __name__ == '__main__':\n    print('never')\nelse:\n    print('imported', __name__)\n",
}
created = []
for name, text in FILES.items():
    path = ROOT + "/" + name
    folder = path.rsplit("/", 1)[0]
    parts, at = folder.split("/"), ""
    for part in parts[1:]:
        at += "/" + part
        if not os.path.isdir(at):
            os.mkdir(at)
            created.append(at)
    with open(path, "w") as file:
        file.write(text)
sys.path.insert(0, ROOT)


def attempt(code, names=()):
    scope = {"__name__": "test"}
    try:
        exec(code, scope)
        print({k: v for k, v in scope.items() if not k.startswith("__") and not k.startswith("sys")} if not names else [scope[n] for n in names])
    except BaseException as error:
        text = str(error).replace(ROOT, "ROOT")
        print(type(error).__name__ + ":", text, getattr(error, "name", None), "")


import pkg

print(pkg.value, pkg.second.name, pkg.lazy, dir(pkg), pkg.sub.partial, pkg.__name__, pkg.__package__)
attempt("import pkg.sub.deep as d", ["d"][:0] or ()) if False else None
attempt("from pkg import *; del pkg" if False else "from pkg import value, lazy")
attempt("from pkg import nothing")
attempt("from pkg import one, two, sub; a = one.up, two.name, sub.__name__", ["a"])
attempt("import pkg.nothing")
attempt("import pkg.one.nothing")
attempt("import nothing.at.all")
attempt("from pkg.sub.deep import up")
attempt("import circle_a; r = circle_a.get(), circle_a.circle_b.get()", ["r"])
attempt("import from_a")
attempt("import broken")
print("broken" in sys.modules)
attempt("import syntax")
attempt("from stars import *")
attempt("from stars_all import *")
attempt("from bad_all import *")
attempt("from bad_all2 import *")
attempt("from stars import d")
attempt("from stars import __name__ as n; m = n", ["m"])
attempt("import replaced; r = replaced.attr", ["r"])
attempt("from replaced import attr")
attempt("import pkg.main_like; r = pkg.main_like.__name__", ["r"])
attempt("from . import x")
attempt("from .x import y")
attempt("from .. import x")
attempt("import sys.path")
attempt("from sys import nothing_there")
attempt("from math import pii")
attempt("import pkg.one as o, stars as s; r = o.value, s.a", ["r"])
exec("from ..one import value", {"__name__": "pkg.sub.x", "__package__": "pkg.sub"})
attempt("__package__ = 'pkg'; from .... import x")
attempt("__package__ = 'nopkg'; from . import x")
attempt("__package__ = 'pkg'; from .one import value as v; from . import two; r = v", ["r"])
m = __import__("pkg.sub.deep")
print(m.__name__, __import__("pkg.sub.deep", fromlist=["up"]).__name__, __import__("one", {"__package__": "pkg", "__name__": "pkg"}, None, ["value"], 1).value)
sys.modules["blocked"] = None
attempt("import blocked")
attempt("import importlib")if False else None
print(type(sys.modules["pkg"]).__name__, repr(sys.modules["pkg"]).replace(ROOT, "ROOT"), pkg.__file__.replace(ROOT, "ROOT"), pkg.__path__[0].replace(ROOT, "ROOT"))
pkg.value = 10
from pkg import value

print(value)
del pkg.value
attempt("from pkg import value")
for name in FILES:
    os.remove(ROOT + "/" + name)
