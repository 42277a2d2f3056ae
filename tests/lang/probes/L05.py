# L05 __class_getitem__, __sizeof__, __reduce__ of generators
# skip: details of the types of generators and coroutines
def g(): yield
x = g()
try:
    x.__reduce_ex__(2)
except TypeError as e:
    print(e)
print(isinstance(x.__sizeof__(), int))
