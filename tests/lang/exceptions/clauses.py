# Which clauses run: try, except, else and finally, with and without an exception.


def run(what):
    log = []
    try:
        log.append("try")
        if what == "value":
            raise ValueError("v")
        if what == "key":
            raise KeyError("k")
        if what == "return":
            return log
        log.append("end of try")
    except ValueError as error:
        log.append(repr(error))
    except (KeyError, IndexError) as error:
        log.append(error.args)
        raise LookupError("from handler") from error
    else:
        log.append("else")
    finally:
        log.append("finally")
        print(what, log)
    return log


for what in ("none", "value", "return"):
    print(run(what))
try:
    run("key")
except LookupError as error:
    print(type(error).__name__, repr(error.__cause__), error.__suppress_context__)
