# L04 docs of methods
# skip: details of the types of generators and coroutines
def g(): yield
x = g()
for n in ("send", "throw", "close", "__next__", "__iter__"):
    print(n, repr(getattr(x, n).__doc__))
