# Positions of the carets: calls, operators, subscripts, attributes, many lines.
# exit: 1


def show(act):
    try:
        act()
    except Exception as error:
        return error


class Box:
    value = None


def attribute():
    return Box().value.missing.deeper


def subscript():
    table = {"a": [1, 2]}
    return table["a"][5] + 1


def operator():
    left, right = 1, "2"
    return (left +
            right)


def call():
    return len(
        5,
    )


try:
    attribute()
except AttributeError:
    try:
        subscript()
    except IndexError:
        try:
            operator()
        except TypeError:
            call()
