# The traceback of an endless recursion is folded.
# exit: 1


def down(n):
    return down(n + 1)


down(0)
