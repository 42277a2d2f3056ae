# The loop's own reference is dropped before what follows the loop.


def g(name):
    try:
        yield 1
        yield 2
    finally:
        print("finally", name)


for x in g("break"):
    break
print("after break")


def returns():
    for x in g("return"):
        return "value"


print(returns())
try:
    for x in g("raise"):
        raise ValueError("left by raise")
except ValueError as error:
    print("handler", error)
for x in g("inner"):
    for y in g("continue"):
        break
    continue
kept = g("kept")
for x in kept:
    break
print("kept is alive", next(kept))
