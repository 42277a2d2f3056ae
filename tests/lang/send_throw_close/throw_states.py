# throw() on a fresh, a suspended and a finished generator.


def g():
    try:
        yield 1
    except ValueError:
        return "returned"
    yield 2


x = g()
try:
    x.throw(ValueError("fresh"))
except ValueError as error:
    print(error, x.gi_frame, list(x))
x = g()
next(x)
try:
    x.throw(ValueError)
except StopIteration as stop:
    print(stop.value)
for _ in range(2):
    try:
        x.throw(ValueError("finished"))
    except ValueError as error:
        print(error)
for error in (StopIteration(4), GeneratorExit()):
    for state in ("fresh", "suspended", "finished"):
        x = g()
        if state != "fresh":
            next(x)
        if state == "finished":
            x.close()
        try:
            x.throw(error)
        except BaseException as got:
            print(state, type(got).__name__, got.args, type(got.__cause__).__name__)
