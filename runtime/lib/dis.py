"""Bytecode as text, and as one object an instruction.

A listing is made in three steps: units with their opargs joined (`_unpack_opargs`), instructions with what their
opargs stand for (`_get_instructions_bytes`), lines (`Formatter`).
"""

import collections
import io
import sys
import types
from opcode import *
from opcode import (
    __all__ as _opcode_names, _cache_format, _common_constants, _inline_cache_entries, _intrinsic_1_descs,
    _intrinsic_2_descs, _nb_ops, _special_method_names, _specializations, _specialized_opmap,
)

from _opcode import get_executor

__all__ = [
    "code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels", "show_code",
    "get_instructions", "Instruction", "Bytecode", *_opcode_names,
]
del _opcode_names

_have_code = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)

FUNCTION_ATTR_FLAGS = ("defaults", "kwdefaults", "annotations", "closure", "annotate")
_CONVERSIONS = (None, str, repr, ascii)
_PAIRS = (
    "LOAD_FAST_LOAD_FAST", "LOAD_FAST_BORROW_LOAD_FAST_BORROW", "STORE_FAST_LOAD_FAST", "STORE_FAST_STORE_FAST",
)
_BACKWARD = ("JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT", "END_ASYNC_FOR")

# The names of instructions with their specialised forms, which the listings of adaptive code would show; `opname`
# has them too from now on.
_all_opname = opname
_all_opmap = dict(opmap)
for _name, _number in _specialized_opmap.items():
    _all_opname[_number] = _name
    _all_opmap[_name] = _number
deoptmap = {form: base for base, forms in _specializations.items() for form in forms}
del _name, _number

_INT_OVERFLOW = 2 ** 31
_OPNAME_WIDTH = 20
_OPARG_WIDTH = 5
_NO_LINENO = "  --"

COMPILER_FLAG_NAMES = {
    0x1: "OPTIMIZED",
    0x2: "NEWLOCALS",
    0x4: "VARARGS",
    0x8: "VARKEYWORDS",
    0x10: "NESTED",
    0x20: "GENERATOR",
    0x40: "NOFREE",
    0x80: "COROUTINE",
    0x100: "ITERABLE_COROUTINE",
    0x200: "ASYNC_GENERATOR",
    0x4000000: "HAS_DOCSTRING",
    0x8000000: "METHOD",
}


class _Unknown:
    def __repr__(self):
        return "<unknown>"


# Stands for what an oparg would name in tables that are not at hand.
UNKNOWN = _Unknown()


def _try_compile(source, name):
    """The code of an expression, or else of statements."""
    try:
        return compile(source, name, "eval")
    except SyntaxError:
        pass
    return compile(source, name, "exec")


def _executable(x):
    """What holds the code: of a method its function, then its code, or that of a generator."""
    x = getattr(x, "__func__", x)
    for attribute in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, attribute):
            return getattr(x, attribute)
    return x


def _get_code_object(x):
    x = _executable(x)
    if isinstance(x, str):
        x = _try_compile(x, "<disassembly>")
    if hasattr(x, "co_code"):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def _get_code_array(co, adaptive):
    return co._co_code_adaptive if adaptive else co.co_code


# Attributes as text.

def pretty_flags(flags):
    low, high = flags & 0xFFFFFFFF, flags & ~0xFFFFFFFF
    names = [COMPILER_FLAG_NAMES.get(1 << bit, hex(1 << bit)) for bit in range(32) if low >> bit & 1]
    if high or not low:
        names.append(hex(high))
    return ", ".join(names)


def code_info(x):
    return _format_code_info(_get_code_object(x))


def show_code(co, *, file=None):
    print(code_info(co), file=file)


def _format_code_info(co):
    lines = [
        f"Name:              {co.co_name}",
        f"Filename:          {co.co_filename}",
        f"Argument count:    {co.co_argcount}",
        f"Positional-only arguments: {co.co_posonlyargcount}",
        f"Kw-only arguments: {co.co_kwonlyargcount}",
        f"Number of locals:  {co.co_nlocals}",
        f"Stack size:        {co.co_stacksize}",
        f"Flags:             {pretty_flags(co.co_flags)}",
    ]
    tables = (
        ("Constants", map(repr, co.co_consts)), ("Names", co.co_names), ("Variable names", co.co_varnames),
        ("Free variables", co.co_freevars), ("Cell variables", co.co_cellvars),
    )
    for title, rows in tables:
        rows = [f"{number:4d}: {row}" for number, row in enumerate(rows)]
        if rows:
            lines += [f"{title}:", *rows]
    return "\n".join(lines)


