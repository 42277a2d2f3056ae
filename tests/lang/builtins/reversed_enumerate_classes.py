# Classes derived from reversed and enumerate: what they take, and what they give.


def t(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error, error.args)


class R(reversed):
    def __init__(self, seq, *, tag=None): self.tag=tag
class E(enumerate):
    def __init__(self, it, start=0, *, tag=None): self.tag=tag
t(lambda: list(R([1,2],tag=3))); t(lambda: R([1,2],tag=3).tag)
t(lambda: type(R([1,2])).__name__)
class R2(reversed): pass
t(lambda: R2([1,2],tag=3)); t(lambda: R2(seq=1)); t(lambda: type(R2([1])).__name__); t(lambda: type(R2((1,))).__name__);t(lambda: type(R2('ab')).__name__)
t(reversed); t(reversed,[],[]); t(reversed,[],x=1); t(reversed, {1}); t(reversed,sequence=[])
t(lambda: list(E('ab',1,tag=3))); t(lambda: E('ab',tag=3).tag)
class E2(enumerate): pass
t(lambda: E2('ab',bad=1)); t(lambda: list(E2(iterable='ab',start=1))); t(lambda: E2()); t(lambda: E2('ab',1,2)); t(lambda:E2(start=1)); t(lambda: E2('ab',iterable=3)); t(lambda: enumerate('ab',bad=1));t(lambda: enumerate('ab',start=1,bad=1)); t(lambda: enumerate(iterable='ab',bad=2)); t(lambda: enumerate(bad=2))
class R3(reversed):
    def __init__(self, *a, **k): pass
    def __new__(cls, *a, **k): return super().__new__(cls, *a, **k)
t(lambda: list(R3([1],tag=1))); t(lambda: type(R3([1])).__name__)
