# A generator loses its last reference while it runs: it ends with the resumption.


def g():
    try:
        yield 1
        box.clear()
        print("still running")
        yield 2
    finally:
        print("finally")


box = [g()]
print(next(box[0]))
print(box[0].send(None))
print("after")


def h():
    global me
    del me
    yield "last"
    print("never")


me = h()
print(next(me))