# Instructions.

Positions = collections.namedtuple(
    "Positions", ("lineno", "end_lineno", "col_offset", "end_col_offset"), defaults=(None,) * 4, module=__name__)

_ExceptionTableEntryBase = collections.namedtuple(
    "_ExceptionTableEntryBase", ("start", "end", "target", "depth", "lasti"), module=__name__)


class _ExceptionTableEntry(_ExceptionTableEntryBase):
    """A row of the exception table, with the numbers of its labels where a listing shows them."""


_Instruction = collections.namedtuple(
    "_Instruction",
    (
        "opname", "opcode", "arg", "argval", "argrepr", "offset", "start_offset", "starts_line", "line_number", "label",
        "positions", "cache_info",
    ),
    defaults=(None, None, None), module=__name__)

for _field, _text in {
    "opname": "Human readable name for operation",
    "opcode": "Numeric code for operation",
    "arg": "Numeric argument to operation (if any), otherwise None",
    "argval": "Resolved arg value (if known), otherwise same as arg",
    "argrepr": "Human readable description of operation argument",
    "offset": "Start index of operation within bytecode sequence",
    "start_offset": "Start index of operation within bytecode sequence, with the EXTENDED_ARGs before it",
    "starts_line": "True if this opcode starts a source line, otherwise False",
    "line_number": "Source line number associated with this opcode (if any), otherwise None",
    "label": "A label (int > 0) if this instruction is a jump target, otherwise None",
    "positions": "dis.Positions object holding the span of source code covered by this instruction",
    "cache_info": "Name, size and bytes of each field in the inline caches",
}.items():
    getattr(_Instruction, _field).__doc__ = _text
del _field, _text


class Instruction(_Instruction):
    """An instruction of a code object with all that is known of it."""

    @staticmethod
    def make(
            opname, arg, argval, argrepr, offset, start_offset, starts_line, line_number, label=None, positions=None,
            cache_info=None):
        number = _all_opmap[opname]
        return Instruction(
            opname, number, arg, argval, argrepr, offset, start_offset, starts_line, line_number, label, positions,
            cache_info)

    @property
    def oparg(self):
        """What stands in the instruction, prefixes folded in, or None."""
        return self.arg

    @property
    def baseopcode(self):
        """Number of the instruction that this is a specialised form of, or its own."""
        return _deoptop(self.opcode)

    @property
    def baseopname(self):
        """Name of the instruction that this is a specialised form of, or its own."""
        return opname[self.baseopcode]

    @property
    def cache_offset(self):
        """Where the inline caches begin."""
        return self.offset + 2

    @property
    def end_offset(self):
        """Where the next instruction begins."""
        return self.cache_offset + _get_cache_size(_all_opname[self.opcode]) * 2

    @property
    def jump_target(self):
        """Offset that the instruction jumps to, or None."""
        return _get_jump_target(self.opcode, self.arg, self.offset)

    @property
    def is_jump_target(self):
        """Whether something jumps here."""
        return self.label is not None

    def __str__(self):
        text = io.StringIO()
        Formatter(file=text).print_instruction(self, False)
        return text.getvalue()


def _deoptop(op):
    name = _all_opname[op]
    return _all_opmap[deoptmap[name]] if name in deoptmap else op


def _get_cache_size(opname):
    return _inline_cache_entries.get(opname, 0)


def _is_backward_jump(op):
    return opname[op] in _BACKWARD


def _get_jump_target(op, arg, offset):
    """The offset that an instruction jumps to; None for one that does not jump."""
    base = _deoptop(op)
    if base not in hasjrel:
        return None
    if _is_backward_jump(base):
        arg = -arg
    return offset + 2 + 2 * arg + 2 * _get_cache_size(opname[base])


