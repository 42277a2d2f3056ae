//! The pseudo-instructions between code generation and assembly.
//!
//! Code generation writes an [`InstrSeq`]: a flat list of [`Op`]s whose jumps name [`Label`]s. An `Op`
//! is a real opcode or one of a few that exist only here: exception block markers, jumps whose
//! direction is not known yet, and conditional jumps that keep their operand.

use genjit_bytecode::Opcode;

use crate::error::CompileError;

/// A source range. Lines count from 1, columns from 0 in UTF-8 bytes; -1 means "not known".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Loc {
    pub line: i32,
    pub end_line: i32,
    pub col: i32,
    pub end_col: i32,
}

impl Loc {
    /// An artificial instruction: it takes the line of its predecessor or has none.
    pub(crate) const NONE: Loc = Loc { line: -1, end_line: -1, col: -1, end_col: -1 };

    /// A line without columns.
    pub(crate) const fn line_only(line: i32) -> Loc {
        Loc { line, end_line: line, col: -1, end_col: -1 }
    }

    /// The empty range at the start of a line.
    pub(crate) const fn line_start(line: i32) -> Loc {
        Loc { line, end_line: line, col: 0, end_col: 0 }
    }
}

/// An opcode, or an instruction that only the compiler knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Real(Opcode),
    /// Unconditional jump, either direction.
    Jump,
    /// Unconditional jump on which no interrupt is polled.
    JumpNoInterrupt,
    /// Jumps if the top of the stack is false; keeps it.
    JumpIfFalse,
    /// Jumps if the top of the stack is true; keeps it.
    JumpIfTrue,
    /// Opens an exception block; the handler finds the exception on the stack.
    SetupFinally,
    /// Opens an exception block; the handler finds the instruction offset and the exception.
    SetupCleanup,
    /// As `SetupCleanup`, but the handler's stack starts below the top of the stack.
    SetupWith,
    /// Closes the innermost exception block.
    PopBlock,
    /// Loads the cell itself.
    LoadClosure,
    /// Stores a value that may be `NULL`.
    StoreFastMaybeNull,
}

impl From<Opcode> for Op {
    fn from(opcode: Opcode) -> Op {
        Op::Real(opcode)
    }
}

impl Op {
    /// No operation.
    pub(crate) const NOP: Op = Op::Real(Opcode::NOP);

    /// Opens an exception block.
    pub(crate) fn is_block_push(self) -> bool {
        matches!(self, Op::SetupFinally | Op::SetupCleanup | Op::SetupWith)
    }

    /// Transfers control to its target, always or sometimes (handlers are not meant).
    pub(crate) fn is_jump(self) -> bool {
        match self {
            Op::Real(op) => op.jumps() || op == Opcode::END_ASYNC_FOR,
            Op::Jump | Op::JumpNoInterrupt | Op::JumpIfFalse | Op::JumpIfTrue => true,
            _ => false,
        }
    }

    /// Always jumps.
    pub(crate) fn is_unconditional_jump(self) -> bool {
        match self {
            Op::Jump | Op::JumpNoInterrupt => true,
            Op::Real(op) => matches!(
                op,
                Opcode::JUMP_FORWARD | Opcode::JUMP_BACKWARD | Opcode::JUMP_BACKWARD_NO_INTERRUPT
            ),
            _ => false,
        }
    }

    /// One of the four jumps that pop their operand.
    pub(crate) fn is_conditional_jump(self) -> bool {
        use Opcode::*;
        matches!(
            self,
            Op::Real(POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE | POP_JUMP_IF_NONE | POP_JUMP_IF_NOT_NONE)
        )
    }

    /// Leaves the code object.
    pub(crate) fn exits_scope(self) -> bool {
        use Opcode::*;
        matches!(self, Op::Real(RETURN_VALUE | RAISE_VARARGS | RERAISE))
    }

    /// Ends a basic block.
    pub(crate) fn is_terminator(self) -> bool {
        self.is_jump() || self.exits_scope()
    }

    /// Has a target: jumps and block pushes.
    pub(crate) fn has_target(self) -> bool {
        self.is_jump() || self.is_block_push()
    }

    /// Polls for interrupts.
    pub(crate) fn has_eval_break(self) -> bool {
        use Opcode::*;
        matches!(self, Op::Jump | Op::Real(JUMP_BACKWARD | RESUME | CALL | CALL_KW | CALL_FUNCTION_EX))
    }

    /// Reads the constant table.
    pub(crate) fn is_load_const(self) -> bool {
        self == Op::Real(Opcode::LOAD_CONST)
    }

    /// Values taken from and put on the stack when control falls through (`jump` false) or reaches
    /// the target.
    pub(crate) fn stack_io(self, arg: u32, jump: bool) -> (u32, u32) {
        match self {
            Op::Real(op) => op.stack_io(arg),
            Op::SetupFinally | Op::SetupWith if jump => (0, 1),
            Op::SetupCleanup if jump => (0, 2),
            Op::JumpIfFalse | Op::JumpIfTrue => (1, 1),
            Op::LoadClosure => (0, 1),
            Op::StoreFastMaybeNull => (1, 0),
            _ => (0, 0),
        }
    }
}

/// A jump target of an [`InstrSeq`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Label(pub u32);

/// One instruction of an [`InstrSeq`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct SeqInstr {
    pub op: Op,
    pub arg: u32,
    pub target: Option<Label>,
    pub loc: Loc,
}

/// A flat list of instructions with labels.
#[derive(Default)]
pub(crate) struct InstrSeq {
    pub instrs: Vec<SeqInstr>,
    /// Position of each label, once placed.
    labels: Vec<Option<usize>>,
}

impl InstrSeq {
    pub(crate) fn new_label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// Puts the label before the next instruction.
    pub(crate) fn place(&mut self, label: Label) {
        self.labels[label.0 as usize] = Some(self.instrs.len());
    }

    pub(crate) fn emit(&mut self, op: Op, arg: u32, loc: Loc) {
        debug_assert!(!op.has_target());
        self.instrs.push(SeqInstr { op, arg, target: None, loc });
    }

    pub(crate) fn emit_jump(&mut self, op: Op, target: Label, loc: Loc) {
        debug_assert!(op.has_target());
        self.instrs.push(SeqInstr { op, arg: 0, target: Some(target), loc });
    }

    /// Puts an instruction before all others; labels move with the instructions they precede.
    pub(crate) fn prepend(&mut self, op: Op, target: Label, loc: Loc) {
        self.instrs.insert(0, SeqInstr { op, arg: 0, target: Some(target), loc });
        for position in self.labels.iter_mut().flatten() {
            *position += 1;
        }
    }

    /// The number of instructions.
    pub(crate) fn len(&self) -> usize {
        self.instrs.len()
    }

    /// Moves the instructions from `tail` on, which hold no label, to `start`; labels move with the
    /// instructions they precede.
    pub(crate) fn move_tail(&mut self, tail: usize, start: usize) {
        let count = self.instrs.len() - tail;
        self.instrs[start..].rotate_right(count);
        for position in self.labels.iter_mut().flatten() {
            if *position >= start {
                *position += count;
            }
        }
    }

    /// Where the label was placed.
    pub(crate) fn position(&self, label: Label) -> Result<usize, CompileError> {
        self.labels[label.0 as usize].ok_or_else(|| CompileError::internal("a jump to a label never placed"))
    }
}
