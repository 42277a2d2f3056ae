# W03 athrow/asend objects: first send must be None; close then next; throw before start
# skip: details of the types of generators and coroutines
async def ag():
    yield 42
def tryit(f):
    try: print("ok", f())
    except BaseException as e: print(type(e).__name__, e)
tryit(lambda: ag().athrow(ValueError("v")).send(42))
tryit(lambda: ag().aclose().send(42))
tryit(lambda: ag().athrow(ValueError("v")).throw(LookupError("l")))
tryit(lambda: ag().asend(42).throw(ValueError("w")))
a = ag().__anext__()
a.close()
tryit(lambda: next(a))
b = ag().aclose()
b.close()
tryit(lambda: next(b))
