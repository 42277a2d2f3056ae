//! Emission of single instructions.

use genjit_bytecode::{Constant, Opcode};
use ruff_python_ast::{CmpOp, Operator};
use ruff_text_size::Ranged;

use crate::codegen::Compiler;
use crate::ir::{Label, Loc, Op};

/// `RESUME` operands.
pub(super) const RESUME_AFTER_YIELD: u32 = 1;
pub(super) const RESUME_AFTER_YIELD_FROM: u32 = 2;
pub(super) const RESUME_AFTER_AWAIT: u32 = 3;

/// `CALL_INTRINSIC_1` and `CALL_INTRINSIC_2` operands.
pub(super) mod intrinsic {
    pub(in crate::codegen) const PRINT: u32 = 1;
    pub(in crate::codegen) const IMPORT_STAR: u32 = 2;
    pub(in crate::codegen) const STOPITERATION_ERROR: u32 = 3;
    pub(in crate::codegen) const ASYNC_GEN_WRAP: u32 = 4;
    pub(in crate::codegen) const UNARY_POSITIVE: u32 = 5;
    pub(in crate::codegen) const LIST_TO_TUPLE: u32 = 6;
    pub(in crate::codegen) const TYPEVAR: u32 = 7;
    pub(in crate::codegen) const PARAMSPEC: u32 = 8;
    pub(in crate::codegen) const TYPEVARTUPLE: u32 = 9;
    pub(in crate::codegen) const SUBSCRIPT_GENERIC: u32 = 10;
    pub(in crate::codegen) const TYPEALIAS: u32 = 11;
    // `CALL_INTRINSIC_2` operands.
    pub(in crate::codegen) const TYPEVAR_WITH_BOUND: u32 = 2;
    pub(in crate::codegen) const TYPEVAR_WITH_CONSTRAINTS: u32 = 3;
    pub(in crate::codegen) const SET_FUNCTION_TYPE_PARAMS: u32 = 4;
    pub(in crate::codegen) const SET_TYPEPARAM_DEFAULT: u32 = 5;
}

/// `LOAD_COMMON_CONSTANT` operands.
pub(super) mod common {
    pub(in crate::codegen) const ASSERTION_ERROR: u32 = 0;
    pub(in crate::codegen) const NOT_IMPLEMENTED_ERROR: u32 = 1;
    pub(in crate::codegen) const TUPLE: u32 = 2;
    pub(in crate::codegen) const ALL: u32 = 3;
    pub(in crate::codegen) const ANY: u32 = 4;
}

/// `BINARY_OP` operand of subscription.
pub(super) const NB_SUBSCR: u32 = 26;
/// Distance from a binary operator's operand to its in-place form's.
const NB_INPLACE: u32 = 13;

/// `BINARY_OP` operand of an operator.
pub(super) fn binary_operand(op: Operator) -> u32 {
    match op {
        Operator::Add => 0,
        Operator::BitAnd => 1,
        Operator::FloorDiv => 2,
        Operator::LShift => 3,
        Operator::MatMult => 4,
        Operator::Mult => 5,
        Operator::Mod => 6,
        Operator::BitOr => 7,
        Operator::Pow => 8,
        Operator::RShift => 9,
        Operator::Sub => 10,
        Operator::Div => 11,
        Operator::BitXor => 12,
    }
}