def _unpack_opargs(code):
    """Offset, offset with the EXTENDED_ARGs before it, number and oparg of each instruction."""
    extended = prefixes = caches = 0
    for offset in range(0, len(code), 2):
        if caches:
            caches -= 1
            continue
        op = code[offset]
        base = _deoptop(op)
        caches = _get_cache_size(_all_opname[base])
        if base in hasarg:
            arg = code[offset + 1] | extended
            extended = arg << 8 if base == EXTENDED_ARG else 0
            # The interpreter keeps opargs as C ints.
            if extended >= _INT_OVERFLOW:
                extended -= 2 * _INT_OVERFLOW
        else:
            arg, extended = None, 0
        if base == EXTENDED_ARG:
            prefixes += 1
            yield offset, offset, op, arg
        else:
            yield offset, offset - prefixes * 2, op, arg
            prefixes = 0


def findlabels(code):
    """The offsets that are jumped to, in the order of the jumps."""
    labels = {}
    for offset, _, op, arg in _unpack_opargs(code):
        if arg is not None and (target := _get_jump_target(op, arg, offset)) is not None:
            labels[target] = None
    return list(labels)


def findlinestarts(code):
    """Pairs of an offset where the source line changes, and the line; None where there is none."""
    last = False
    for start, _, line in code.co_lines():
        if line is not last and line != last or last is False:
            last = line
            yield start, line


def _make_labels_map(original_code, exception_entries=()):
    offsets = set(findlabels(original_code))
    for entry in exception_entries:
        offsets.update(entry[:3])
    labels = {offset: number for number, offset in enumerate(sorted(offsets), 1)}
    for entry in exception_entries:
        entry.start_label, entry.end_label, entry.target_label = (labels[offset] for offset in entry[:3])
    return labels


def _parse_varint(iterator):
    byte = next(iterator)
    value = byte & 63
    while byte & 64:
        byte = next(iterator)
        value = value << 6 | byte & 63
    return value


def _parse_exception_table(code):
    iterator, entries = iter(code.co_exceptiontable), []
    try:
        while True:
            start = _parse_varint(iterator) * 2
            end = start + _parse_varint(iterator) * 2
            target = _parse_varint(iterator) * 2
            depth_and_lasti = _parse_varint(iterator)
            entries.append(_ExceptionTableEntry(start, end, target, depth_and_lasti >> 1, bool(depth_and_lasti & 1)))
    except StopIteration:
        return entries


def _get_const_value(op, arg, co_consts):
    """The constant an instruction loads."""
    assert op in hasconst or op == LOAD_SMALL_INT
    if op == LOAD_SMALL_INT:
        return arg
    return UNKNOWN if co_consts is None else co_consts[arg]


def _get_const_info(op, arg, co_consts):
    value = _get_const_value(op, arg, co_consts)
    return value, "" if value is UNKNOWN else repr(value)


def _get_name_info(name_index, get_name, **extrainfo):
    if get_name is None:
        return UNKNOWN, ""
    name = get_name(name_index, **extrainfo)
    return name, name


# The numbers that other modules take from here.
CACHE = opmap["CACHE"]
BINARY_OP = opmap["BINARY_OP"]
CALL_INTRINSIC_1 = opmap["CALL_INTRINSIC_1"]
CALL_INTRINSIC_2 = opmap["CALL_INTRINSIC_2"]
CONTAINS_OP = opmap["CONTAINS_OP"]
CONVERT_VALUE = opmap["CONVERT_VALUE"]
END_ASYNC_FOR = opmap["END_ASYNC_FOR"]
ENTER_EXECUTOR = opmap["ENTER_EXECUTOR"]
FOR_ITER = opmap["FOR_ITER"]
IS_OP = opmap["IS_OP"]
JUMP_BACKWARD = opmap["JUMP_BACKWARD"]
LOAD_ATTR = opmap["LOAD_ATTR"]
LOAD_COMMON_CONSTANT = opmap["LOAD_COMMON_CONSTANT"]
LOAD_FAST_BORROW_LOAD_FAST_BORROW = opmap["LOAD_FAST_BORROW_LOAD_FAST_BORROW"]
LOAD_FAST_LOAD_FAST = opmap["LOAD_FAST_LOAD_FAST"]
LOAD_GLOBAL = opmap["LOAD_GLOBAL"]
LOAD_SMALL_INT = opmap["LOAD_SMALL_INT"]
LOAD_SPECIAL = opmap["LOAD_SPECIAL"]
LOAD_SUPER_ATTR = opmap["LOAD_SUPER_ATTR"]
SEND = opmap["SEND"]
SET_FUNCTION_ATTRIBUTE = opmap["SET_FUNCTION_ATTRIBUTE"]
STORE_FAST_LOAD_FAST = opmap["STORE_FAST_LOAD_FAST"]
STORE_FAST_STORE_FAST = opmap["STORE_FAST_STORE_FAST"]

