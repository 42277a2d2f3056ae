# | and |= of OrderedDict and of classes derived from it that see what is stored.


def t(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error, error.args)


from collections import OrderedDict
class D(OrderedDict):
    def __setitem__(self,k,v): super().__setitem__(k,(v,'set'))
d=D(a=1); print(d)
e=d|{'b':2}; print(e,type(e).__name__)
e={'b':2}|d; print(e,type(e).__name__)
d|={'c':3}; print(d)
d|=[('e',5)]; print(d)
e=OrderedDict(x=1)|d; print(type(e).__name__,e)
e=d|OrderedDict(x=1); print(type(e).__name__,e)
t(lambda: d|3); t(lambda: d|[('a',1)]); t(lambda: 3|d)
class D2(OrderedDict):
    def update(self,*a): print('update',a); super().update(*a)
    def __init__(self,*a,**k): print('init',a,k); super().__init__(*a,**k)
d=D2(a=1); e=d|{'b':1}; print(e); d|={'z':1}; print(d)
