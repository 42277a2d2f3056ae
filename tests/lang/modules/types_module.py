# The module types: namespaces, proxies of mappings, classes made at run time.
import types


def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


class X: pass


ns=types.SimpleNamespace(a=1,b='x'); print(ns, ns==types.SimpleNamespace(a=1,b='x')); ns.c=[ns]; print(ns); del ns.c; print(types.SimpleNamespace({'q':1}), ns.__dict__)
mp=types.MappingProxyType({'a':1}); print(mp, mp['a'], len(mp), list(mp), mp.get('q'), mp|{'b':2}, mp=={'a':1}, 'a' in mp, str(mp), dict(mp), list(reversed(mp)))
def f(): mp['a']=3
t(f); t(lambda: types.MappingProxyType([1])); t(lambda: types.MappingProxyType()); t(lambda: hash(mp))
K=types.new_class('K',(X,),{},lambda ns: ns.update(z=5)); print(K, K.z, K.__mro__)
print(types.prepare_class('Z',(X,))[0], types.resolve_bases((list[int],)))
print(types.MethodType(lambda s: s, 5)(), types.NoneType, types.EllipsisType)
