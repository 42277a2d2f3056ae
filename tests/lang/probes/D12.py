# D12 traceback of throw: generator frame is included; throwing with an explicit tb
# skip: waits for traceback, warnings
import traceback, warnings
warnings.simplefilter("ignore")
def names(tb):
    r = []
    while tb:
        r.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    return r
def g():
    try:
        yield
    except ZeroDivisionError:
        raise
def boom():
    1 / 0
def main():
    x = g()
    next(x)
    try:
        boom()
    except ZeroDivisionError as e:
        try:
            x.throw(e)
        except ZeroDivisionError as e2:
            print(names(e2.__traceback__), e is e2)
    x = g()
    next(x)
    try:
        boom()
    except ZeroDivisionError as e:
        tb = e.__traceback__
    try:
        x.throw(KeyError, KeyError(1), tb)
    except KeyError as e2:
        print(names(e2.__traceback__))
main()
