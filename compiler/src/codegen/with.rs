//! `with` and `async with`.

use genjit_bytecode::Opcode;
use ruff_python_ast::{StmtWith, WithItem};

use crate::codegen::fblock::FBlockKind;
use crate::codegen::{Compiler, Result};
use crate::ir::{Label, Loc, Op};

/// `LOAD_SPECIAL` operands: enter and exit.
const SYNC_METHODS: (u32, u32) = (0, 1);
const ASYNC_METHODS: (u32, u32) = (2, 3);

impl<'a> Compiler<'a> {
    /// The statement from one of its items on: each item is a statement around the next.
    pub(super) fn with_items(&mut self, s: &'a StmtWith, items: &'a [WithItem]) -> Result {
        let Some((item, rest)) = items.split_first() else { return self.statements(&s.body) };
        let (handler, exit, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.expr(&item.context_expr)?;
        let loc = self.loc(&item.context_expr);
        self.enter_context(loc, s.is_async);
        self.jump(loc, Op::SetupWith, handler);
        let kind = if s.is_async { FBlockKind::AsyncWith } else { FBlockKind::With };
        self.push_fblock(loc, kind)?;
        match &item.optional_vars {
            Some(target) => self.expr(target)?,
            None => self.op(loc, Opcode::POP_TOP),
        }
        stacker::maybe_grow(super::RED_ZONE, super::STACK_STEP, || self.with_items(s, rest))?;
        self.op(if s.is_async { loc } else { Loc::NONE }, Op::PopBlock);
        self.pop_fblock();

        self.call_exit_with_nones(loc);
        if s.is_async {
            self.emit_await(loc, 2);
        }
        self.op(loc, Opcode::POP_TOP);
        self.jump(loc, Op::Jump, exit);

        self.place(handler);
        self.jump(loc, Op::SetupCleanup, cleanup);
        self.op(loc, Opcode::PUSH_EXC_INFO);
        self.op(loc, Opcode::WITH_EXCEPT_START);
        if s.is_async {
            self.emit_await(loc, 2);
        }
        self.finish_handler(cleanup);
        self.place(exit);
        Ok(())
    }

    /// Replaces the context manager by its bound exit method and the result of entering it.
    fn enter_context(&mut self, loc: Loc, is_async: bool) {
        let (enter, exit) = if is_async { ASYNC_METHODS } else { SYNC_METHODS };
        self.op_arg(loc, Opcode::COPY, 1);
        self.op_arg(loc, Opcode::LOAD_SPECIAL, exit);
        self.op_arg(loc, Opcode::SWAP, 2);
        self.op_arg(loc, Opcode::SWAP, 3);
        self.op_arg(loc, Opcode::LOAD_SPECIAL, enter);
        self.op_arg(loc, Opcode::CALL, 0);
        if is_async {
            self.emit_await(loc, 1);
        }
    }

    /// After the exit method: raises on, unless it returned a true value.
    fn finish_handler(&mut self, cleanup: Label) {
        let (suppress, exit) = (self.new_label(), self.new_label());
        self.op(Loc::NONE, Opcode::TO_BOOL);
        self.jump(Loc::NONE, Opcode::POP_JUMP_IF_TRUE, suppress);
        self.op_arg(Loc::NONE, Opcode::RERAISE, 2);
        self.place(suppress);
        self.op(Loc::NONE, Opcode::POP_TOP);
        self.op(Loc::NONE, Op::PopBlock);
        self.op(Loc::NONE, Opcode::POP_EXCEPT);
        for _ in 0..3 {
            self.op(Loc::NONE, Opcode::POP_TOP);
        }
        self.jump(Loc::NONE, Op::JumpNoInterrupt, exit);
        self.place(cleanup);
        self.pop_except_and_reraise(Loc::NONE);
        self.place(exit);
    }
}
