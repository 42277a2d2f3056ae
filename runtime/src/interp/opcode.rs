//! The opcodes the interpreter dispatches on: CPython's, as `u8` constants, and its own forms of them.
//!
//! Own forms exist only in a code object's executable units. Each has a *base*: the instruction it
//! stands for in `co_code`. Forms whose name joins several instructions replace the first of them and
//! run all; the others stay in place, so jumps to them keep working.

use genjit_bytecode::Opcode;

macro_rules! base_opcodes {
    ($($name:ident = $num:literal, $caches:literal, $pops:expr => $pushes:expr, [$($prop:ident)*], $operand:ident;)*) => {
        $(pub(crate) const $name: u8 = $num;)*
    };
}
genjit_bytecode::for_each_opcode!(base_opcodes);

/// Calls `$mac!` with the rows `NAME = number, BASE, "what it is for";`
macro_rules! for_each_own_opcode {
    ($mac:ident) => {
        $mac! {
            BINARY_ADD = 129, BINARY_OP, "`+` and `+=`";
            BINARY_SUBTRACT = 130, BINARY_OP, "`-` and `-=`";
            BINARY_MULTIPLY = 131, BINARY_OP, "`*` and `*=`";
            BINARY_REMAINDER = 132, BINARY_OP, "`%` and `%=`";
            BINARY_FLOOR_DIVIDE = 133, BINARY_OP, "`//` and `//=`";
            BINARY_TRUE_DIVIDE = 134, BINARY_OP, "`/` and `/=`";
            BINARY_AND = 135, BINARY_OP, "`&` and `&=`";
            BINARY_OR = 136, BINARY_OP, "`|` and `|=`";
            BINARY_XOR = 137, BINARY_OP, "`^` and `^=`";
            BINARY_SHIFT_RIGHT = 138, BINARY_OP, "`>>` and `>>=`";
            BINARY_SUBSCRIPT = 139, BINARY_OP, "`[]` of a list or tuple by an int";
            COMPARE_JUMP = 140, COMPARE_OP, "comparison whose bool the next instruction jumps on";
            FAST_FAST_COMPARE_JUMP = 141, LOAD_FAST_BORROW_LOAD_FAST_BORROW, "the same of two locals";
            FAST_SMALL_COMPARE_JUMP = 142, LOAD_FAST_BORROW, "the same of a local and a small int";
            FAST_SMALL_BINARY_STORE = 143, LOAD_FAST_BORROW, "local plus or minus a small int, stored";
            FAST_FAST_ADD_STORE = 144, LOAD_FAST_BORROW_LOAD_FAST_BORROW, "sum of two locals, stored";
            FOR_ITER_RANGE = 145, FOR_ITER, "over a range of small ints";
            FOR_ITER_LIST = 146, FOR_ITER, "over a list";
            FOR_ITER_TUPLE = 147, FOR_ITER, "over a tuple";
            FOR_ITER_GENERATOR = 148, FOR_ITER, "over a generator";
            SEND_GENERATOR = 149, SEND, "to a generator or coroutine";
            LOAD_GLOBAL_MODULE = 150, LOAD_GLOBAL, "found in the module's globals";
            LOAD_GLOBAL_BUILTIN = 151, LOAD_GLOBAL, "found in the builtins";
            LOAD_ATTR_METHOD = 152, LOAD_ATTR, "method form, of a function or native method of the class";
            LOAD_ATTR_SLOT = 153, LOAD_ATTR, "instance attribute at a known slot of its shape";
            STORE_ATTR_SLOT = 154, STORE_ATTR, "the same, stored";
            JUMP_BACKWARD_COUNTED = 155, JUMP_BACKWARD, "counts heat in its cache unit";
            STORE_SUBSCR_LIST = 156, STORE_SUBSCR, "item of a list by an int";
            RESUME_COUNTED = 157, RESUME, "counts heat in its code object";
            RESUME_NATIVE = 158, RESUME, "of a function that has machine code";
            LOAD_ATTR_COMPUTED = 159, LOAD_ATTR, "computed attribute of a built-in type";
        }
    };
}

macro_rules! own_opcodes {
    ($($name:ident = $num:literal, $base:ident, $doc:literal;)*) => {
        $(#[doc = $doc] pub(crate) const $name: u8 = $num;)*

        const BASES: [u8; 256] = {
            let mut bases = [0; 256];
            let mut number = 0;
            while number < 256 {
                bases[number] = number as u8;
                number += 1;
            }
            $(bases[$num] = $base;)*
            bases
        };
    };
}
for_each_own_opcode!(own_opcodes);

/// The instruction an opcode stands for.
#[inline(always)]
pub(crate) const fn base(opcode: u8) -> u8 {
    BASES[opcode as usize]
}

const CACHES: [u8; 256] = {
    let mut caches = [0; 256];
    let mut number = 0;
    while number < 256 {
        if let Some(opcode) = Opcode::from_u8(BASES[number]) {
            caches[number] = opcode.caches() as u8;
        }
        number += 1;
    }
    caches
};

/// Inline cache units behind an instruction.
#[inline(always)]
pub(crate) const fn caches(opcode: u8) -> usize {
    CACHES[opcode as usize] as usize
}