impl Compiler<'_> {
    /// The place of a syntax node.
    pub(super) fn loc(&self, node: &impl Ranged) -> Loc {
        self.source.loc(node.range())
    }

    pub(super) fn op(&mut self, loc: Loc, op: impl Into<Op>) {
        self.unit.seq.emit(op.into(), 0, loc);
    }

    pub(super) fn op_arg(&mut self, loc: Loc, op: impl Into<Op>, arg: u32) {
        self.unit.seq.emit(op.into(), arg, loc);
    }

    pub(super) fn jump(&mut self, loc: Loc, op: impl Into<Op>, target: Label) {
        self.unit.seq.emit_jump(op.into(), target, loc);
    }

    pub(super) fn new_label(&mut self) -> Label {
        self.unit.seq.new_label()
    }

    /// Puts a label before the next instruction.
    pub(super) fn place(&mut self, label: Label) {
        self.unit.seq.place(label);
    }

    pub(super) fn load_const(&mut self, loc: Loc, constant: Constant) {
        let index = self.unit.consts.add(constant);
        self.op_arg(loc, Opcode::LOAD_CONST, index);
    }

    pub(super) fn load_none(&mut self, loc: Loc) {
        self.load_const(loc, Constant::None);
    }

    pub(super) fn load_str(&mut self, loc: Loc, text: &str) {
        self.load_const(loc, Constant::Str(text.into()));
    }

    pub(super) fn binary_op(&mut self, loc: Loc, op: Operator, in_place: bool) {
        let arg = binary_operand(op) + if in_place { NB_INPLACE } else { 0 };
        self.op_arg(loc, Opcode::BINARY_OP, arg);
    }

    /// A comparison. The low bits of `COMPARE_OP`'s operand tell quickened code which outcomes of a
    /// three-way comparison satisfy it: 1 not equal by `!=` only, 2 less, 4 greater, 8 equal.
    pub(super) fn compare_op(&mut self, loc: Loc, op: CmpOp) {
        let (opcode, arg) = match op {
            CmpOp::Lt => (Opcode::COMPARE_OP, 2),
            CmpOp::LtE => (Opcode::COMPARE_OP, 1 << 5 | 2 | 8),
            CmpOp::Eq => (Opcode::COMPARE_OP, 2 << 5 | 8),
            CmpOp::NotEq => (Opcode::COMPARE_OP, 3 << 5 | 1 | 2 | 4),
            CmpOp::Gt => (Opcode::COMPARE_OP, 4 << 5 | 4),
            CmpOp::GtE => (Opcode::COMPARE_OP, 5 << 5 | 4 | 8),
            CmpOp::Is => (Opcode::IS_OP, 0),
            CmpOp::IsNot => (Opcode::IS_OP, 1),
            CmpOp::In => (Opcode::CONTAINS_OP, 0),
            CmpOp::NotIn => (Opcode::CONTAINS_OP, 1),
        };
        self.op_arg(loc, opcode, arg);
    }

    /// Yields the value on top of the stack; leaves the value sent.
    pub(super) fn emit_yield(&mut self, loc: Loc) {
        if self.scope().generator && self.scope().coroutine {
            self.op_arg(loc, Opcode::CALL_INTRINSIC_1, intrinsic::ASYNC_GEN_WRAP);
        }
        self.op_arg(loc, Opcode::YIELD_VALUE, 0);
        self.op_arg(loc, Opcode::RESUME, RESUME_AFTER_YIELD);
    }

    /// Delegates to the iterator below the top of the stack until it ends; leaves its result.
    ///
    /// The exception block around the yield is for `throw()` and `close()`: a `StopIteration` that they
    /// get from the delegate is its result.
    pub(super) fn emit_delegation(&mut self, loc: Loc, resume: u32) {
        let (send, fail, exit) = (self.new_label(), self.new_label(), self.new_label());
        self.place(send);
        self.jump(loc, Opcode::SEND, exit);
        self.jump(loc, Op::SetupFinally, fail);
        self.op_arg(loc, Opcode::YIELD_VALUE, 1);
        self.op(Loc::NONE, Op::PopBlock);
        self.op_arg(loc, Opcode::RESUME, resume);
        self.jump(loc, Op::JumpNoInterrupt, send);
        self.place(fail);
        self.op(loc, Opcode::CLEANUP_THROW);
        self.place(exit);
        self.op(loc, Opcode::END_SEND);
    }

    /// Awaits the object on top of the stack. `kind` is 1 and 2 for what `async with` enters and exits.
    pub(super) fn emit_await(&mut self, loc: Loc, kind: u32) {
        self.op_arg(loc, Opcode::GET_AWAITABLE, kind);
        self.load_none(loc);
        self.emit_delegation(loc, RESUME_AFTER_AWAIT);
    }

    /// The end of a handler that itself raised: restores the exception being handled and raises on.
    pub(super) fn pop_except_and_reraise(&mut self, loc: Loc) {
        self.op_arg(loc, Opcode::COPY, 3);
        self.op(loc, Opcode::POP_EXCEPT);
        self.op_arg(loc, Opcode::RERAISE, 1);
    }
}
