# Locals and cells lose their value now and then while a hot loop reads them.
# jit: threshold=2
# expect-jit: regions>=2 exit:unbound>=1
# sweep: exits


def local(n):
    value = 1
    total = 0
    for i in range(n):
        try:
            total += value
        except UnboundLocalError as error:
            total += len(str(error))
            value = 3
        if i % 8 == 7:
            del value
    return total


def late(n):
    value = 1
    total = 0
    for i in range(n):
        try:
            total += value
        except UnboundLocalError as error:
            total += len(str(error))
            value = 3
        if i > 60 and i % 8 == 7:
            del value
    return total


def cell(n):
    value = 1

    def items():
        i = 0
        while i < n:
            try:
                x = value + i
            except NameError as error:
                x = -len(str(error))
            yield x
            i += 1

    total = 0
    for x in items():
        total += x
        if x < 0:
            value = 5
        elif x % 8 == 7:
            del value
    return total


print(local(10), local(60), late(200))
print(cell(10), cell(60))
