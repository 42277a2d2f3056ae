# Modules inside the binary, and a file beside the program that hides one.
from __future__ import annotations
import __future__
import sys

print(__future__.annotations, __future__.__name__, __future__.all_feature_names[-1])
print("sys" in sys.builtin_module_names, "json" in sys.stdlib_module_names)


def typed(x: NoSuchName) -> AlsoNone:
    return x


print(typed(1))
try:
    import no_such_module
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    import sys.inner
except ModuleNotFoundError as error:
    print(error, error.name)
