# compile() of a single statement, and of texts with docstrings, by level.


def t(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error, error.args)


for source in ("", "\n", "# c", "   ", "1", "1\n", "a=1;b=2", "if 1: pass", "if 1: pass\n", "def f():\n  pass", "def f():\n  pass\n",
               "a\nb", "a=1\n# x\n", "pass\n\n\n", "x = 1 # c", "if 1:\n pass\nelse:\n pass", "1;", "(", "\n\n",
               "# c\n", "# a\n# b", " \n", "\t", "   # c", "\n# c", "  \n\n", "#", "\n  ", "if 1:\n pass\nelse: pass",
               "def f():\n  if 1: pass", "if 1:\n pass\n# c", "if 1:\n pass\n ", "if 1: pass # c", "if 1: pass\n# c",
               "@a\ndef f(): pass", "class A: x=1", "if 1: pass;", "  1", "a\n\n", "\x0c", "try:\n  1\nexcept: 2\nb"):
    print(repr(source), end=" ")
    t(lambda: compile(source, "f", "single").co_names)

source = """'''doc'''
def f():
    "f doc"
    assert 0
    return __debug__
class C:
    "c doc"
    async def g(self):
        "only"
    def h(self):
        "of h"
        "second"
    class D:
        "nested"
        lambda: "kept"
"""
for level in (-1, 0, 1, 2):
    scope = {}
    exec(compile(source, "f", "exec", optimize=level), scope)
    C = scope["C"]
    print(level, scope.get("__doc__"), scope["f"].__doc__, C.__doc__, C.g.__doc__, C.h.__doc__, C.D.__doc__)
    print(scope["f"].__code__.co_consts, hex(scope["f"].__code__.co_flags))
    t(scope["f"])
print(compile("'alone'", "f", "exec", optimize=2).co_consts, compile("'alone'", "f", "eval", optimize=2).co_consts)
print(compile("'typed'", "f", "single", optimize=2).co_consts)
t(compile, "", "f", "exec", optimize=3)
