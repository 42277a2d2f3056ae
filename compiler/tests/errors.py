"""Sources that do not compile, and what CPython 3.14 says of them.

    python3.14 compiler/tests/errors.py > compiler/tests/errors.expected
"""
SOURCES = r'''
yield 1
yield from x
class C: yield 1
return 1
await x
async for i in x: pass
async with x: pass
def f(): await x
def f(): async for i in x: pass
def f():\n async for i in x: pass
def f():\n async with x: pass
def f(): [i async for i in x]
async def f(): yield from x
async def f():\n yield\n return 1
def f(): (yield) = 1
def f(): (yield x) += 1
def f(): yield = 1
def f(x=(yield)): pass
lambda: await x
async def f(): lambda: await x
def f(): [(yield x) for x in y]
def f(): ((yield x) for x in y)
def f(): {(yield x) for x in y}
async def f(await): pass
def f(): del (yield)
def f(): print yield
def f(): f(yield 1)
def f(): f(x=yield 1)
nonlocal x
def f(): global x; x = 1; yield x; nonlocal x
def f():\n x = 1\n global x
def f():\n print(x)\n global x
def f(x):\n global x
def f(x):\n nonlocal x
def f():\n nonlocal x
def f():\n x: int\n global x
def f():\n global x\n x: int = 1
def f():\n def g():\n  nonlocal y\n y = 1\n global y
def f(a, a): pass
lambda a, a: 1
def f(*a, a): pass
break
continue
while 1:\n def f():\n  break
if 1:\n break
for i in x:\n pass\nelse:\n break
class C:\n return 1
None = 1
True = 1
x = None = 1
1 = x
1 + 1 = x
f() = 1
(a, f()) = 1
[a, 1] = x
a.b.c() = 1
-x = 1
not x = 1
x < y = 1
x if y else z = 1
lambda: 0 = 1
'a' = 1
f'{x}' = 1
{} = 1
{1} = 1
{1: 2} = 1
[x for x in y] = 1
(x for x in y) = 1
... = 1
a and b = 1
await x = 1
x += 1 += 2
f() += 1
(a, b) += 1
[a] += 1
1 += 1
None += 1
del f()
del 1
del (a, 1)
del None
del a + b
del *a
for 1 in x: pass
for f() in x: pass
for None in x: pass
with a as 1: pass
with a as f(): pass
with a as None: pass
import a.b as c.d
from a import *, b
def f():\n from a import *
class C:\n from a import *
from a import (b, c
from __future__ import braces
from __future__ import nonexistent
x = 1\nfrom __future__ import annotations
import
from a import
from . import
def
def f
def f(
def f()
def f():
class
class C
class C:
if
if x
if x:
if x = 1: pass
while x = 1: pass
else: pass
elif x: pass
except: pass
finally: pass
try: pass
try:\n pass\nx
try:\n pass\nexcept:\n pass\nexcept E:\n pass
try:\n pass\nexcept A, B as e:\n pass
for
for x
for x in
for x in y
with
with x
x =
x +
x ==
1 2
a b
a b c
print 1
print x
exec x
x = 5 y = 6
f(a b)
f(a, b
f(a=1, 2)
f(**a, 1)
f(**a, *b)
f(a=1, a=2)
f(1=2)
f(a.b=1)
f(None=1)
f(True=1)
f(x for x in y, 1)
f(1, x for x in y)
f(a, b=c for c in d)
class C(x for x in y): pass
[1, 2
(1, 2
{1, 2
{1: 2
{1: 2, 3}
{1:}
{1: *a}
{**a: 1}
{a: 1, **b for c in d}
[1, 2)
(1]
)
]
}
'abc
"abc
\'\'\'abc
f'{a
f'{a'
f'{'
f'}'
f'{}'
f'{a!x}'
f'{a!}'
f'{a b}'
f'{*a}'
b'é'
'\\N{foo}'
'\\x1'
'\\u12'
'\\U12345678'
b'\\x1'
0777
00
09
0x
0xg
0b2
0o8
1_
1__0
1e
1.e
1abc
1.5abc
0b1a
1if 2else 3
$
?
x ? y
a $ b
!x
x!
¢
x = 1 “
a\u00a0b
\\x
x \\ y
 x
 x = 1
if 1:\nx
if 1:\n  x\n y
if 1:\n  x\n    y
if x:\n\ty\n        z
def f():\n  x\n y
for x in y:\npass
while 1:\npass
def f():\npass
class C:\npass
with x:\npass
try:\npass
try:\n x\nexcept:\npass
try:\n x\nfinally:\npass
if 1:\n x\nelse:\npass
if 1:\n x\nelif 2:\npass
a, b := 1
(a, b := 1)
(a.b := 1)
(a[0] := 1)
(1 := 2)
(f() := 2)
a := 1
[i := 0 for i in x]
[[(i := 0) for j in x] for i in y]
[x for x in (y := z)]
class C: [y := x for x in z]
def f(a=(b:=1)): pass
*a
*a = b
*a, *b = c
a = *b
(*a)
print(*a for a in b)
[*a for a in b]
{**a for a in b}
(*a for a in b)
x = (*a)
del (*a)
for *a in b: pass
def f(a=1, b): pass
def f(a, b=1, c): pass
lambda a=1, b: 0
def f(*): pass
def f(*, **k): pass
def f(*a, *b): pass
def f(**k, a): pass
def f(**k, *a): pass
def f(*a=1): pass
def f(**k=1): pass
def f(a, /, b, /): pass
def f(/): pass
def f(*, a, /): pass
def f(a, *, /): pass
def f(1): pass
def f(None): pass
def f((a, b)): pass
def f(a.b): pass
lambda *: 0
lambda (a, b): 0
def f(a:): pass
def f() -> : pass
def None(): pass
class None: pass
def 1(): pass
class 1: pass
import None
import a as None
from a import None
global None
def f(): global x.y
__debug__ = 1
def f(__debug__): pass
del __debug__
__debug__ += 1
for __debug__ in x: pass
import __debug__
f(__debug__=1)
x.__debug__ = 1
assert
assert x,
raise x from
raise from x
raise x, y
return
def f(): return *a
@
@x\ny
x: int = 
x: int: str
(a, b): int
[a]: int
f(): int
1: int
x: yield
a[1:2:3:4]
a[]
a[1 2]
a.1
a.
a..b
a.b.
.a
a->b
a<>b
a===b
a=!b
a++
++
a--
a&&b
a||b
a ? b : c
if x then y
if (x:
x = [1, 2, 3
y = 4
x = {'a': 1\ny = 2
x = (1,\n2\ny = 3
def f(x\n  pass
print(1
foo(1, 2\nbar(3)
"a" "b
x = """a\nb\nc
x = 'a\nb'
lambda x: yield
lambda x: return
not
x not y
x is
x in
x not in
a if b
a if b else
a if else c
x = a if b
x for x in y
[x for]
[x for x]
[x for x in]
[for x in y]
{x: for x in y}
(x for x in y
with open(x) as f, open(y) as g
with (a as b, c as d)
match x:
async x
async
await
async def f(): await
async def f():\n await = 1
def f():\n  x = 1\n\ty = 2
if True:\n    x = 1\n  else:\n    y = 2
x = yield = 1
def f(): x = yield = 2
def f(): return (yield x) = 1
def f(): x = yield: int
def f(): for (yield) in x: pass
pass pass
import a b
from a b import c
from a import b c
class C: pass pass
x = 1;; y = 2
;
: x
if x:: pass
if x: if y: pass
while x: for y in z: pass
x; if y: pass
def f(): def g(): pass
x: (yield)
def f(x: (yield)): pass
def f():\n x: (yield)
x: (y := 1)
def f(x: (y := 1)): pass
async def f():\n  x: await y
def f(x: await y): pass
def f(x: [a async for a in y]): pass
def f[T: (yield)](): pass
type X = (yield)
type X = (a := 1)
class C[T](x := 1): pass
class C[T]((yield)): pass
def f[T](x: (y:=1)): pass
def f[T=(yield 1)](): pass
def f[T: await x](): pass
def f[T, T](): pass
def f[T=int, U](): pass
type X[T, T] = int
def f[T]():\n nonlocal T
class C[T]:\n nonlocal T\n T = 1
def f[T](T): pass
x: int\ndef f():\n  global x\n  x: int
class C:\n  def f[T](x: (yield)): pass
def f[**P=int, *Ts=int, T](): pass
x: (yield from y)
lambda: (x for y in (yield))
def f(*a: *b): pass
def f(x, *a: (yield)): pass
class C:\n type X[T] = [T for T in (yield)]
def f():\n x: (y:=1)
def f[T](x=(yield)): pass
def f[T](x=(y:=1)): pass
def f[T: [x async for x in y]](): pass
async def g():\n def f[T: [x async for x in y]](): pass
async def g():\n x: [x async for x in y]
x: [y := 1 for z in a]
class C:\n x: [y := 1 for z in a]
type X = [y := 1 for z in a]
def f[T: [y := 1 for z in a]](): pass
class C[T]([y := 1 for z in a]): pass
def f[*T= (yield)](): pass
def f[**T= (yield)](): pass
def f[T: ((yield), 1)](): pass
from __future__ import annotations\nx: (yield)
type X =
class C[T
t'{'
t'{}'
t'{a!}'
t'{a!x}'
t'}'
t'{a:{'
t'
t'{lambda x:1}'
t'a' 'b'
'b' t'a'
t'a' f'b'
b'x' t'y'
tb'x'
ft'x'
ut'x'
t'{a b}'
t'{a=!z}'
t'{*a}'
t'{yield}'
t'{a:x'
t'{!r}'
t'{=}'
t'{:x}'
t'{)}'
t'x'=1
t'x':int=3
del t'x'
t'x'+=1
for t'x' in y:0
f'{a}' t'{b}'
t'{# a}'
t'{ !x'
match a:\n case t'x': 0
import t'x'
t'{1:d' 'x'
t'{(}'
t'{a;b}'
rtb''
ub''
ur''
f'{)}'
f'{a;b}'
f'{a:x'
bf''
b'a' f'b'
f'{(x]}'
t'{a:{b!}}'
t'{x!r}}'
class C(__debug__=1): pass
class A(a=1, __debug__=2): pass
def f[](): pass
class C[]: pass
type X[] = int
try: pass\nexcept* A as b.c: pass
try: pass\nexcept A as b.c: pass
def f():\n  # c
def f():\n  # c\nx
if 1:\n  # c
for i in x:\n  # c\n\n  # d
def f():\n\n# c
'''


def error(source):
    try:
        compile(source, "FILE", "exec")
    except SyntaxError as e:
        place = e.lineno, e.offset, e.end_lineno, e.end_offset
        return f"{type(e).__name__} {' '.join(map(str, place))} {e.msg}"
    except Exception as e:
        return f"{type(e).__name__} 0 0 0 0 {e}"
    return "compiles"


if __name__ == "__main__":
    import warnings
    warnings.simplefilter("ignore")
    for line in SOURCES.strip("\n").split("\n"):
        # Escapes stand for themselves but for these two.
        source = line.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\").replace("\\'", "'")
        source = source.replace("\\u00a0", "\u00a0")
        print(line)
        print("   ", error(source + "\n"))
