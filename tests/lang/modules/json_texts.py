"""`json`: texts of values and values of texts, options, hooks, pieces, and what is said of what is wrong."""
import io
import json


def show(f):
    try:
        print(repr(f())[:300])
    except BaseException as e:
        print(type(e).__name__, e, getattr(e, '__notes__', None), e.__cause__, type(e.__context__))


class A: pass
class D(dict): pass
d={}; d['x']=d
show(lambda: json.dumps(d))
show(lambda: json.dumps(A(), default=lambda o: [o]))
show(lambda: json.dumps(A(), default=lambda o: 1/0))
show(lambda: list(json.JSONEncoder().iterencode([A()])))
show(lambda: list(json.JSONEncoder(default=lambda o:1/0).iterencode({"k":A()})))
show(lambda: json.dumps({float('nan'):1,1.5:2,True:3,None:4,5:6,'x':7}))
show(lambda: json.dumps({float('nan'):1},allow_nan=False))
show(lambda: json.dumps({1:1,'a':2},sort_keys=True))
show(lambda: json.dumps({A():1,2:3},skipkeys=True))
show(lambda: json.dumps({b'x':1}))
show(lambda: json.dumps([1,2],indent='--'))
show(lambda: json.dumps([1,[2]],indent=0))
show(lambda: json.dumps([1,[2]],indent=True))
show(lambda: json.dumps([1,[2]],indent=-1))
show(lambda: json.dumps([1,[2],{'a':1}],indent=1,separators=(';','~')))
show(lambda: json.dumps([1,2],separators=(1,2)))
show(lambda: json.dumps([1,2],separators=3))
show(lambda: json.dumps([1],indent=1.5))
show(lambda: json.dumps("é\u2028\U0001f600\x7f\x00\n\r\t\b\f\"\\/"))
show(lambda: json.dumps("é\u2028\U0001f600\x7f\x00\n\r\t\b\f\"\\/",ensure_ascii=False))
show(lambda: json.dumps(1,foo=2))
show(lambda: json.dumps())
show(lambda: json.dumps(1,cls=3))
show(lambda: json.JSONEncoder(1))
show(lambda: json.JSONEncoder().default(3))
show(lambda: json.JSONEncoder().encode({1}))
for s in ['', ' ', '{', '[', '[1', '[1,', '[1,]', '[1 2]', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a" 1}', '{"a":1 "b"}', '{1:2}', "{'a':1}", '"', '"abc', '"\\', '"\\x"', '"\\u12"', '"\\u12x4"', '"\\ud83d\\ude00"', '"\n"', '"\x00"', 'nul', 'tru', 'NaN', 'Infinity', '-Infinity', '-', '-x', '01', '1.', '1.e5', '1e5', '1E+5', '1e', '-0', '-0.0', '1 2', '[]x', '\ufeff1', '{"a":1}}', '[1,\n  x]', '{"a":[1,{"b":}]}', '{,}', '[,]', '{"a":1,,}', '1'*5000, '"\\u00e9\\n\\/\\b"', '{"a": 1 , }', '[ 1 , ]','1.5e400','123456789012345678901234567890', '"\\u 123"', '"\\u+123"', '"\\u0_12"','١','[1,\n2','{"é":x}']:
    try: print(repr(s[:30]), '->', repr(json.loads(s))[:60])
    except ValueError as e: print(repr(s[:30]), '->', type(e).__name__, e, getattr(e,'pos',None), getattr(e,'lineno',None), getattr(e,'colno',None), getattr(e,'msg',None)==str(e))
show(lambda: json.loads(None))
show(lambda: json.loads(b'{"a":1}'))
show(lambda: json.loads(bytearray(b'[1]')))
show(lambda: json.loads('[1]'.encode('utf-16')))
show(lambda: json.loads('[1]'.encode('utf-32-be')))
show(lambda: json.loads(b'\xff'))
show(lambda: json.loads(b'\xef\xbb\xbf1'))
show(lambda: json.loads('[1.5, 2, NaN]', parse_float=str, parse_int=lambda s: s+'!', parse_constant=lambda s: ('c',s)))
show(lambda: json.loads('{"a":{"b":1}}', object_hook=lambda d: sorted(d.items())))
show(lambda: json.loads('{"a":{"b":1},"a":2}', object_pairs_hook=lambda d: d, object_hook=1/1))
show(lambda: json.loads('"\n"', strict=False))
show(lambda: json.JSONDecoder().raw_decode('1 x'))
show(lambda: json.JSONDecoder().raw_decode(' 1'))
show(lambda: json.JSONDecoder().raw_decode('xx 1', 3))
show(lambda: json.JSONDecoder().raw_decode('1', -1))
show(lambda: json.JSONDecoder().raw_decode('1', 5))
from json.decoder import scanstring, JSONDecodeError; from json import decoder, encoder, scanner
show(lambda: scanstring('abc"x',0))
show(lambda: scanstring('abc',0))
show(lambda: scanstring('abc',5))
show(lambda: scanstring('a\nc"',0,False))
show(lambda: scanstring('"',-1))
show(lambda: scanstring(3,0))
show(lambda: JSONDecodeError('m','a\nb',2).args); e=JSONDecodeError('m','a\nbcd',3); print(e.msg,e.doc,e.pos,e.lineno,e.colno,e, e.__reduce__())
show(lambda: encoder.encode_basestring_ascii(3))
show(lambda: encoder.encode_basestring('é"')); print(encoder.ESCAPE_DCT['"'], encoder.INFINITY, decoder.NaN)
show(lambda: json.JSONDecoder().scan_once('x',0))
show(lambda: json.JSONDecoder().scan_once('1',5))
show(lambda: json.detect_encoding(b'{'))
class I(int):
    def __repr__(s): return 'I'
class F(float):
    def __repr__(s): return 'F'
class S(str):
    def __str__(s): return 'S'
show(lambda: json.dumps([I(3),F(2.5),S('x'),True,{I(3):F(2.5),S('k'):1,F(1.5):2}]))
show(lambda: json.dumps(D(a=1)))
class L(list):
    def __iter__(s): return iter([7,8])
class E(dict):
    def items(s): return [('q',1),('r',2)]
show(lambda: json.dumps(L([1])))
show(lambda: json.dumps(E(a=1)))
show(lambda: json.dumps(E()))
show(lambda: json.dumps(10**30))
show(lambda: json.dumps(10**5000))
f=io.StringIO(); json.dump([1,{"a":2}],f); print(f.getvalue())
show(lambda: json.load(io.StringIO('[1]')))
class C:
    def __init__(s): s.n=[]
    def write(s,x): s.n.append(x)
c=C(); json.dump({"a":[1,2]},c); print(c.n); c=C(); json.dump({"a":[1,2]},c,indent=1); print(c.n)
def mut(o):
    lst.clear(); return 1
lst=[A(),2,3]
show(lambda: json.dumps(lst,default=mut))
show(lambda: json.dumps({"a":A()}))
show(lambda: json.dumps([[1,[A()]]]))
show(lambda: json.dumps((A(),)))
show(lambda: json.loads('{"a":1}', cls=json.JSONDecoder, strict=False))
show(lambda: json.loads('1', foo=2))
show(lambda: json.loads('[1]', parse_int=1))
show(lambda: json.dumps([1,A()],indent=1))
show(lambda: json.dumps({2:A()}))
show(lambda: json.dumps({"b":1,"a":{"d":1,"c":2}},sort_keys=True,indent=1))
def rec(n):
    x=[]
    for i in range(n): x=[x]
    return x
show(lambda: len(json.dumps(rec(500))))
show(lambda: len(json.dumps(rec(500),indent=1)))

def values(n):
    for i in range(n):
        yield {"i": i, "name": f"n{i}", "parts": [i / 4, None, i % 2 == 0, (i,)]}

total = 0
for text in map(json.dumps, values(500)):
    total += len(text) + json.loads(text)["i"]
print(total)
# However deep the stack is, it ends well.
nested = []
for i in range(5000):
    nested = [nested]
for f in (lambda: json.loads("[" * 5000 + "]" * 5000), lambda: json.loads('{"a":' * 5000), lambda: json.dumps(nested)):
    try:
        f()
    except (RecursionError, ValueError):
        pass
    print("ended")
