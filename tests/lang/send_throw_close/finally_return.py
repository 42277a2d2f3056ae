# A `return` in a finally clause swallows the exception; the compiler warns of it.


def swallows():
    try:
        yield 1
    finally:
        return "from finally"


x = swallows()
next(x)
print(x.close())
x = swallows()
next(x)
try:
    x.throw(ValueError("swallowed"))
except StopIteration as stop:
    print(stop.value)
print(list(swallows()))
