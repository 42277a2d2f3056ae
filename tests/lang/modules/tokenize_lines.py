"""`tokenize` and `token`."""
import io
import token
import tokenize


def show(s, b=False):
    print('----', repr(s))
    try:
        it = tokenize.tokenize(io.BytesIO(s).readline) if isinstance(s,bytes) else tokenize.generate_tokens(io.StringIO(s).readline)
        for t in it: print(tuple(t)[:1]+(token.tok_name[t.exact_type],)+tuple(t)[1:])
    except BaseException as e: print(type(e).__name__, e, getattr(e,'args',None))
for s in ["x = 1\n","def f(a):\n    return a+1\n\n# c\n","if x:\n  y\n  z\nelse:\n    pass","a","","\n","\n\n  \n","# c","(1,\n 2)\n","f'a{b!r:>{w}}c'\n","f'{x=}'\n","f'''a\n{b}\n'''\n","t'{a}b'\n","f''\n","f'{{}}'\n","f'a{{b{c}}}d'\n","'''a\nb'''\n","x \\\n + 1\n","a;b\n","0x1F 1e5 1_000 1j .5 0b1 5. 1.e3\n","a->b ... := ** // >> <<= != <> @= ~\n","if 1:\n\tx\n        y\n","  x\n","if 1:\n  a\n b\n","'abc\n","'''abc","(","(]",")","$\n","?","!\n","é = 'ü'\n","x = 1 # c\ny","if a:\n    # c\n    b\n  # d\nc\n","class A:\n  def f(self): pass\n\n  x = 1\n","a\r\nb\r\n","@dec\nasync def f(): await x\n","lambda: (yield)\n","b'x' rb'y' Rb'z' u'w'\n","x=[\n1,\n# c\n2]\n","\tx\n","a\x0cb\n","1if 2else 3\n","0777\n","1__0\n","1_\n","0x\n","1abc\n","f'{a:{b:c}}'\n","f'{a:%Y-%m}'\n","f'{\n a\n}'\n","rf'\\{a}'\n","f'\\N{BULLET}{a}'\n","match x:\n  case 1: pass\n","f'{a' \n","f'a\n","f'{a}}'\n","x\\\n","x\\","if 1:\n  a\n  \nb","if 1:\n  a\n\n","\\\nx\n","a\n\\\n","f'{a!r}'\n","f'{a:}'\n","f'{a:x}{b}'","f\"{f'{1}'}\"\n", "print('hi')"]: show(s)
for s in [b"x\n", "é\n".encode(), b"# -*- coding: latin-1 -*-\n\xe9\n", b"\xef\xbb\xbfx\n", b"#!/x\n# coding: utf-8\nx", b"# coding: foo\n", b"\xff\n", b"", b"\xef\xbb\xbf# coding: latin-1\n"]: show(s)
t=list(tokenize.generate_tokens(io.StringIO("def f(a):\n    return a+1 # c\n\nx = f'{a!r:>3}'\n").readline))
print(repr(tokenize.untokenize(t))); print(repr(tokenize.untokenize([(x.type,x.string) for x in t]))); print(t[0], t[0].exact_type, t[3].exact_type, repr(t[2]))
for src in ["x = 1\n","if a:\n    b\nelse:\n  c\n","a = (1,\n     2)\n","x \\\n + 1\n","f'a{b!r:>{w}}c{{}}'\n","# c\n\n\nx\n", "a   +   b\n","\tx\n" if 0 else "if 1:\n\tx\n"]:
    l=list(tokenize.generate_tokens(io.StringIO(src).readline)); u=tokenize.untokenize(l); print(u==src, repr(u), repr(tokenize.untokenize((x.type,x.string) for x in l)))
for b in [b'', b'x', b'# coding: latin-1', b'\xef\xbb\xbf', b'\n# vim: set fileencoding=ascii :\n', b'# coding: nope\n', b'\xef\xbb\xbf# coding: ascii\n', b'# coding:utf8', b'x\n# coding: ascii\n', b'\xe9\n']:
    try: print(b, tokenize.detect_encoding(io.BytesIO(b).readline))
    except BaseException as e: print(b, type(e).__name__, e)
try: print(tokenize.untokenize([(tokenize.NAME,'a',(1,0),(1,1),'a'),(tokenize.NAME,'b',(1,0),(1,1),'a')]))
except BaseException as e: print(type(e).__name__, e)
print(tokenize.TokenInfo._fields)
try: tokenize.generate_tokens(io.BytesIO(b'x').readline).__next__()
except BaseException as e: print(type(e).__name__, e)
print(token.ISTERMINAL(3), token.ISNONTERMINAL(300), token.ISEOF(0))
