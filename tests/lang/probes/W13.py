# W13 deep generator nesting and drop: 5000 chained generators are released
# oracle: native
def link(prev):
    yield from prev
x = iter([1, 2, 3])
for _ in range(500): x = link(x)
print(next(x))
del x
y = (i for i in [0])
for _ in range(5000): y = (j for j in y)
del y
print("released")
