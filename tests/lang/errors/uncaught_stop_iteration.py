# PEP 479's RuntimeError with its cause, uncaught.
# exit: 1


def g():
    yield 1
    next(iter(()))
    yield 2


for x in g():
    print(x)
