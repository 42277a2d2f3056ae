# Views of memory with no, two and more dimensions: shapes, items, slices of the first, orders, casts, and what is refused.
def t(f):
    try:
        found = f()
    except BaseException as e:
        print(type(e).__name__, e)
    else:
        print(found.shape if isinstance(found, memoryview) else repr(found))


b=bytearray(range(24))
m=memoryview(b).cast('B',[2,3,4])
print(m.ndim,m.shape,m.strides,m.nbytes,m.itemsize,len(m),m.c_contiguous,m.f_contiguous,m.contiguous,m.suboffsets,m.format,m.readonly)
print(m.tolist(), m.tobytes()==bytes(b), m.tobytes('F'), m.tobytes('C')==bytes(b), m.tobytes('A')==bytes(b), m.tobytes(None)==bytes(b))
t(lambda:m[0]); t(lambda:m[0,0]); t(lambda:m[1,2,3]); t(lambda:m[-1,-1,-1]); t(lambda:m[2,0,0]); t(lambda:m[0,3,0]); t(lambda:m[0,0,0,0]); t(lambda:m[0:1]); t(lambda:m[0:1,0:1]); t(lambda: m[0,0:1,0]); t(lambda:m['a']); t(lambda:m[1.0,0,0]); t(lambda:m[()]); t(lambda:m[...]); t(lambda: m[0,'a',0])
def s(k,v): m[k]=v
t(lambda:s((1,2,3),99)); print(b[23]); t(lambda:s(0,1)); t(lambda:s((0,0),1)); t(lambda:s((0,0,9),1)); t(lambda:s((0,0,0),300)); t(lambda:s((0,0,0),'a')); t(lambda: s(slice(0,1),b'a')); t(lambda:s((0,0,0,0),1)); t(lambda: s((slice(0,1),0,0),1)); t(lambda: s(...,1))
t(lambda:list(m)); t(lambda: iter(m)); t(lambda: 3 in m); t(lambda: list(reversed(m))); t(lambda:m.index(3)); t(lambda:m.count(3)); t(lambda:hash(m)); t(lambda:hash(memoryview(bytes(24)).cast('B',[2,12]))==hash(bytes(24))); t(lambda: m.hex()); t(lambda: m.hex(':')); t(lambda: bytes(m)==bytes(b)); t(lambda:bytearray(m)==b)
t(lambda: m==b); t(lambda: m==memoryview(b)); t(lambda:m==memoryview(b).cast('B',[2,3,4])); t(lambda:m==memoryview(bytes(b)).cast('B',[3,2,4])); t(lambda: m==memoryview(b).cast('B',[4,6]))
t(lambda: m.cast('B')); t(lambda:m.cast('B').shape); t(lambda:m.cast('I')); t(lambda:m.cast('I').shape); t(lambda:m.cast('B',[24]));t(lambda:m.cast('B',[6,4]));t(lambda:m.cast('B',[24]).shape)
v=memoryview(b)
for args in (('B',[5,5]),('B',[-1,24]),('B',[0,24]),('B',[]),('I',[2,3]),('I',(2,3)),('B',[2,'a']),('B',[2,2.0]),('B',24),('B',None),('B',[2]*65),('B',[24]),('B',[1]*64+[24]),('zz',[24]),('B','ab'),('H',[2,3,2]),('d',[3]),('B',{1}),('B',[True,24]),('b',[24,1])):
    try:
        w=v.cast(*args); print(args if len(args)<2 or not isinstance(args[1],list) or len(args[1])<9 else len(args[1]), w.ndim,w.shape,w.strides,w.format,w.nbytes, w.tolist() if w.ndim<4 else '')
    except BaseException as e: print(args if len(str(args))<60 else '..', type(e).__name__, e)
z=memoryview(b'\x05').cast('B',[]); print(z.ndim,z.shape,z.strides,z.nbytes,z.tolist(),z.tobytes()); t(lambda:len(z)); t(lambda:z[()]); t(lambda:z[0]); t(lambda:z[...]); t(lambda:list(z)); t(lambda:z==5); t(lambda:z==memoryview(b'\x05').cast('B',[])); t(lambda: z.cast('B').tolist()); t(lambda:z.hex()); t(lambda: hash(z)==hash(b'\x05')); t(lambda: z[0:1]); t(lambda:z.cast('B',[1]).shape)
zz=memoryview(bytearray(b'\x05')).cast('B',[])
def s2(k,v): zz[k]=v
t(lambda:s2((),7)); print(zz.tolist()); t(lambda:s2(...,8)); print(zz.tolist()); t(lambda:s2(0,7)); t(lambda: z.__setitem__((),1)); t(lambda:s2(slice(0,1),b'a'))
r=memoryview(bytes(24)).cast('B',[4,6]); t(lambda: r.__setitem__((0,0),1)); t(lambda: r.toreadonly().shape); t(lambda:m.toreadonly().readonly); t(lambda: m.obj is b); t(lambda: memoryview(m).shape); t(lambda: memoryview(m)==m)
h=memoryview(bytearray(48)).cast('H',[2,3,4]); h[1,1,1]=500; print(h.tolist(), h[1,1,1], h.strides); t(lambda: h.tobytes('F')[:8]); t(lambda: h.tobytes('X'));t(lambda: h.tobytes(order=1))
m.release(); t(lambda:m.shape); t(lambda:m.tolist())
st=memoryview(bytes(24))[::2]; t(lambda: st.cast('B',[3,4]))
o=memoryview(bytes(4)).cast('B',[1,4]); print(o.c_contiguous,o.f_contiguous, o.strides)
o=memoryview(bytes(4)).cast('B',[4,1]); print(o.c_contiguous,o.f_contiguous, o.strides)
import struct
t(lambda: struct.unpack('4B', o)); t(lambda: b''.join([o])); t(lambda: bytes(12).startswith(bytes(o)));t(lambda: b'ab'+o); t(lambda: int.from_bytes(o)); t(lambda: bytearray(4).extend(o)); t(lambda: bytes(4)==o); t(lambda: o==bytes(4)); t(lambda: sum(o)); t(lambda: bytearray(b'abcd').find(memoryview(b'b').cast('B',[1,1]))); t(lambda: o.tolist()); t(lambda: max(o)); t(lambda: sorted(o)); t(lambda: (*o,)); t(lambda: [x for x in z])
g = memoryview(bytearray(range(24))).cast("B", [4, 3, 2])
for part in (g[1:3], g[::2], g[::-1], g[3:0:-2], g[4:], g[1:2]):
    print(part.shape, part.strides, part.tolist(), part.tobytes(), part.tobytes("F"), part.c_contiguous, part.f_contiguous, part.contiguous, part.nbytes)
    t(lambda: part[0, 1, 1])
    t(lambda: part.cast("B"))
    t(lambda: part == g[1:3])
    t(lambda: part[::2].tolist())
part = g[::2]
part[1, 2, 1] = 77
print(g.tolist(), part.tolist())
e = memoryview(b"").cast("B")
t(lambda: e.cast("B", [1]))
t(lambda: e.cast("B", []))
t(lambda: g[4:].cast("B"))
t(lambda: g[4:].tolist())
