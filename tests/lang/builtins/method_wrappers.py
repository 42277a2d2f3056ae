# Methods around slots, bound and not: what they are called and what they are bound to.
def g(): yield
def t(x):
    import re
    print(type(x).__name__, re.sub('0x[0-9a-f]+', '0x', repr(x)), getattr(x,'__name__',None), getattr(x,'__qualname__',None), getattr(getattr(x,'__self__',None),'__class__',None), getattr(x,'__objclass__',None), getattr(x, '__module__', 'NOMODULE'))
class C:
    def __len__(self): return 1
class L(list): pass
for x in [g().__next__, g().__iter__, g().send, [].__len__, [].append, (1).__add__, C().__len__, C().__init__, C().__eq__, L().__len__, object().__str__, {}.__getitem__, {}.__contains__, [].__getitem__, [].__reversed__, [].__sizeof__, 'a'.__format__, int.__add__, int.__new__, list.__len__, list.__init_subclass__, type.__call__, int.__call__, C.__call__, len, iter([]).__next__, iter([]).__length_hint__, iter([]).__iter__, range(3).__iter__, (lambda: 1).__call__, (lambda: 1).__get__, g().close.__call__, object.__new__, dict.fromkeys, dict.__class_getitem__, [].__class_getitem__, C.__subclasshook__, type(g()).send, type(g()).__next__, type(g()).gi_frame, print.__call__, ''.join.__call__, Exception().__reduce__, Exception().__str__, Exception().with_traceback, (1).__hash__, [].__iter__, {}.keys().__len__, {}.__iter__, {}.__or__, (1.5).__neg__, (1.5).__bool__, (1.5).__round__, (1).__index__, b''.__getitem__, super(L, L()).__len__, super(C, C()).__repr__]:
    t(x)
import types
print(types.MethodWrapperType, type(g().__next__) is types.MethodWrapperType, g().__next__ == g().__next__, )
x = g(); print(x.__next__ == x.__next__, hash(x.__next__) == hash(x.__next__), x.__next__ is x.__next__)
