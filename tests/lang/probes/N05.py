# N05 athrow: caught, uncaught, unstarted, finished; 3-arg deprecation
# skip: waits for warnings
import warnings
async def ag():
    try:
        yield 1
    except KeyError:
        yield "caught"
def drive(aw):
    try:
        aw.send(None)
    except BaseException as e:
        return type(e).__name__, e.args
x = ag()
print(drive(x.asend(None)), drive(x.athrow(KeyError)), drive(x.athrow(ValueError("v"))), drive(x.athrow(ValueError)), drive(x.asend(None)))
print(drive(ag().athrow(OSError("o"))))
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    print(drive(ag().athrow(OSError, OSError("q"), None)))
print([str(w.message) for w in log])
