# F06 resurrection in the finaliser; finalised only once
# skip: waits for weakref
import gc
saved = []
def g():
    try:
        yield
    finally:
        print("finalising")
        saved.append(box[0])
box = [g()]
next(box[0])
import weakref
def h():
    global keep
    try:
        yield
    except GeneratorExit:
        keep = me[0]()
        raise
me = [None]
x = h()
me[0] = weakref.ref(x)
next(x)
keep = "unset"
del x
print(keep)
box.append(box)
del box[0:1]
gc.collect()
print(len(saved))
