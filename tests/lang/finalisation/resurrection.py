# A finaliser that stores itself keeps the object; it is not run a second time.
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
        saved.append(holder[0])
        print("finally")


holder = []
x = g(holder)
next(x)
holder.append(x)
del x
holder.clear()
print(len(saved))