# How a small oparg reads, where it numbers a row of a table.
_ROWS = {
    CONVERT_VALUE: lambda arg: ("", "str", "repr", "ascii")[arg],
    SET_FUNCTION_ATTRIBUTE: lambda arg: ", ".join(
        name for bit, name in enumerate(FUNCTION_ATTR_FLAGS) if arg & 1 << bit),
    BINARY_OP: lambda arg: _nb_ops[arg][1],
    CALL_INTRINSIC_1: lambda arg: _intrinsic_1_descs[arg],
    CALL_INTRINSIC_2: lambda arg: _intrinsic_2_descs[arg],
    LOAD_COMMON_CONSTANT: lambda arg: _shown_constant(_common_constants[arg]),
    LOAD_SPECIAL: lambda arg: _special_method_names[arg],
    IS_OP: lambda arg: "is not" if arg else "is",
    CONTAINS_OP: lambda arg: "not in" if arg else "in",
}
# How far the oparg is shifted, and what its low bit adds.
_FLAGGED_NAMES = {LOAD_GLOBAL: (1, "NULL"), LOAD_ATTR: (1, "NULL|self"), LOAD_SUPER_ATTR: (2, "NULL|self")}


def _shown_constant(constant):
    return constant.__name__ if isinstance(constant, type) else repr(constant)


class ArgResolver:
    """Says what opargs stand for, with the tables of a code object as far as they are given."""

    def __init__(self, co_consts=None, names=None, varname_from_oparg=None, labels_map=None):
        self.co_consts = co_consts
        self.names = names
        self.varname_from_oparg = varname_from_oparg
        self.labels_map = labels_map or {}

    def offset_from_jump_arg(self, op, arg, offset):
        return _get_jump_target(op, arg, offset)

    def get_label_for_offset(self, offset):
        return self.labels_map.get(offset, None)

    def get_argval_argrepr(self, op, arg, offset):
        """The value and the text of an oparg."""
        if arg is None:
            return None, ""
        base = _deoptop(op)
        if base in hasconst:
            return _get_const_info(base, arg, self.co_consts)
        if base in hasname:
            return self._name(base, arg)
        if base in hasjump or base in hasexc:
            target = self.offset_from_jump_arg(op, arg, offset)
            label = self.get_label_for_offset(target)
            assert label is not None
            return target, f"{'from' if base == END_ASYNC_FOR else 'to'} L{label}"
        if opname[base] in _PAIRS:
            first, second = (_get_name_info(slot, self.varname_from_oparg) for slot in (arg >> 4, arg & 15))
            return (first[0], second[0]), f"{first[1]}, {second[1]}"
        if base in haslocal or base in hasfree:
            return _get_name_info(arg, self.varname_from_oparg)
        if base in hascompare:
            operator = cmp_op[arg >> 5]
            return operator, f"bool({operator})" if arg & 16 else operator
        row = _ROWS.get(base)
        return _CONVERSIONS[arg] if base == CONVERT_VALUE else arg, row(arg) if row else ""

    def _name(self, base, arg):
        get_name = None if self.names is None else self.names.__getitem__
        if base not in _FLAGGED_NAMES:
            return _get_name_info(arg, get_name)
        shift, extra = _FLAGGED_NAMES[base]
        name, text = _get_name_info(arg >> shift, get_name)
        return name, f"{text} + {extra}" if arg & 1 and text else text


