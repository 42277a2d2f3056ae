# assert with and without a message.


def check(x, *message):
    if message:
        assert x, message[0]
    else:
        assert x > 0
    return x


print(check(1), check([1], "m"))
for args in ((0,), (None, "text"), ([], 5), (0, (1, 2))):
    try:
        check(*args)
    except AssertionError as error:
        print(repr(error), error.args)
    except TypeError as error:
        print(error)
