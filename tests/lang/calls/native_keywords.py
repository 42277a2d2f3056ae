# Keywords that built-in functions and types do not know: what is said, and what is suggested
from collections import OrderedDict, defaultdict, deque
from functools import lru_cache, partial
from itertools import accumulate, batched, product, zip_longest


def attempt(text):
    try:
        print(text, "->", eval(text))
    except TypeError as error:
        print(text, "->", error)


for text in (
    "sorted([1], keey=1)", "sorted([1], revers=1)", "print(1, ennd=2)", "print(sepp='')", "int(basee=1)", "int('1', bas=2)", "open('x', mod=1)",
    "open('x', encodin='a')", "sum([1], strt=2)", "enumerate([1], strt=2)", "enumerate(iterabel=[1])", "enumerate([1], 2, start=3)",
    "enumerate(start=1)", "enumerate([1], start=1, x=2)", "'a'.split(sepp=1)", "'a'.split(maxsplt=1)", "'a'.encode(encding='x')",
    "'a'.expandtabs(tabsiz=1)", "'a'.splitlines(keepend=1)", "max(1, 2, kay=1)", "min(defalt=1)", "zip(stric=1)", "zip([], Strict=1)",
    "map(str, [], strct=1)", "[].sort(kee=1)", "[].sort(reverse=1, zzz=2)", "compile('a', 'b', 'eval', flgs=1)", "(1).to_bytes(lenth=1)",
    "int.from_bytes(b'', byteordr='big')", "property(fgett=1)", "str(objet=1)", "str(b'', encodig='x')", "bytes(sourc=1)", "bytearray(sourc=1)",
    "complex(rel=1)", "float(x=1)", "range(start=1)", "list(iterable=1)", "tuple(x=1)", "dict.fromkeys(a=1)", "bool(x=1)", "slice(stop=1)",
    "isinstance(x=1)", "len(obj=[])", "super(x=1)", "b''.decode(eror='x')", "b''.hex(sp=':')", "product([1], repat=2)", "accumulate([1], fnc=1)",
    "accumulate([1], intial=1)", "batched([1], m=2)", "batched([1], 2, strct=1)", "zip_longest([1], fillvalu=1)", "deque(maxle=1)", "deque([], maxlen=1, x=2)",
    "lru_cache(maxsiz=1)", "lru_cache(maxsize=1, typd=1)", "partial(x=1)", "OrderedDict().move_to_end(1, lst=1)", "defaultdict().pop(x=1)",
    "memoryview(objct=1)", "exec('', globls={})", "eval('1', lcals={})", "pow(1, expo=2)", "round(1, ndigit=2)", "hash(x=1)",
    "'{}'.format_map(x=1)", "set(x=1)", "frozenset(x=1)", "staticmethod(x=1)", "classmethod(function=1)", "reversed(x=1)", "filter(x=1)", "object(x=1)",
    "(1).bit_length(x=1)", "[].index(x=1)", "[].append(x=1)", "{}.get(key=1)", "{}.update(a=1)", "divmod(x=1)", "__import__('sys', fromlst=1)",
):
    attempt(text)
