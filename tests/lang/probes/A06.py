# A06 dir(generator) public names
# skip: details of the types of generators and coroutines
def g():
    yield
print([n for n in dir(g()) if not n.startswith("__")])
async def c(): pass
x = c()
print([n for n in dir(x) if not n.startswith("__")])
x.close()
async def ag():
    yield
print([n for n in dir(ag()) if not n.startswith("__")])
print([n for n in ("__next__", "__iter__", "__del__", "__name__", "__qualname__", "__class_getitem__", "__await__") if hasattr(g(), n)])
