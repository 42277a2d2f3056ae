# A deep recursion's traceback folds the repeated lines.
# exit: 1


def down(n):
    if n == 0:
        raise ValueError("bottom")
    return down(n - 1)


down(20)
