# sys.exit with a number: the output so far is kept, finally blocks run.
# exit: 3
import sys


def g():
    try:
        yield 1
        sys.exit(3)
    finally:
        print("finally")


try:
    sys.exit("caught")
except SystemExit as error:
    print(repr(error), error.code)
for x in g():
    print(x)
print("never")
