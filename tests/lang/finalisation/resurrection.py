# A finaliser that stores its object keeps it alive; it is not run a second time.
import gc

saved = []


class Phoenix:
    def __del__(self):
        print("__del__")
        saved.append(self)


p = Phoenix()
del p
print(len(saved))
saved.clear()
print("gone for good")


def g(holder):
    try:
        yield 1
    finally:
        saved.append(holder)
        print("finally")


holder = []
x = g(holder)
next(x)
holder.append(x)
del x, holder
gc.collect()
print(len(saved), saved[0][0].gi_frame)
saved.clear()
gc.collect()
print("collected")
