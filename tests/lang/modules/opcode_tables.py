# opcode: names, numbers and properties of instructions; stack effects; errors of the functions of _opcode.
import _opcode
import dis
import opcode

print(len(opcode.__all__), sorted(set(dis.__all__) - set(opcode.__all__)))
print(list(opcode.opmap.items()))
print([name for name in opcode.opname if name[0] != "<"][:12], len(opcode.opname), opcode.opname[121])
for table in ("hasarg", "hasconst", "hasname", "hasjump", "hasjrel", "hasjabs", "hasfree", "haslocal", "hasexc", "hascompare"):
    print(table, getattr(opcode, table))
print(opcode.cmp_op, opcode.HAVE_ARGUMENT, opcode.EXTENDED_ARG)
print(dis.opname is opcode.opname, dis.stack_effect is _opcode.stack_effect)
print(_opcode.get_nb_ops())
print(_opcode.get_intrinsic1_descs(), _opcode.get_intrinsic2_descs())
print(_opcode.get_special_method_names(), opcode._common_constants)
print(opcode._inline_cache_entries, sorted(opcode._specializations))

for number in range(268):
    row = []
    for jump in (None, True, False):
        try:
            row.append([dis.stack_effect(number, oparg, jump=jump) for oparg in (None, 0, 1, 2, 3, 5, 257, 515)])
        except ValueError as error:
            row.append(str(error))
    print(number, row[0] if row[0] == row[1] == row[2] else row)

for name in ("is_valid", "has_arg", "has_const", "has_name", "has_jump", "has_free", "has_local", "has_exc"):
    function = getattr(_opcode, name)
    print(name, [number for number in range(-2, 270) if function(number)])
    for bad in ("a", 2 ** 40, 1.0):
        try:
            print(function(bad))
        except (TypeError, OverflowError) as error:
            print(type(error).__name__, error)


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


for args in ((-1,), (300,), (1, 2 ** 31), (1, 2 ** 40), ("a",), (1, "a"), (True,), (1.0,), (1, 0, 0), ()):
    attempt(_opcode.stack_effect, *args)
for keywords in ({"jump": 1}, {"jump": 0}, {"jump": "x"}, {"x": 1}, {"jump": None}):
    attempt(_opcode.stack_effect, 70, 0, **keywords)
attempt(_opcode.get_executor, attempt.__code__, 0)
attempt(_opcode.get_executor, attempt, 0)
attempt(_opcode.get_executor, attempt.__code__, "")
attempt(_opcode.has_arg)
attempt(_opcode.has_arg, opcode=52)
