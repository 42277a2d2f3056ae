# A misspelt name and attribute get a suggestion.
# exit: 1


class Box:
    def __init__(self):
        self.contents = 1


def f():
    total_count = 1
    return total_cuont


try:
    print(Box().content)
except AttributeError as error:
    print(error)
f()
