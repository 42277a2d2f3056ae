"""`inspect.signature` of functions, classes and methods that are not written in Python."""
import inspect

FUNCTIONS = [len, sorted, print, isinstance, sum, open, abs, hash, pow, divmod, any, round, input, exec, eval, compile,
             id, callable, chr, ord, repr, format, __import__, object, list, tuple, zip, map, enumerate, float,
             reversed, filter, property, staticmethod, classmethod, complex, bool, memoryview, frozenset, set,
             str.join, list.append, dict.get, set.add, [].sort, "".split, {}.get, (x for x in ()).send]
for f in FUNCTIONS:
    print(f.__qualname__, inspect.signature(f))
bound = inspect.signature(sorted).bind([3, 1], reverse=True)
print(bound, bound.args, bound.kwargs)
for f in min, int, range, type, dict, str, getattr, dir:
    try:
        print(inspect.signature(f))
    except ValueError as e:
        print(type(e).__name__)