def _get_instructions_bytes(
        code, linestarts=None, line_offset=0, co_positions=None, original_code=None, arg_resolver=None):
    original_code = original_code or code
    co_positions = co_positions or iter(())
    starts_line, line_number = False, None
    for offset, start_offset, op, arg in _unpack_opargs(original_code):
        if linestarts is not None:
            starts_line = offset in linestarts
            if starts_line:
                line = linestarts[offset]
                line_number = None if line is None else line + line_offset
        positions = Positions(*next(co_positions, ()))
        base = _deoptop(op)
        op = code[offset]
        if arg_resolver:
            argval, argrepr = arg_resolver.get_argval_argrepr(op, arg, offset)
            label = arg_resolver.get_label_for_offset(offset)
        else:
            argval, argrepr, label = arg, repr(arg), None
        for _ in range(_get_cache_size(opname[base])):
            next(co_positions, ())
        yield Instruction(
            _all_opname[op], op, arg, argval, argrepr, offset, start_offset, starts_line, line_number, label, positions,
            _caches(code, opname[base], offset + 2))


def _caches(code, name, offset):
    """Name, size in units and bytes of each field in the caches that begin at an offset, if there are any."""
    if name not in _cache_format:
        return None
    fields = []
    for field, size in _cache_format[name].items():
        fields.append((field, size, code[offset:offset + 2 * size]))
        offset += 2 * size
    return fields


def _resolver(co, exception_entries=()):
    return ArgResolver(
        co_consts=co.co_consts, names=co.co_names, varname_from_oparg=co._varname_from_oparg,
        labels_map=_make_labels_map(co.co_code, exception_entries))


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    co = _get_code_object(x)
    return _get_instructions_bytes(
        _get_code_array(co, adaptive), linestarts=dict(findlinestarts(co)),
        line_offset=0 if first_line is None else first_line - co.co_firstlineno, co_positions=co.co_positions(),
        original_code=co.co_code, arg_resolver=_resolver(co))


def _find_imports(co):
    """The imports in a code object: name, level, names taken."""
    instructions = [(op, arg) for _, _, op, arg in _unpack_opargs(co.co_code) if op != EXTENDED_ARG]
    for number, (op, arg) in enumerate(instructions):
        if opname[op] != "IMPORT_NAME" or number < 2:
            continue
        (level_op, level), (from_op, names) = instructions[number - 2:number]
        if from_op in hasconst and (level_op in hasconst or level_op == LOAD_SMALL_INT):
            yield (
                co.co_names[arg], _get_const_value(level_op, level, co.co_consts),
                _get_const_value(from_op, names, co.co_consts))


def _find_store_names(co):
    """The names that a code object binds as globals or in its namespace."""
    for _, _, op, arg in _unpack_opargs(co.co_code):
        if opname[op] in ("STORE_NAME", "STORE_GLOBAL"):
            yield co.co_names[arg]


# Listings.

class Formatter:
    """Prints instructions in columns: line or positions, label, offset, arrow, name, oparg and what it stands for."""

    def __init__(
            self, file=None, lineno_width=0, offset_width=0, label_width=0, line_offset=0, show_caches=False, *,
            show_positions=False):
        self.file = file
        self.lineno_width = lineno_width
        self.offset_width = offset_width
        self.label_width = label_width
        self.show_caches = show_caches
        self.show_positions = show_positions

    def print_instruction(self, instr, mark_as_current=False):
        self.print_instruction_line(instr, mark_as_current)
        if not self.show_caches or not instr.cache_info:
            return
        offset = instr.offset
        for name, size, data in instr.cache_info:
            text = f"{name}: {int.from_bytes(data, sys.byteorder)}"
            for _ in range(size):
                offset += 2
                self.print_instruction_line(
                    Instruction("CACHE", CACHE, 0, None, text, offset, offset, False, None, None, instr.positions),
                    False)
                text = ""

    def print_instruction_line(self, instr, mark_as_current):
        if self.lineno_width and instr.starts_line and instr.offset > 0:
            print(file=self.file)
        columns = [self._source(instr)] if self.lineno_width else []
        label = f"L{instr.label}:" if instr.label is not None else ""
        columns.append(label.rjust(self.label_width))
        if self.offset_width > 0:
            columns.append(str(instr.offset).rjust(self.offset_width) + "  ")
        columns.append("-->" if mark_as_current else "   ")
        columns.append(instr.opname.ljust(_OPNAME_WIDTH))
        if instr.arg is not None:
            excess = max(0, len(instr.opname) - _OPNAME_WIDTH)
            columns.append(str(instr.arg).rjust(_OPARG_WIDTH - excess))
            if instr.argrepr:
                columns.append(f"({instr.argrepr})")
        print(" ".join(columns).rstrip(), file=self.file)

    def _source(self, instr):
        width = self.lineno_width
        if self.show_positions:
            return (_position_text(instr.positions) if instr.positions else "").ljust(width)
        if not instr.starts_line:
            return " " * width
        return (_NO_LINENO if instr.line_number is None else str(instr.line_number)).rjust(width)

    def print_exception_table(self, exception_entries):
        if exception_entries:
            print("ExceptionTable:", file=self.file)
        for entry in exception_entries:
            lasti = " lasti" if entry.lasti else ""
            print(
                f"  L{entry.start_label} to L{entry.end_label} -> L{entry.target_label} [{entry.depth}]{lasti}",
                file=self.file)


