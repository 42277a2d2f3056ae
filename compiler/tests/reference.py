"""Prints what CPython 3.14 compiles a file to, in the form of the `.expected` files of tests/corpus.

    python3.14 compiler/tests/reference.py FILE.py > FILE.expected
"""
import struct
import sys


def constant(value):
    if value is None or value is ... or isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return f"int:{value}"
    if isinstance(value, float):
        return f"float:{struct.pack('>d', value).hex()}"
    if isinstance(value, complex):
        return f"complex:{struct.pack('>dd', value.real, value.imag).hex()}"
    if isinstance(value, str):
        return f"str:{value.encode('utf-8', 'surrogatepass').hex()}"
    if isinstance(value, bytes):
        return f"bytes:{value.hex()}"
    if isinstance(value, tuple):
        return "tuple(" + " ".join(map(constant, value)) + ")"
    if isinstance(value, frozenset):
        return "frozenset(" + " ".join(sorted(map(constant, value))) + ")"
    if isinstance(value, slice):
        return "slice(" + " ".join(map(constant, (value.start, value.stop, value.step))) + ")"
    return f"code:{value.co_qualname}"


def show(code):
    print(f"=== {code.co_qualname}")
    counts = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    print("name", code.co_name, "line", code.co_firstlineno, "args", *counts, "stack", code.co_stacksize,
          "flags", hex(code.co_flags))
    print("names", *code.co_names)
    parameters = sum(counts) - code.co_posonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
    cells = set(code.co_cellvars)
    # Cells are locals too if they are parameters, or variables of a comprehension: the latter left out.
    print("varnames", *(n for i, n in enumerate(code.co_varnames) if i < parameters or n not in cells))
    print("cellvars", *code.co_cellvars)
    print("freevars", *code.co_freevars)
    print("consts", *map(constant, code.co_consts))
    print("code", code.co_code.hex())
    print("lines", code.co_linetable.hex())
    print("except", code.co_exceptiontable.hex())
    for value in code.co_consts:
        if hasattr(value, "co_code"):
            show(value)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        show(compile(file.read(), "FILE", "exec"))
