# A chain of 300 generators that loop over the next: values and exceptions pass every level.


def level(source):
    for x in source:
        yield x + 1


def source(n):
    for i in range(n):
        if i == 20:
            raise ValueError("at 20")
        yield i


g = source(30)
for _ in range(300):
    g = level(g)
out = []
try:
    for x in g:
        out.append(x)
except ValueError as error:
    print(error)
print(len(out), out[0], out[-1], list(g))
