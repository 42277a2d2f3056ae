# pickle: what cannot be written or read, and what is noted in the error; persistent ids, tables, overriding, old pickles.
import copyreg
import io
import pickle
import sys
import types

# What is pickled by name is found in this module.
__name__ = "here"
here = sys.modules["here"] = types.ModuleType("here")


def t(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        name = type(error).__module__ + "." + type(error).__qualname__
        print(name, error, getattr(error, "__notes__", None), type(error.__cause__).__name__)


def local():
    class L: ...
    return L, lambda: 1


def stream():
    yield


here.local, here.stream = local, stream
L, l = local()
for value in (L, L(), l, sys, stream(), [lambda: 1], {1: l}, {l: 1}, (1, l), {l}, frozenset([l]), memoryview(b""), property(),
              staticmethod(local), type("T", (), {}), L.__dict__, local.__code__, sys._getframe(), {"k": [0, (1, l)]}):
    t(pickle.dumps, value)


class R:
    def __init__(self, answer):
        self.answer = answer

    def __reduce__(self):
        return self.answer


here.R, here.os = R, sys
for answer in ("os", "nothere", (1,), (1, 2), (l, ()), (local, (l,)), (local, (), None, 1), (local, (), None, None, 1), (local, (), 1, 2, 3, 4, 5), 3, None,
               (local, (), None, None, None, 3), (local, []), (local, (), l), (local, (), 1, None, None, l)):
    t(pickle.dumps, R(answer))


class NewArgs:
    def __getnewargs__(self):
        return 1


class NewArgsEx:
    answer = 1

    def __getnewargs_ex__(self):
        return self.answer


here.NewArgs, here.NewArgsEx = NewArgs, NewArgsEx
t(pickle.dumps, NewArgs())
for NewArgsEx.answer in (1, (1, 2), ((), 2), ((), {}, 3)):
    t(pickle.dumps, NewArgsEx())
t(pickle.dumps, 1, protocol=6)
t(pickle.dumps, 1, protocol=-3)
t(pickle.dumps, 1, protocol="a")
t(pickle.dump, 1, 2)
t(pickle.load, 2)
for data in (b"", b"x", b".", b"\x80\x09.", b"(.", b"cnomod\nx\n.", b"cos\nnothere\n.", b"K", b"I12x\n.", b"h\x05.", b"}K\x01u.", b"\x8c\x05ab.",
             b"Pabc\n.", b"S'abc'\n.", b"S'a\\x41\\n'\n.", b"Sabc\n.", b"I01\n.", b"L12L\n.", b"F1.5\n.", b"(I1\nI2\ntp0\n.", b"(lp0\nI1\na.", b"]K\x01a.",
             b"(dp0\nI1\nI2\ns.", b"(I1\nI2\nd.", b"V\\u00e9\n.", b"U\x02ab.", b"\x80\x02K\x01K\x020.", b"N2\x86.", b"g0\n.", b"K\x01p5\n0g5\n.",
             b"\x82\x07.", b"c__builtin__\nset\n.", b"c__builtin__\nxrange\n.", b"cexceptions\nIOError\n.", b"\x80\x04\x8c\x02os\x8c\x08path.sep\x93.",
             b"(i__builtin__\nint\n.", b"(c__builtin__\nint\nI5\no.", b"Nb.", b"NNb.", b"]NR.", b"\x80\x04)K\x01\x81.", b"'", b"\\", b"\x00"):
    t(pickle.loads, data)
t(pickle.loads, "text")
t(pickle.loads, b"U\x02\xc3\xa9.", encoding="utf-8")
t(pickle.loads, b"U\x02\xc3\xa9.", encoding="bytes")
t(pickle.loads, b"U\x02\xc3\xa9.")
t(pickle.loads, bytearray(b"K\x01."))
t(pickle.loads, memoryview(b"K\x01."))


class P(pickle.Pickler):
    def persistent_id(self, obj):
        return "seven" if obj == 7 else None


class U(pickle.Unpickler):
    def persistent_load(self, pid):
        return ["got", pid]

    def find_class(self, module, name):
        print("find", module, name)
        return super().find_class(module, name)


for protocol in (0, 1, 4):
    file = io.BytesIO()
    P(file, protocol).dump([7, 8])
    print(file.getvalue())
    t(pickle.loads, file.getvalue())
    file.seek(0)
    print(U(file).load())
print(U(io.BytesIO(pickle.dumps(len))).load())


class Odd:
    pass


class Override(pickle.Pickler):
    def reducer_override(self, obj):
        return (str, ("odd",)) if type(obj) is Odd else NotImplemented


file = io.BytesIO()
Override(file).dump([Odd(), 1])
print(pickle.loads(file.getvalue()))
file = io.BytesIO()
pickler = pickle.Pickler(file, 2)
pickler.dispatch_table = {Odd: lambda obj: (tuple, ([1],))}
pickler.dump(Odd())
text = ["same"]
pickler.dump(text)
pickler.dump(text)
pickler.clear_memo()
pickler.dump(text)
print(file.getvalue())
file.seek(0)
reader = pickle.Unpickler(file)
print([reader.load() for _ in range(4)])
t(reader.load)
copyreg.pickle(Odd, lambda obj: (list, ((1, 2),)))
print(pickle.loads(pickle.dumps(Odd())))
copyreg.add_extension("here", "Odd", 240)
copyreg.add_extension(__name__, "R", 1000)
print([pickle.dumps(R, protocol) for protocol in (1, 2, 4)], pickle.loads(pickle.dumps(R, 2)) is R)
copyreg.remove_extension(__name__, "R", 1000)
