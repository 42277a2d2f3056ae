"""The annotations of a module's variables."""
import types

first: int = 1
second: list[str]
print(__annotate__(1))
if first:
    third: float
else:
    fourth: undefined
for _ in range(2):
    fifth: dict
print(__annotate__(1))
(parenthesised): int = 3
print(list(__annotate__(1)), __conditional_annotations__)


def target():
    print("target")
    return types


def index():
    print("index")
    return 0


target().attribute: print("not evaluated") = 5
target().attribute: print("not evaluated")
[1][index()]: print("not evaluated")
print(types.attribute)


def function():
    [1][index()]: print("not evaluated")
    name: print("not evaluated")
    try:
        name
    except UnboundLocalError as e:
        print(e)


function()

module = types.ModuleType("m")
exec("x: int\ny: Undefined\nif 0: z: str", module.__dict__)
try:
    module.__annotations__
except NameError as e:
    print(e)
module.Undefined = bytes
print(module.__annotations__, module.__annotate__.__name__)
module.__annotations__ = {"q": 1}
print(module.__annotations__, module.__annotate__)
del module.__annotations__
print(module.__annotations__)
exec("from __future__ import annotations\na: int\nb: 1+1\nprint(__annotations__)", {})
