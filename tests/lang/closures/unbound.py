# Cells and locals read before they are bound, or after del.


def free():
    def inner():
        return x

    try:
        inner()
    except NameError as error:
        print(error)
    x = 1
    print(inner())
    del x
    try:
        inner()
    except NameError as error:
        print(error)


free()


def local():
    try:
        print(y)
    except UnboundLocalError as error:
        print(error)
    y = 1
    del y
    try:
        del y
    except UnboundLocalError as error:
        print(error)


local()
z = 1
del z
try:
    z
except NameError as error:
    print(error)
try:
    del z
except NameError as error:
    print(error)


def shadow():
    global z
    z = "set in function"


shadow()
print(z)
