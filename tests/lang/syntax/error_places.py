# Syntax errors: messages and places, of the front end's own words for common mistakes
cases = [
'try: pass', 'try: pass\nexcept A as b.c: pass', 'with x: ', 'import a as 1', 'from x import a,', 'import a from b', '(x := 1) = 2', 'a, b += 1',
"x = 'a' b'b'", "x = f'{a:{b}'", "x = f'{!a}'", "x = f'{a = !r:^20'", "x = f'{lambda x: 1}'", "x = f'{a:'", "x = f'{*}'", '  x = 1',
'if 1:\n    x = 1\n  y = 2', 'if 1:\n    x = 1\n      y = 2', 'def f():', '[x for x in y z]', '[x, y for x in z]', '{a: b, c d}',
'from a.b import (c d)', 'def f(a: int b): pass', "import a as b.c", "import a, b from c", "from a import b, c,", "import x as f()", "from a import b as 1", "from a import b as c.d",
"x = b'a' 'b'", "x = 'a' f'b' b'c'", "x = f'{a b}'", "x = f'{=}'", "x = f'{:}'", "f'{a!x}'", "f'{a!}'", "f'{,}'", "f'{'", "f'{a'", "f'{a!r'", "f'{a:x'", "f'{a:{b:{c}}'",
"[a, b for c in d]", "(a, b for c in d)", "{a, b for c in d}", "[*a for a in b]", "{**a for a in b}", "f(a, b for c in d)", "{a: b for c in d, e}",
"class A(x for x in y): pass", "try:\n    pass\nexcept A as 1: pass", "try: pass\nfinally", "try: pass\nx = 1", "while 1:", "class A:", "for x in y:", "if x:\npass", "else: pass",
"x = [1, 2", "x = {1: 2, 3}", "x = {1:}", "x = {1: 2, **}", "{a: *b}", "{**a: 1}", "(a, b) += 1", "[a] += 1", "f() += 1", "x + 1 += 2", "(a) += 1 += 2",
"(yield) = 1", "(x for x in y) = 1", "f(__debug__=1)", "def f(__debug__): pass", "__debug__ = 1", "x.__debug__ = 1", "del __debug__", "import __debug__", "lambda __debug__: 1", "class __debug__: pass",
"with open(x) as f(): pass", "with a as 1: pass", "for 1 in x: pass", "for f() in x: pass", "for x, 1 in y: pass", "async x", "await", "def f(a, a): pass",
"    x", "if 1:\n  a\n b", "def f(:", "def f(a=): pass", "f(a=)", "f(a b)", "(a b)", "[a b]", "a b", "print a", "exec 'a'", "x = 1 2", "return return",
"def f(a: int, b: str c): pass", "lambda a b: 1", "def f(a b): pass", "from a import (b, c d)", "from a import *, b", "from . import", "import", "from a import ()", "from a import",
]
for c in cases:
    try:
        compile(c + '\n', 'f', 'exec')
        print(repr(c), 'ok')
    except SyntaxError as e:
        print(repr(c), '|', type(e).__name__, e.msg, '|', e.lineno, e.offset, e.end_lineno, e.end_offset)
