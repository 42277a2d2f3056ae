//! Frame blocks: what `return`, `break` and `continue` leave, and the code for leaving it.

use genjit_bytecode::Opcode;
use ruff_python_ast::{ExprContext, Stmt};

use crate::codegen::{Compiler, Result};
use crate::error::ErrorClass;
use crate::ir::{Label, Loc, Op};

/// Deepest nesting of frame blocks in a unit.
const MAX_BLOCKS: usize = 21;

/// Kinds of frame block.
#[derive(Clone, Copy)]
pub(super) enum FBlockKind<'a> {
    WhileLoop,
    ForLoop,
    TryExcept,
    /// The body of a `try` with this `finally`.
    FinallyTry(&'a [Stmt]),
    FinallyEnd,
    With,
    AsyncWith,
    /// The body of an `except` clause, with the name it binds.
    HandlerCleanup(Option<&'a str>),
    ExceptionHandler,
    /// The clauses of `except*`.
    GroupHandler,
    AsyncComprehension,
    /// A value on the stack, to be dropped.
    PopValue,
    StopIteration,
}

/// A frame block.
#[derive(Clone, Copy)]
pub(super) struct FBlock<'a> {
    pub kind: FBlockKind<'a>,
    /// Where `continue` goes.
    pub start: Option<Label>,
    /// Where `break` goes.
    pub exit: Option<Label>,
    pub loc: Loc,
}

impl FBlock<'_> {
    fn is_loop(&self) -> bool {
        matches!(self.kind, FBlockKind::WhileLoop | FBlockKind::ForLoop)
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn push_fblock(&mut self, loc: Loc, kind: FBlockKind<'a>) -> Result {
        self.push(FBlock { kind, start: None, exit: None, loc })
    }

    pub(super) fn push_loop(&mut self, loc: Loc, kind: FBlockKind<'a>, start: Label, exit: Label) -> Result {
        self.push(FBlock { kind, start: Some(start), exit: Some(exit), loc })
    }

    fn push(&mut self, block: FBlock<'a>) -> Result {
        if self.unit.fblocks.len() >= MAX_BLOCKS {
            let message = "too many statically nested blocks";
            return Err(self.source.error_at(ErrorClass::Syntax, block.loc, message));
        }
        self.unit.fblocks.push(block);
        Ok(())
    }

    pub(super) fn pop_fblock(&mut self) {
        self.unit.fblocks.pop();
    }

    /// Leaves all blocks, or those inside the innermost loop, which is returned if `to_loop` is true.
    ///
    /// `loc` is the place of the statement that leaves; artificial after code that stands elsewhere.
    pub(super) fn unwind(
        &mut self,
        loc: &mut Loc,
        preserve_top: bool,
        to_loop: bool,
    ) -> Result<Option<FBlock<'a>>> {
        let all = self.unit.fblocks.clone();
        let mut target = None;
        while let Some(&top) = self.unit.fblocks.last() {
            if matches!(top.kind, FBlockKind::GroupHandler) {
                let message = "'break', 'continue' and 'return' cannot appear in an except* block";
                return Err(self.source.error_at(ErrorClass::Syntax, *loc, message));
            }
            if to_loop && top.is_loop() {
                target = Some(top);
                break;
            }
            // What is emitted for leaving a block is outside of it.
            self.unit.fblocks.pop();
            self.leave_fblock(loc, top, preserve_top)?;
        }
        self.unit.fblocks = all;
        Ok(target)
    }

    /// The code that leaves one block.
    pub(super) fn leave_fblock(&mut self, loc: &mut Loc, block: FBlock<'a>, preserve_top: bool) -> Result {
        match block.kind {
            FBlockKind::WhileLoop
            | FBlockKind::ExceptionHandler
            | FBlockKind::GroupHandler
            | FBlockKind::AsyncComprehension
            | FBlockKind::StopIteration => {}
            FBlockKind::ForLoop | FBlockKind::PopValue => self.pop_below(*loc, preserve_top),
            FBlockKind::TryExcept => self.op(*loc, Op::PopBlock),
            FBlockKind::FinallyTry(body) => {
                self.op(*loc, Op::PopBlock);
                if preserve_top {
                    self.push_fblock(*loc, FBlockKind::PopValue)?;
                }
                self.statements(body)?;
                if preserve_top {
                    self.pop_fblock();
                }
                *loc = Loc::NONE;
            }
            FBlockKind::FinallyEnd => {
                self.pop_below(*loc, preserve_top);
                if preserve_top {
                    self.op_arg(*loc, Opcode::SWAP, 2);
                }
                self.op(*loc, Op::PopBlock);
                self.op(*loc, Opcode::POP_EXCEPT);
            }
            FBlockKind::With | FBlockKind::AsyncWith => {
                *loc = block.loc;
                self.op(*loc, Op::PopBlock);
                if preserve_top {
                    self.op_arg(*loc, Opcode::SWAP, 3);
                    self.op_arg(*loc, Opcode::SWAP, 2);
                }
                self.call_exit_with_nones(*loc);
                if matches!(block.kind, FBlockKind::AsyncWith) {
                    self.emit_await(*loc, 2);
                }
                self.op(*loc, Opcode::POP_TOP);
                *loc = Loc::NONE;
            }
            FBlockKind::HandlerCleanup(name) => self.leave_handler(*loc, name, preserve_top)?,
        }
        Ok(())
    }

    fn leave_handler(&mut self, loc: Loc, name: Option<&str>, preserve_top: bool) -> Result {
        if name.is_some() {
            self.op(loc, Op::PopBlock);
        }
        if preserve_top {
            self.op_arg(loc, Opcode::SWAP, 2);
        }
        self.op(loc, Op::PopBlock);
        self.op(loc, Opcode::POP_EXCEPT);
        if let Some(name) = name {
            self.unbind(loc, name)?;
        }
        Ok(())
    }

    /// `name = None; del name`, so that it works even if the name was deleted already.
    pub(super) fn unbind(&mut self, loc: Loc, name: &str) -> Result {
        self.load_none(loc);
        self.store_name(loc, name)?;
        self.name_op(loc, name, ExprContext::Del)
    }

    fn pop_below(&mut self, loc: Loc, preserve_top: bool) {
        if preserve_top {
            self.op_arg(loc, Opcode::SWAP, 2);
        }
        self.op(loc, Opcode::POP_TOP);
    }

    /// Calls the `__exit__` method on the stack with three `None`s.
    pub(super) fn call_exit_with_nones(&mut self, loc: Loc) {
        for _ in 0..3 {
            self.load_none(loc);
        }
        self.op_arg(loc, Opcode::CALL, 3);
    }
}