def _position_text(positions):
    if all(part is None for part in positions):
        return _NO_LINENO
    line, end_line, column, end_column = ("?" if part is None else part for part in positions)
    return f"{line}:{column}-{end_line}:{end_column}"


def _get_lineno_width(linestarts):
    lines = [line for line in (linestarts or {}).values() if line]
    if not lines:
        return 0
    width = max(3, len(str(max(lines))))
    return max(width, len(_NO_LINENO)) if None in linestarts.values() else width


def _get_positions_width(code):
    """The width of the column of positions, with a blank behind it; 0 where there are none."""
    rows = [row for row in code.co_positions()]
    if all(part is None for row in rows for part in row):
        return 0
    # Three signs stand between the numbers.
    longest = max(sum(1 if part is None else len(str(part)) for part in row) for row in rows)
    return 1 + max(len(_NO_LINENO), 3 + longest)


def _label_width(labels_map):
    return 4 + len(str(len(labels_map)))


def _offset_width(code):
    return len(str(max(len(code) - 2, 9999)))


def print_instructions(instrs, exception_entries, formatter, lasti=-1):
    for instr in instrs:
        caches = _get_cache_size(_all_opname[_deoptop(instr.opcode)])
        formatter.print_instruction(instr, instr.offset <= lasti <= instr.offset + 2 * caches)
    formatter.print_exception_table(exception_entries)


def _disassemble_bytes(
        code, lasti=-1, linestarts=None, *, line_offset=0, exception_entries=(), co_positions=None, original_code=None,
        arg_resolver=None, formatter=None):
    assert formatter is not None
    assert arg_resolver is not None
    instrs = _get_instructions_bytes(
        code, linestarts=linestarts, line_offset=line_offset, co_positions=co_positions, original_code=original_code,
        arg_resolver=arg_resolver)
    print_instructions(instrs, exception_entries, formatter, lasti=lasti)


def _listing(
        co, lasti, file, show_caches, adaptive, show_offsets, show_positions, exception_entries, linestarts,
        line_offset=0):
    resolver = _resolver(co, exception_entries)
    code = _get_code_array(co, adaptive)
    formatter = Formatter(
        file=file, lineno_width=_get_positions_width(co) if show_positions else _get_lineno_width(linestarts),
        offset_width=_offset_width(code) if show_offsets else 0, label_width=_label_width(resolver.labels_map),
        line_offset=line_offset, show_caches=show_caches, show_positions=show_positions)
    _disassemble_bytes(
        code, lasti, linestarts, line_offset=line_offset, exception_entries=exception_entries,
        co_positions=co.co_positions(), original_code=co.co_code, arg_resolver=resolver, formatter=formatter)


