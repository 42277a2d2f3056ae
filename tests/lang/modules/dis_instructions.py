# dis: instructions as objects, with what their opargs stand for; Bytecode; labels, lines, positions, caches.
import dis
import sys


def numbers(n):
    """Yields some."""
    total = 0
    for i in range(n):
        if i % 2 and i != 5:
            total += i
        elif i is None or i not in (7, 8):
            yield total, i
    return total


async def agen(source):
    async with source as s:
        async for item in s:
            await item
            yield f"{item!r:>5}{item}"


def closure(k, /, *args, m=1, **kw):
    def inner(x: int = 3) -> str:
        nonlocal k
        k += x
        return [y for y in args if y < k]

    try:
        return inner, k[1:2], m @ k, super, -k
    except (ValueError, KeyError) as error:
        raise RuntimeError from error
    finally:
        del m


class Holder(dict):
    a: int = 1

    def method(self):
        super().update(self.a)
        return super().__init__, all(i for i in self)


def matching(x):
    match x:
        case [1, *rest]:
            return rest
        case {"a": b, **c}:
            return b, c
        case Holder(a=1) | None:
            return __debug__


def show(instruction):
    fields = instruction._asdict()
    if hasattr(instruction.argval, "co_code"):
        fields["argval"], fields["argrepr"] = instruction.argval.co_name, "code"
    fields["positions"] = tuple(fields["positions"])
    print(*fields.values(), sep=" ")
    print("   ", instruction.oparg, instruction.baseopname, instruction.baseopcode, instruction.cache_offset,
          instruction.end_offset, instruction.jump_target, instruction.is_jump_target)


for function in (numbers, agen, closure, Holder.method, matching):
    print("--", function.__qualname__)
    for instruction in dis.get_instructions(function):
        show(instruction)
    code = function.__code__
    print(dis.findlabels(code.co_code), list(dis.findlinestarts(code)))
    print([tuple(entry) for entry in dis._parse_exception_table(code)])

print("-- first line")
for line in (None, 100, 1):
    print([(i.line_number, i.starts_line) for i in dis.get_instructions(closure, first_line=line) if i.starts_line])
first = next(iter(dis.get_instructions(numbers)))
print(first)
print(repr(first))
print(first._fields, dis.Instruction.__mro__[1].__name__, first == tuple(first))
print([str(i) for i in dis.get_instructions("a = b[1]\nif a: print(a)")])
print(dis.Instruction.make("LOAD_CONST", 1, 2, "2", 4, 4, True, 9))
print(dis.Positions(), dis.Positions(1, 2), dis.Positions(*range(4))._asdict(), dis.Positions.__module__)
print(dis.Instruction.opname.__doc__)

print("-- Bytecode")
bytecode = dis.Bytecode(numbers)
print(bytecode.codeobj is numbers.__code__, bytecode.first_line, bytecode.current_offset, bytecode.show_caches)
print(repr(dis.Bytecode("x = 1")), repr(dis.Bytecode(b"".__class__.__call__.__class__ if False else "1")))
print(bytecode.info())
print(bytecode.dis())
print([i.label for i in bytecode if i.label])
print(dis.Bytecode(numbers, first_line=1000, current_offset=24, show_offsets=True).dis())
print(dis.Bytecode(matching, show_positions=True).dis())
print(dis.Bytecode("f(x)", show_caches=True).dis())


def fails(x):
    return 1 / x


try:
    fails(0)
except ZeroDivisionError as error:
    traced = dis.Bytecode.from_traceback(error.__traceback__)
    print(traced.codeobj.co_name, traced.current_offset)
    print(traced.dis())
    dis.distb(error.__traceback__.tb_next, show_offsets=True)
    sys.last_exc = error
    dis.dis()
    del sys.last_exc
try:
    dis.distb()
except RuntimeError as error:
    print(error, error.__cause__, error.__suppress_context__)

print("-- pieces")
resolver = dis.ArgResolver(names=["a", "b"], co_consts=(None, 3), labels_map={10: 1})
for op, arg in (("LOAD_CONST", 1), ("LOAD_NAME", 1), ("LOAD_GLOBAL", 1), ("LOAD_FAST", 1), ("LOAD_ATTR", 2), ("BINARY_OP", 26),
                ("COMPARE_OP", 148), ("CONVERT_VALUE", 2), ("SET_FUNCTION_ATTRIBUTE", 5), ("LOAD_FAST_LOAD_FAST", 18),
                ("JUMP_FORWARD", 4), ("LOAD_SPECIAL", 1), ("LOAD_COMMON_CONSTANT", 3), ("CALL_INTRINSIC_1", 3), ("IS_OP", 1)):
    print(op, resolver.get_argval_argrepr(dis.opmap[op], arg, 0))
empty = dis.ArgResolver()
print(empty.get_argval_argrepr(dis.opmap["LOAD_CONST"], 1, 0), empty.get_argval_argrepr(9, None, 0), empty.get_label_for_offset(3))
source = "import a.b, c\nfrom ..d import e as f, g\nfrom h import *\ndef i(): global j; j = 1\nk = 2"
code = compile(source, "?", "exec")
print(list(dis._find_imports(code)), list(dis._find_store_names(code)), list(dis._find_store_names(code.co_consts[-2] if hasattr(code.co_consts[-2], "co_code") else code)))
print(dis.pretty_flags(0), dis.pretty_flags(3), dis.pretty_flags(0x80000063), dis.pretty_flags(1 << 40))
long = "x = [" + ", ".join(f"a{i}" for i in range(300)) + "]"
print([tuple(i)[:7] for i in dis.get_instructions(long)][-8:])
