# A traceback through a generator expression, a delegation and a builtin consumer.
# exit: 1


def source():
    for text in ("1", "2", "x"):
        yield int(text)


def delegate():
    yield from source()


def total():
    return sum(
        value * 2
        for value in delegate()
        if value
    )


print(total())
