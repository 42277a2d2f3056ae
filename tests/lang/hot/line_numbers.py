# Tracebacks of errors raised from machine code name the right lines.
# jit: threshold=2
# expect-jit: regions>=1


def lines(tb):
    out = []
    while tb is not None:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out


def source(n):
    for i in range(n):
        x = 10 // (35 - i)
        yield x


def middle(src):
    for x in src:
        yield x + 1


def run(n):
    total = 0
    for x in middle(source(n)):
        total += x
    return total


print(run(30))
try:
    run(40)
except ZeroDivisionError as error:
    print(lines(error.__traceback__))
