# Inheritance, super(), the method resolution order, isinstance.


class A:
    def who(self):
        return ["A"]

    def hook(self):
        return "A.hook"

    def call(self):
        return self.hook()


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()

    def hook(self):
        return "C.hook>" + super().hook()


class D(B, C):
    def who(self):
        return ["D"] + super(D, self).who()


d = D()
print(d.who(), d.call(), A().call())
print([c.__name__ for c in D.__mro__])
print(isinstance(d, A), issubclass(D, C), issubclass(B, C), isinstance(d, (int, B)))
try:

    class Bad(A, B):
        pass

except TypeError as error:
    print(str(error).split("\n")[0])


class E(D):
    def __init__(self, *args, **kw):
        super().__init__()
        self.args = args, kw


print(E(1, k=2).args, E.__base__.__name__)
