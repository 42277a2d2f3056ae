# The line that the frame of a function shows when an exception has left it.


def show(function):
    try:
        function()
    except Exception as error:
        entry, lines = error.__traceback__.tb_next, []
        while entry is not None:
            line = entry.tb_frame.f_lineno
            lines.append((None if line is None else line - entry.tb_frame.f_code.co_firstlineno,
                          entry.tb_lineno - entry.tb_frame.f_code.co_firstlineno))
            entry = entry.tb_next
        print(function.__name__, lines)


def in_try():
    try:
        1 / 0
    finally:
        pass


def in_except():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError


def other_except():
    try:
        1 / 0
    except TypeError:
        pass


def named_except():
    try:
        1 / 0
    except ZeroDivisionError as error:
        1 + "a"


def in_finally():
    try:
        1 / 0
    finally:
        1 + "a"


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        return False


class Raises(Manager):
    def __exit__(self, *details):
        raise ValueError


def in_with():
    with Manager():
        1 / 0


def in_exit():
    with Raises():
        pass


def nested():
    try:
        try:
            1 / 0
        except TypeError:
            pass
    except KeyError:
        pass


def bare_raise():
    try:
        1 / 0
    except ZeroDivisionError:
        raise


def group():
    try:
        raise ExceptionGroup("g", [TypeError(1), ValueError(2)])
    except* TypeError:
        pass


def generator():
    def inner():
        try:
            yield
        finally:
            pass

    it = inner()
    next(it)
    it.throw(KeyError)


for function in (in_try, in_except, other_except, named_except, in_finally, in_with, in_exit, nested, bare_raise,
                 group, generator):
    show(function)
