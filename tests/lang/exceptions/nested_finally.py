# finally blocks nested three deep, left by return, break, continue and raise.


def run(how):
    log = []
    for i in range(3):
        try:
            try:
                try:
                    log.append(i)
                    if how == "return":
                        return log
                    if how == "break":
                        break
                    if how == "continue":
                        continue
                    if how == "raise":
                        raise OSError(i)
                finally:
                    log.append("a")
            finally:
                log.append("b")
        except OSError as error:
            log.append(error.args[0] * 10)
        finally:
            log.append("c")
    else:
        log.append("else")
    return log


for how in ("return", "break", "continue", "raise", "none"):
    print(how, run(how))
