# An exception nobody catches: traceback with carets, exit code 1.
# exit: 1


def divide(a, b):
    return a / b


def middle(values):
    total = 0
    for v in values:
        total += divide(10, v)
    return total


print("before")
middle([5, 2, 0, 1])
print("never")
