# D03 bad throw arguments leave the generator alive
# skip: waits for warnings
import warnings
warnings.simplefilter("ignore")
def g():
    while True:
        try:
            yield "alive"
        except ValueError as e:
            print("in", e)
x = g()
next(x)
for a in (("abc",), (list,), (3,), (None,), (ValueError(1), "bad"), (ValueError, "foo", 23), (ValueError(1), 2, None), (object(),)):
    try:
        x.throw(*a)
        print("no error")
    except TypeError as e:
        print(e)
print(next(x))
