//! One instruction: to the function of its family.

use crate::snapshot::ExitReason;
use genjit_bytecode::{Intrinsic1, Opcode};

use super::code_info::{CodeInfo, Instr};
use super::state::Slot;
use super::{Builder, Flow};
use crate::aborts::Abort;

impl Builder<'_> {
    /// Builds the instruction the innermost frame stands at.
    pub(super) fn instruction(&mut self, info: &CodeInfo, instr: Instr) -> Result<Flow, Abort> {
        if !self.reached(instr.start) {
            let reason = self.unreached_reason(instr.start);
            self.exit(reason);
            return Ok(Flow::End);
        }
        self.execute(info, instr)
    }

    /// Builds the instruction again, its operands narrowed or adopted meanwhile.
    pub(super) fn instruction_again(&mut self, instr: Instr) -> Result<Flow, Abort> {
        let code = self.state.top().code;
        let info = self.info(code);
        self.charge()?;
        self.execute(&info, instr)
    }

    #[allow(clippy::too_many_lines, reason = "one arm an opcode, none left out")]
    fn execute(&mut self, info: &CodeInfo, instr: Instr) -> Result<Flow, Abort> {
        use Opcode::*;
        let oparg = instr.oparg;
        let target = || instr.target().expect("jumps have targets");
        match instr.opcode {
            NOP | NOT_TAKEN | CACHE | RESUME => Ok(Flow::Next),
            POP_TOP | POP_ITER | END_FOR => Ok(self.pop_top()),
            END_SEND => Ok(self.end_send()),
            PUSH_NULL => {
                self.push(Slot::Null);
                Ok(Flow::Next)
            }
            COPY => Ok(self.copy(oparg)),
            SWAP => Ok(self.swap(oparg)),
            LOAD_CONST => Ok(self.load_const(info, oparg)),
            LOAD_SMALL_INT => Ok(self.load_small_int(oparg)),
            LOAD_FAST | LOAD_FAST_BORROW => Ok(self.load_fast(oparg)),
            LOAD_FAST_CHECK => Ok(self.load_fast_check(oparg)),
            LOAD_FAST_AND_CLEAR => Ok(self.load_fast_and_clear(oparg)),
            DELETE_FAST => Ok(self.delete_fast(oparg)),
            STORE_FAST => Ok(self.store_fast(oparg)),
            LOAD_FAST_LOAD_FAST
            | LOAD_FAST_BORROW_LOAD_FAST_BORROW
            | STORE_FAST_LOAD_FAST
            | STORE_FAST_STORE_FAST => Ok(self.local_pair(instr)),
            LOAD_DEREF => Ok(self.load_deref(instr)),
            STORE_DEREF => Ok(self.store_deref(oparg)),
            MAKE_CELL => Ok(self.make_cell(oparg)),
            LOAD_GLOBAL => Ok(self.load_global(instr)),
            STORE_GLOBAL => Ok(self.store_global(instr)),
            LOAD_NAME => Ok(self.load_name(instr)),
            STORE_NAME => Ok(self.store_name(instr)),
            COPY_FREE_VARS => Ok(self.copy_free_vars(oparg)),
            LOAD_ATTR => self.load_attr(instr),
            STORE_ATTR => Ok(self.store_attr(instr)),
            JUMP_FORWARD | JUMP_BACKWARD_NO_INTERRUPT => Ok(self.go(target())),
            JUMP_BACKWARD => Ok(self.jump_backward(target())),
            POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE | POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE => {
                self.pop_jump(instr, target())
            }
            BINARY_OP => self.binary_op(instr),
            COMPARE_OP => self.compare_op(instr),
            CONTAINS_OP => self.contains_op(instr),
            IS_OP => self.is_op(instr),
            TO_BOOL => self.truth_value(instr),
            UNARY_NOT => Ok(self.unary_not()),
            UNARY_NEGATIVE => self.unary_negative(instr),
            UNARY_INVERT => self.unary_invert(instr),
            GET_ITER | GET_YIELD_FROM_ITER => self.get_iter(instr),
            GET_AWAITABLE => self.get_awaitable(instr),
            GET_ANEXT => self.get_anext(instr),
            // What is suspended behind it tells an item by its state.
            CALL_INTRINSIC_1 if oparg == Intrinsic1::AsyncGenWrap as u32 => Ok(Flow::Next),
            FOR_ITER => self.for_iter(instr, target()),
            SEND => self.send(instr, target()),
            YIELD_VALUE => self.yield_value(instr),
            RETURN_VALUE => self.return_value(instr),
            CALL => self.call(instr),
            CALL_KW => Ok(self.call_keywords(instr)),
            BUILD_TUPLE => Ok(self.build_tuple(oparg)),
            BUILD_LIST => Ok(self.build_list(oparg)),
            UNPACK_SEQUENCE => self.unpack_sequence(instr),
            LIST_APPEND => Ok(self.list_append(oparg)),
            STORE_SUBSCR => self.store_subscript(instr),
            PUSH_EXC_INFO => Ok(self.push_exc_info()),
            CHECK_EXC_MATCH => Ok(self.check_exc_match(instr)),
            POP_EXCEPT => Ok(self.pop_except()),
            BUILD_MAP
            | BUILD_SET
            | BUILD_SLICE
            | BUILD_STRING
            | BINARY_SLICE
            | CALL_FUNCTION_EX
            | CALL_INTRINSIC_1
            | BUILD_INTERPOLATION
            | BUILD_TEMPLATE
            | CONVERT_VALUE
            | DELETE_ATTR
            | DELETE_DEREF
            | DELETE_GLOBAL
            | DELETE_NAME
            | DELETE_SUBSCR
            | DICT_MERGE
            | DICT_UPDATE
            | FORMAT_SIMPLE
            | FORMAT_WITH_SPEC
            | GET_AITER
            | GET_LEN
            | IMPORT_FROM
            | IMPORT_NAME
            | LIST_EXTEND
            | LOAD_BUILD_CLASS
            | LOAD_COMMON_CONSTANT
            | LOAD_FROM_DICT_OR_DEREF
            | LOAD_FROM_DICT_OR_GLOBALS
            | LOAD_LOCALS
            | LOAD_SPECIAL
            | LOAD_SUPER_ATTR
            | MAKE_FUNCTION
            | MAP_ADD
            | MATCH_CLASS
            | MATCH_KEYS
            | MATCH_MAPPING
            | MATCH_SEQUENCE
            | SETUP_ANNOTATIONS
            | SET_ADD
            | SET_FUNCTION_ATTRIBUTE
            | SET_UPDATE
            | STORE_SLICE
            | UNPACK_EX => Ok(self.by_interpreter(instr)),
            // Reached by what else was raised.
            END_ASYNC_FOR => {
                self.exit(ExitReason::Unsupported);
                Ok(Flow::End)
            }
            RETURN_GENERATOR | CALL_INTRINSIC_2 | CHECK_EG_MATCH | CLEANUP_THROW | EXIT_INIT_CHECK
            | EXTENDED_ARG | INTERPRETER_EXIT | RAISE_VARARGS | RERAISE | RESERVED | WITH_EXCEPT_START => {
                Err(Abort::nyi(instr.opcode.name()))
            }
        }
    }
}
