# Functions that machine code names die like others: weak references end, and what they refer to is finalised.
# expect-jit: regions>=1
# jit: threshold=20
import weakref


class Dead:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


def hot(function, count):
    total = 0
    for i in range(count):
        total += function(i)
    return total


def made(turn):
    d = Dead(f'{turn} cell')

    def function(x, default=Dead(f'{turn} default'), *, only=Dead(f'{turn} keyword default')):
        return x + (d is not None)

    function.attribute = Dead(f'{turn} attribute')
    return function


def turns():
    for turn in range(3):
        function = made(turn)
        reference = weakref.ref(function, lambda _: print('gone'))
        print(hot(function, 3000))
        del function
        print(reference() is None)
        for i in range(3000):
            if i == 1500:
                print('later')


turns()


def callee(x, d=Dead('first')):
    return x


def rebinds(count):
    global callee
    for i in range(count):
        callee(i)
        if i % 1000 == 999:
            def callee(x, d=Dead(i)):
                return x
            print('rebound')


rebinds(4000)


class Class:
    def __init__(self, x):
        self.x = x

    def method(self, d=Dead('method')):
        return self.x


def methods(count):
    reference = weakref.ref(Class.method)
    for i in range(count):
        Class(i).method()
        if i == count // 2:
            Class.method = lambda self: 1
            print(reference() is None)
    print('end')


methods(4000)
del Class.method
print('done')
