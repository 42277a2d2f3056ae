# __name__ and __qualname__ come from the function at the time of the call.


def outer():
    def inner():
        yield

    return inner


class C:
    def method(self):
        yield


f = outer()
a = f()
f.__name__ = "renamed"
b = f()
print(a.__name__, a.__qualname__, b.__name__, b.__qualname__, b.gi_code.co_name)
print(C().method().__qualname__, (x for x in ()).__qualname__)
print((lambda: (yield))().__qualname__)
print(repr(C().method()).split(" at ")[0])
