# except*: which parts clauses take, and what is raised at the end.
# exit: 1
import sys
import traceback


def show(error, indent=0):
    text = "  " * indent + f"{type(error).__name__} {error.args[0] if error.args else ''!r}"
    text += f" cause={error.__cause__!r} context={error.__context__!r} notes={getattr(error, '__notes__', None)}"
    print(text)
    for inner in getattr(error, "exceptions", ()):
        show(inner, indent + 1)


def run(function, *arguments):
    print("--", function.__name__, *arguments)
    try:
        print("returned", function(*arguments))
    except BaseException as error:
        show(error)
    print("handled", sys.exception())


def group(*parts):
    return ExceptionGroup("eg", [g if isinstance(g, Exception) else g("leaf") for g in parts])


def split(*parts):
    try:
        raise group(*parts)
    except* ValueError as e:
        print("values", [repr(x) for x in e.exceptions], sys.exception() is e)
    except* (TypeError, OSError) as e:
        print("types", [repr(x) for x in e.exceptions])
    else:
        print("else")
    finally:
        print("finally", sys.exception())
    return "end"


run(split, ValueError)
run(split, TypeError, ValueError, OSError)
run(split, KeyError, ValueError)
run(split, group(ValueError, group(TypeError, KeyError)), ZeroDivisionError)


def nothing():
    try:
        pass
    except* ValueError:
        print("never")
    else:
        return "else"


run(nothing)


def naked(exception):
    try:
        raise exception
    except* ValueError as e:
        print(repr(e), e.__traceback__.tb_lineno - naked.__code__.co_firstlineno, e.__traceback__.tb_next)
        print(repr(e.exceptions[0].__traceback__.tb_frame.f_code.co_name), sys.exception() is e)
    return "caught"


run(naked, ValueError(1))
run(naked, KeyError(2))


def raises():
    try:
        raise group(ValueError, TypeError, KeyError)
    except* ValueError:
        raise RuntimeError("from the first")
    except* TypeError as e:
        raise RuntimeError("from the second") from e


run(raises)


def reraises():
    try:
        raise group(ValueError, group(ValueError, TypeError), KeyError)
    except* ValueError:
        raise
    except* TypeError as e:
        raise e
    except* KeyError:
        pass


run(reraises)


def part_again():
    try:
        raise group(ValueError, group(ValueError, TypeError), KeyError)
    except* ValueError:
        raise


run(part_again)


def naked_raises():
    try:
        raise ValueError("naked")
    except* ValueError:
        1 / 0


run(naked_raises)


def naked_again():
    try:
        raise ValueError("naked")
    except* ValueError:
        raise


run(naked_again)


def nested():
    try:
        try:
            raise group(ValueError, TypeError, KeyError)
        except* ValueError:
            print("inner", repr(sys.exception()))
        print("not here")
    except* TypeError as e:
        try:
            raise group(OSError)
        except* OSError as inner:
            print(repr(inner), repr(inner.__context__), repr(sys.exception()))
        print(repr(e), repr(sys.exception()))
    except* KeyError:
        return_value = "keys"
    return return_value


run(nested)


class Own(ExceptionGroup):
    def derive(self, exceptions):
        print("derive", len(exceptions))
        return Own(self.message + "'", exceptions)


class BadSplit(ExceptionGroup):
    answer = None

    def split(self, condition):
        print("split", condition)
        return self.answer


def own():
    error = Own("own", [ValueError(1), TypeError(2), Own("in", [ValueError(3), KeyError(4)])])
    error.add_note("note")
    try:
        raise error from OSError("cause")
    except* ValueError as e:
        show(e)
        raise
    except* TypeError as e:
        raise


run(own)


def bad(answer):
    error = BadSplit("bad", [ValueError(1), TypeError(2)])
    error.answer = answer
    try:
        raise error
    except* ValueError as e:
        found = repr(e)
    return found


for answer in [None, [], (), (1,), (None, None), (ValueError("v"), None, 3)]:
    run(bad, answer)


def wrong(what):
    try:
        raise group(ValueError)
    except* what:
        pass


for what in [ExceptionGroup, (ValueError, BaseExceptionGroup), 5, (ValueError, 5), KeyError, ()]:
    run(wrong, what)


def unbound():
    e = "before"
    try:
        raise group(ValueError)
    except* ValueError as e:
        pass
    return e


run(unbound)


def loops():
    seen = []
    for kind in [ValueError, TypeError, KeyError]:
        try:
            raise group(kind)
        except* ValueError:
            for x in range(3):
                if x == 1:
                    break
                continue
            seen.append(x)
        except* TypeError:
            seen.append("type")
        except* KeyError:
            seen += [y for y in "ab"]
    return seen


run(loops)


def generator():
    try:
        yield 1
    except* ValueError as e:
        x = yield e.exceptions
        yield x, sys.exception() is e
    except* KeyError:
        yield "key"
    yield "end"


g = generator()
print(next(g), repr(g.throw(group(KeyError, ValueError))), g.send("sent"), next(g), next(g))
g = generator()
next(g)
print(g.throw(KeyError("naked")), list(g))
g = generator()
next(g)
try:
    g.throw(group(TypeError, ValueError))
    g.close()
    print("closed")
    g = generator()
    next(g), g.throw(group(KeyError, TypeError))
    list(g)
except BaseExceptionGroup as e:
    show(e)
for cls in [ExceptionGroup, BaseExceptionGroup]:
    print(cls.__mro__, cls.__bases__, issubclass(cls, Exception), cls in Exception.__subclasses__())


class Both(ExceptionGroup, ValueError):
    pass


try:
    raise Both("both", [KeyError()])
except Exception as e:
    print(repr(e), Both.__mro__)


def hot(n):
    total = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise ExceptionGroup("x", [ValueError(i), KeyError(i)])
            elif i % 3 == 1:
                raise KeyError(i)
        except* ValueError as e:
            total += len(e.exceptions)
        except* KeyError:
            total += 100
    return total


print(hot(3000))

for text in [
    "try: pass\nexcept*: pass",
    "try: pass\nexcept* A: pass\nexcept B: pass",
    "try: pass\nexcept A: pass\nexcept* B: pass",
    "for x in y:\n try: pass\n except* A: break",
    "for x in y:\n try: pass\n except* A: continue",
    "def f():\n try: pass\n except* A: return 1",
    "def f():\n try: pass\n except* A:\n  for x in y: return",
    "def f():\n try: pass\n except* A:\n  def g(): return",
    "try: pass\nexcept* A, B: pass",
    "try: pass\nexcept* A, B as c: pass",
]:
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as error:
        print(repr(text), error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
    else:
        print(repr(text), "compiles")


def deep():
    try:
        raise group(ValueError, group(TypeError, group(ValueError, KeyError)))
    except* TypeError:
        raise OSError("new")
    except* ValueError:
        raise


try:
    deep()
except ExceptionGroup:
    traceback.print_exc()
deep()
