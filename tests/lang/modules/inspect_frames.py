# inspect.currentframe, generator states and the code attributes that tools read.
import inspect
import types


def caller():
    return callee()


def callee():
    frame = inspect.currentframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_lineno, frame.f_back.f_lineno


print(caller())


def g(a, *, b=2):
    """Doc."""
    x = yield a
    print(inspect.getgeneratorstate(me))
    y = yield x


me = g(1)
print(inspect.getgeneratorstate(me), inspect.isgenerator(me), inspect.isgeneratorfunction(g), inspect.isfunction(g), inspect.isgeneratorfunction(caller))
next(me)
print(inspect.getgeneratorstate(me), inspect.getgeneratorlocals(me))
me.send(5)
me.close()
print(inspect.getgeneratorstate(me), inspect.getgeneratorlocals(me))
code = g.__code__
print(code.co_name, code.co_qualname, code.co_varnames, code.co_names, code.co_consts, code.co_argcount, code.co_kwonlyargcount, code.co_nlocals, code.co_stacksize, code.co_firstlineno, code.co_flags & 0x20, len(code.co_code) % 2)
print(isinstance(me, types.GeneratorType), isinstance(g, types.FunctionType), type(len) is types.BuiltinFunctionType, type(code) is types.CodeType, isinstance(inspect, types.ModuleType))
