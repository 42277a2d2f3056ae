# How built-in functions and methods are copied and pickled.
import copy


class A:
    def method(self):
        return 1

    def __repr__(self):
        return "A()"


print(len.__reduce__(), [].append.__reduce__()[1], "ab".upper.__reduce__()[0])
print(A().method.__reduce__())
function, arguments = A().method.__reduce__()
print(function(*arguments)())
print(copy.copy(len) is len, copy.copy({1: 2}.get)(1))
print(type(A().method).__reduce__.__name__, len.__reduce_ex__(4))
