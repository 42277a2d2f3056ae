# getcallargs in the words of the call, formatargvalues, and what counts as a coroutine function.
import functools
import inspect


def compare(function, *args, **kwargs):
    results = []
    for call in (lambda: function(*args, **kwargs), lambda: inspect.getcallargs(function, *args, **kwargs)):
        try:
            results.append(call())
        except TypeError as error:
            results.append(str(error).replace(function.__qualname__, function.__name__))
    print(results[0] == results[1], results[1])


def plain(a, b, c=3):
    return {"a": a, "b": b, "c": c}


def stars(a, *b, c, d=4, **e):
    return {"a": a, "b": b, "c": c, "d": d, "e": e}


def none():
    return {}


def keyword(*, one, two, three):
    return {"one": one, "two": two, "three": three}


class A:
    def method(self, x):
        return {"self": self, "x": x}

    def __repr__(self):
        return "A()"


compare(plain, 1, 2)
compare(plain, 1, b=5, c=6)
compare(plain)
compare(plain, 1)
compare(plain, 1, 2, 3, 4)
compare(plain, 1, a=2)
compare(plain, 1, 2, z=2)
compare(stars, 1, 2, 3, c=4, x=5)
compare(stars, c=1)
compare(stars, 1)
compare(none, 1)
compare(none, 1, 2)
compare(keyword)
compare(keyword, one=1)
compare(keyword, one=1, two=2)
compare(keyword, 1, one=1, two=2, three=3)
compare(keyword, 1, 2, one=1, two=2, three=3)
instance = A()
compare(instance.method, 3)
compare(instance.method)
compare(instance.method, 1, 2)
print(inspect.formatargvalues(["a", "b"], "c", "d", {"a": 1, "b": "x", "c": (), "d": {}}))


async def coroutine(x):
    pass


def marked():
    pass


def generates():
    yield


class Partials:
    method = functools.partialmethod(generates)


for function in (coroutine, functools.partial(functools.partial(coroutine), 1), inspect.markcoroutinefunction(marked),
                 functools.partial(marked), generates, functools.partial(generates), Partials.method, Partials().method, 5, len):
    print(inspect.iscoroutinefunction(function), inspect.isgeneratorfunction(function), inspect.isasyncgenfunction(function))

from abc import ABC, abstractmethod


class Checker(ABC):
    def __init_subclass__(cls):
        print(cls.__name__, inspect.isabstract(cls))


class Abstract(Checker):
    @abstractmethod
    def foo(self):
        pass


class Concrete(Abstract):
    def foo(self):
        pass


class Child(Abstract):
    pass


print(inspect.isabstract(Abstract), inspect.isabstract(Concrete), inspect.isabstract(int), inspect.isabstract(5))


def wrapped():
    pass


wrapped.__wrapped__ = wrapped
try:
    inspect.unwrap(wrapped)
except ValueError as error:
    print(str(error).partition(" at ")[0])
