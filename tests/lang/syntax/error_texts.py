# SyntaxError messages with their places.
CASES = r'''
f(
---
(1, 2
---
[1, 2
---
{1: 2
---
x = )
---
(]
---
f(a for a in b, c)
---
f(a, b for b in c)
---
f(a=1, 2)
---
f(**a, *b)
---
f(**a, b)
---
f(a=1, a=2)
---
f(a.b=1)
---
f(1=2)
---
f(True=1)
---
f(a, b=)
---
def f(a, a): pass
---
def f(a=1, b): pass
---
def f(*): pass
---
def f(*, **k): pass
---
def f(**k, a): pass
---
def f(*a, *b): pass
---
def f(a, /, b, /): pass
---
def f(/): pass
---
def f(*a, /): pass
---
def f(None): pass
---
def f(a, (b, c)): pass
---
def f(a.b): pass
---
def f(1): pass
---
def f(
---
def f: pass
---
def (): pass
---
def f() pass
---
class C pass
---
class C(: pass
---
class: pass
---
lambda *: 1
---
lambda a=1, b: 1
---
lambda a, a: 1
---
if x
    pass
---
if x = 1: pass
---
if x == 1 pass
---
while x
---
for x in: pass
---
for x y in z: pass
---
for 1 in x: pass
---
for f() in x: pass
---
for x in y
    pass
---
try:
    pass
x = 1
---
try: pass
except: pass
except ValueError: pass
---
try: pass
except A, B: pass
---
try: pass
finally: pass
except: pass
---
with x as 1: pass
---
with x as f(): pass
---
with (x as y, z as 1): pass
---
import
---
import a.b as c.d
---
from x import
---
from x import (a, b
---
from x import *, a
---
from . import *
x
---
def f():
    from x import *
---
1 = x
---
f() = 1
---
None = 1
---
True = 1
---
a + b = 1
---
-a = 1
---
a < b = 1
---
[a, 1] = x
---
(a, f()) = x
---
"x" = 1
---
f"{x}" = 1
---
... = 1
---
a and b = 1
---
not a = 1
---
a if b else c = 1
---
lambda: x = 1
---
[x for x in y] = 1
---
{x} = 1
---
{x: y} = 1
---
(yield) = 1
---
x := 1
---
(a.b := 1)
---
(a[0] := 1)
---
(1 := 2)
---
(a, b := 1, 2)
(x.y, := 1)
---
(a, b) += 1
---
[a] += 1
---
f() += 1
---
1 += 1
---
None += 1
---
a: int: str
---
(a, b): int
---
[a]: int
---
f(): int
---
1: int
---
del f()
---
del 1
---
del a + b
---
del (a, 1)
---
del None
---
del x if y else z
---
del *a
---
*a
---
*a = 1
---
*a, *b = 1
---
x = *a
---
(*a)
---
print(*a if b else c)
---
return
---
return 1
---
yield 1
---
x = yield
---
await x
---
async def f(): yield from x
---
class C:
    return 1
---
class C:
    yield 1
---
break
---
continue
---
if 1:
    break
---
def f():
    continue
---
for x in y:
    def f():
        break
---
nonlocal x
---
def f():
    nonlocal x
---
def f():
    global x
    nonlocal x
---
def f(x):
    global x
---
def f(x):
    nonlocal x
---
def f():
    x = 1
    global x
---
def f():
    print(x)
    global x
---
def f():
    x: int
    global x
---
def f():
    x = 1
    def g():
        x = 2
        nonlocal x
---
global x, y
x = 1
def f():
    x: int
    nonlocal q
---
x = 1 2
---
x = a b
---
a b c
---
print 1
---
print "a"
---
exec "a"
---
x = 0777
---
x = 0b12
---
x = 0o8
---
x = 0xg
---
x = 1_
---
x = 1__0
---
x = 1.e
---
x = 1e
---
x = 1a
---
x = 0_7
---
x = 09
---
x = 00
---
x = 1if 2else 3
---
x = 'abc
---
x = "abc
---
x = """abc
---
x = 'a' b
---
x = b'é'
---
x = '\x1'
---
x = '\u12'
---
x = '\N{nope}'
---
x = '\N'
---
x = b'\x1'
---
x = f'{'
---
x = f'{}'
---
x = f'}'
---
x = f'{a b}'
---
x = f'{a!x}'
---
x = f'{a!}'
---
x = $
---
x = a?b
---
x = a!b
---
x = ‘a’
---
x = a € b
---
x = \ 1
---
if 1:
x = 1
---
class C:
x = 1
---
for x in y:
pass
---
if 1:
	x = 1
        y = 2
---
else: pass
---
elif x: pass
---
if x: pass
else x: pass
---
if x:
    pass
elif:
    pass
---
except: pass
---
assert
---
assert (x, "msg") if
---
raise x, y
---
raise from x
---
x++
---
x--
---
++
---
x = = 1
---
x === 1
---
x <> 1
---
x =! 1
---
a ! b
---
not
---
x = not
---
x in
---
x is not not y
---
x..y
---
x.1
---
.x
---
x.
---
@
def f(): pass
---
@x
y = 1
---
@x y
def f(): pass
---
{1, 2: 3}
---
{1: 2, 3}
---
{1:}
---
{1: *a}
---
{**a for a in b}
---
{a: b for a, b in c, d}
---
[x for x]
---
[for x in y]
---
(x, y for x in z)
---
[*a for a in b]
---
[x := 1 for y in z if (y := 1)]
---
[(y := 1) for y in z]
---
class C:
    [x := 1 for y in z]
---
[x for y in (y := z)]
---
x[
---
x[1:2:3:4]
---
x[]
---
x[a=1]
---
from __future__ import nope
---
x = 1
from __future__ import annotations
---
from __future__ import braces
---
import __future__ as x, y.
---
__debug__ = 1
---
def f(__debug__): pass
---
f(__debug__=1)
---
x.__debug__ = 1
---
del __debug__
---
import __debug__
---
match x:
    case 1
        pass
---
async x = 1
---
async for x in y: pass
---
async with x: pass
---
def f():
    async for x in y: pass
---
def f():
    [x async for x in y]
---
pass pass
---
pass; ; pass
---
;
---
:
---
,
---
=
---
a = 5 if b
---
a = 5 if b else
---
a = if b: 5
---
x = (1 if 2)
---
x = {1 if 2: 3}
---
print(a b)
---
print(a, b c)
---
foo(a, b=c d)
---
[a b]
---
{a b}
---
{a: b c}
---
x = [1, 2 3]
---
"a" "b" c
---
a.b c.d
---
import a b
---
import a, b c
---
from a import b c
---
lambda x y: 1
---
lambda: (yield
---
def f(a b): pass
---
def f(a, b c): pass
---
for i in range(3) print(i)
---
while True print(1)
---
with open(x) as f print(f)
---
def f(x) -> : pass
---
def f(x) -> int pass
---
class C(a, b c): pass
---
try pass
---
finally: pass
---
if (a := 1: pass
---
True = 1
False = 2
---
x = True = 1
---
for None in x: pass
---
import None
---
import a.None
---
from None import a
---
x.None = 1
---
x.None
---
class None: pass
---
def None(): pass
---
with x as None: pass
---
global None
---
fro x import y
---
whille x: pass
---
improt x
---
clas C: pass
---
deff f(): pass
---
for i inn x: pass
---
retrun 1
---
esle: pass
'''.split("\n---\n")
for case in CASES:
    source = case.strip("\n") + "\n"
    try:
        compile(source, "<case>", "exec")
        print("ok      ", repr(source))
    except SyntaxError as error:
        print(type(error).__name__, repr(source), "|", error.msg, "|", error.lineno, error.offset, error.end_lineno, error.end_offset)
