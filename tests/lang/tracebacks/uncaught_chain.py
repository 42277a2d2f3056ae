# Cause and context are printed before the exception that nobody caught.
# exit: 1


def first():
    return {}["missing"]


def second():
    try:
        first()
    except KeyError as error:
        raise ValueError("second") from error


def third():
    try:
        second()
    except ValueError:
        [].pop()


third()
