# atexit: the last registered first, what is raised is told, what is registered meanwhile is called too
import atexit


class Held:
    def __del__(self):
        print("finalised")


held = Held()


@atexit.register
def first():
    print("first registered, last called", held is not None)


def fails(what):
    raise ValueError(what)


def leaves(code):
    raise SystemExit(code)


atexit.register(fails, "in a callback")
atexit.register(leaves, 3)


@atexit.register
def more():
    print("registers more")
    atexit.register(print, "registered at the end")


def program():
    try:
        yield 1
    finally:
        print("generator closed")


pending = program()
next(pending)
print("end of the program")
atexit._run_exitfuncs()
