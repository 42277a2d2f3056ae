# Exceptions with notes, with empty text, of a user's class in a function's scope.
# exit: 1


def make():
    class Local(Exception):
        pass

    return Local


error = make()("text\nin two lines")
error.add_note("a note")
error.add_note("another\nnote")
try:
    raise ValueError
except ValueError:
    raise error