def disassemble(
        co, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    _listing(
        co, lasti, file, show_caches, adaptive, show_offsets, show_positions, _parse_exception_table(co),
        dict(findlinestarts(co)))


disco = disassemble


def _disassemble_recursive(
        co, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    how = {
        "file": file, "show_caches": show_caches, "adaptive": adaptive, "show_offsets": show_offsets,
        "show_positions": show_positions,
    }
    disassemble(co, **how)
    if depth is not None and depth <= 0:
        return
    for constant in co.co_consts:
        if hasattr(constant, "co_code"):
            print(file=file)
            print(f"Disassembly of {constant!r}:", file=file)
            _disassemble_recursive(constant, depth=None if depth is None else depth - 1, **how)


def _disassemble_str(source, **kwargs):
    _disassemble_recursive(_try_compile(source, "<dis>"), **kwargs)


def dis(
        x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Prints what the instructions of something are, by default those where the last exception was raised."""
    how = {
        "file": file, "show_caches": show_caches, "adaptive": adaptive, "show_offsets": show_offsets,
        "show_positions": show_positions,
    }
    if x is None:
        distb(**how)
        return
    x = _executable(x)
    if hasattr(x, "__dict__"):
        for name, member in sorted(x.__dict__.items()):
            if isinstance(member, _have_code):
                print(f"Disassembly of {name}:", file=file)
                try:
                    dis(member, depth=depth, **how)
                except TypeError as error:
                    print("Sorry:", error, file=file)
                print(file=file)
    elif hasattr(x, "co_code"):
        _disassemble_recursive(x, depth=depth, **how)
    elif isinstance(x, (bytes, bytearray)):
        labels = _make_labels_map(x)
        formatter = Formatter(
            file=file, offset_width=_offset_width(x) if show_offsets else 0, label_width=_label_width(labels),
            show_caches=show_caches)
        _disassemble_bytes(x, arg_resolver=ArgResolver(labels_map=labels), formatter=formatter)
    elif isinstance(x, str):
        _disassemble_str(x, depth=depth, **how)
    else:
        raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Prints the instructions of a traceback's frame, by default the innermost of the last exception's."""
    if tb is None:
        try:
            tb = sys.last_exc.__traceback__ if hasattr(sys, "last_exc") else sys.last_traceback
        except AttributeError:
            raise RuntimeError("no last traceback to disassemble") from None
        tb = _innermost(tb)
    disassemble(
        tb.tb_frame.f_code, tb.tb_lasti, file=file, show_caches=show_caches, adaptive=adaptive,
        show_offsets=show_offsets, show_positions=show_positions)


def _innermost(tb):
    while tb.tb_next:
        tb = tb.tb_next
    return tb


class Bytecode:
    """The instructions of something that can be disassembled: an iterable of them, with their listing."""

    def __init__(
            self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False, show_offsets=False,
            show_positions=False):
        self.codeobj = co = _get_code_object(x)
        self.first_line = co.co_firstlineno if first_line is None else first_line
        self._line_offset = self.first_line - co.co_firstlineno
        self._linestarts = dict(findlinestarts(co))
        self._original_object = x
        self.current_offset = current_offset
        self.exception_entries = _parse_exception_table(co)
        self.show_caches = show_caches
        self.adaptive = adaptive
        self.show_offsets = show_offsets
        self.show_positions = show_positions

    def __iter__(self):
        co = self.codeobj
        return _get_instructions_bytes(
            _get_code_array(co, self.adaptive), linestarts=self._linestarts, line_offset=self._line_offset,
            co_positions=co.co_positions(), original_code=co.co_code,
            arg_resolver=_resolver(co, self.exception_entries))

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """The instructions of the innermost frame of a traceback, with the one that raised as the current one."""
        tb = _innermost(tb)
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti, show_caches=show_caches, adaptive=adaptive)

    def info(self):
        """The attributes of the code object as text."""
        return _format_code_info(self.codeobj)

    def dis(self):
        """The listing as text."""
        text = io.StringIO()
        _listing(
            self.codeobj, -1 if self.current_offset is None else self.current_offset, text, self.show_caches,
            self.adaptive, self.show_offsets, self.show_positions, self.exception_entries, self._linestarts,
            self._line_offset)
        return text.getvalue()


def main(args=None):
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument("-C", "--show-caches", action="store_true", help="show inline caches")
    parser.add_argument("-O", "--show-offsets", action="store_true", help="show instruction offsets")
    parser.add_argument("-P", "--show-positions", action="store_true", help="show instruction positions")
    parser.add_argument("-S", "--specialized", action="store_true", help="show specialized bytecode")
    parser.add_argument("infile", nargs="?", default="-")
    options = parser.parse_args(args=args)
    if options.infile == "-":
        name, source = "<stdin>", sys.stdin.buffer.read()
    else:
        name = options.infile
        with open(name, "rb") as file:
            source = file.read()
    dis(
        compile(source, name, "exec"), show_caches=options.show_caches, adaptive=options.specialized,
        show_offsets=options.show_offsets, show_positions=options.show_positions)


if __name__ == "__main__":
    main()
