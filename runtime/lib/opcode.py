"""The instructions of code objects: their names, numbers, operands and inline caches."""

import _opcode
import builtins
from _opcode import stack_effect
from _opcode_metadata import HAVE_ARGUMENT, MIN_INSTRUMENTED_OPCODE, _specializations, _specialized_opmap, opmap

__all__ = [
    "cmp_op", "stack_effect", "hascompare", "opname", "opmap", "HAVE_ARGUMENT", "EXTENDED_ARG", "hasarg", "hasconst",
    "hasname", "hasjump", "hasjrel", "hasjabs", "hasfree", "haslocal", "hasexc",
]

EXTENDED_ARG = opmap["EXTENDED_ARG"]
cmp_op = ("<", "<=", "==", "!=", ">", ">=")
opname = [f"<{number}>" for number in range(max(opmap.values()) + 1)]
for _name, _number in opmap.items():
    opname[_number] = _name


def _numbers(has):
    return [number for number in opmap.values() if has(number)]


hasarg = _numbers(_opcode.has_arg)
hasconst = _numbers(_opcode.has_const)
hasname = _numbers(_opcode.has_name)
hasjump = _numbers(_opcode.has_jump)
hasjrel = hasjump
hasjabs = []
hasfree = _numbers(_opcode.has_free)
haslocal = _numbers(_opcode.has_local)
hasexc = _numbers(_opcode.has_exc)
hascompare = [opmap["COMPARE_OP"]]

_intrinsic_1_descs = _opcode.get_intrinsic1_descs()
_intrinsic_2_descs = _opcode.get_intrinsic2_descs()
_special_method_names = _opcode.get_special_method_names()
_common_constants = [AssertionError, NotImplementedError, tuple, all, any]
_nb_ops = _opcode.get_nb_ops()

# What lies in the inline caches of an instruction: names and sizes, in units of 16 bits.
_cache_format = {
    "LOAD_GLOBAL": {"counter": 1, "index": 1, "module_keys_version": 1, "builtin_keys_version": 1},
    "BINARY_OP": {"counter": 1, "descr": 4},
    "UNPACK_SEQUENCE": {"counter": 1},
    "COMPARE_OP": {"counter": 1},
    "CONTAINS_OP": {"counter": 1},
    "FOR_ITER": {"counter": 1},
    "LOAD_SUPER_ATTR": {"counter": 1},
    "LOAD_ATTR": {"counter": 1, "version": 2, "keys_version": 2, "descr": 4},
    "STORE_ATTR": {"counter": 1, "version": 2, "index": 1},
    "CALL": {"counter": 1, "func_version": 2},
    "CALL_KW": {"counter": 1, "func_version": 2},
    "STORE_SUBSCR": {"counter": 1},
    "SEND": {"counter": 1},
    "JUMP_BACKWARD": {"counter": 1},
    "TO_BOOL": {"counter": 1, "version": 2},
    "POP_JUMP_IF_TRUE": {"counter": 1},
    "POP_JUMP_IF_FALSE": {"counter": 1},
    "POP_JUMP_IF_NONE": {"counter": 1},
    "POP_JUMP_IF_NOT_NONE": {"counter": 1},
}
_inline_cache_entries = {_name: sum(_fields.values()) for _name, _fields in _cache_format.items()}
del _name, _number
