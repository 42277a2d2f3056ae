NAME = 'x'
t = t"a{NAME}b{NAME!r:>{10}}c" t"{1+ 2 = }" t"tail" t"{ x }{y!a}{z=:>3}"
u = t""
v = t"{a}{b}"
w = t"{f"{a}"!s:}"
x = t"{'a' # comment
}{b   !r}{c
+d  =  !s}{  e  =}{ f:  {g} {h!r:{i}}}"
y = t'''
{
    a
}
  {{literal}} {b} \N{BULLET} \x41''' rt"\n{c}" t'''{d}
'''
def f(a, *, b):
    z = lambda: t"{a}{b}{z}{NAME:{a}{b}}"
    return t"{(yield a)}{[q for q in b]}"
async def g():
    return t"{await g()}{[i async for i in x]}"
t"{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}"
t"{t"{t"{n}"}"}"
class C:
    doc: t"{a}" = t"{b}"
    t"no doc"
{t"{a!r:}", (t"", t"x"), -1}
