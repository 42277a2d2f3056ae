# Loop targets that are attributes, subscripts, tuples and globals.


class Box:
    pass


box, items, d = Box(), [0, 0], {}
for box.value in range(3):
    pass
for items[0], items[1] in [(1, 2), (3, 4)]:
    pass
for d["k"] in "xyz":
    pass
print(box.value, items, d)
for (a, b), *c in [((1, 2), 3, 4), ("xy",)]:
    print(a, b, c)


def sets_global():
    global loop_variable
    for loop_variable in range(4):
        if loop_variable == 2:
            return


sets_global()
print(loop_variable)
for x in range(3):
    x = x * 10
    print(x, end=" ")
print(x)
it = iter(range(6))
for x in it:
    print(x, next(it), end=" ")
print()
for x in it:
    print("never")
total = 0
for i, (k, v) in enumerate({"a": 1, "b": 2}.items()):
    total += i * v
print(total, i, k, v)
while (x := x - 1) > 15:
    pass
print(x)
