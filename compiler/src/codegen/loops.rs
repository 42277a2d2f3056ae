//! `for`, `async for`, `while`, `break`, `continue`.

use genjit_bytecode::Opcode;
use ruff_python_ast::{StmtFor, StmtWhile};

use crate::codegen::emit::RESUME_AFTER_AWAIT;
use crate::codegen::fblock::FBlockKind;
use crate::codegen::{Compiler, Result};
use crate::error::ErrorClass;
use crate::ir::{Loc, Op};

impl<'a> Compiler<'a> {
    pub(super) fn for_loop(&mut self, loc: Loc, s: &'a StmtFor) -> Result {
        let (start, cleanup, end) = (self.new_label(), self.new_label(), self.new_label());
        self.push_loop(loc, FBlockKind::ForLoop, start, end)?;
        self.expr(&s.iter)?;
        let iter = self.loc(&*s.iter);
        self.op(iter, Opcode::GET_ITER);
        self.place(start);
        self.jump(iter, Opcode::FOR_ITER, cleanup);
        // Keeps the target's line, if it is another one.
        let target = self.loc(&*s.target);
        self.op(target, Op::NOP);
        self.expr(&s.target)?;
        self.statements(&s.body)?;
        self.jump(Loc::NONE, Op::Jump, start);
        self.place(cleanup);
        self.op(Loc::NONE, Opcode::END_FOR);
        self.op(Loc::NONE, Opcode::POP_ITER);
        self.pop_fblock();
        self.statements(&s.orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn async_for(&mut self, loc: Loc, s: &'a StmtFor) -> Result {
        let (start, send) = (self.new_label(), self.new_label());
        let (except, end) = (self.new_label(), self.new_label());
        self.expr(&s.iter)?;
        let iter = self.loc(&*s.iter);
        self.op(iter, Opcode::GET_AITER);
        self.place(start);
        self.push_loop(loc, FBlockKind::ForLoop, start, end)?;
        // Guards `__anext__`: `StopAsyncIteration` ends the loop.
        self.jump(loc, Op::SetupFinally, except);
        self.op(loc, Opcode::GET_ANEXT);
        self.load_none(loc);
        self.place(send);
        self.emit_delegation(loc, RESUME_AFTER_AWAIT);
        self.op(loc, Op::PopBlock);
        self.op(loc, Opcode::NOT_TAKEN);
        self.expr(&s.target)?;
        self.statements(&s.body)?;
        self.jump(Loc::NONE, Op::Jump, start);
        self.pop_fblock();
        self.place(except);
        self.jump(iter, Opcode::END_ASYNC_FOR, send);
        self.statements(&s.orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn while_loop(&mut self, loc: Loc, s: &'a StmtWhile) -> Result {
        let (start, end, anchor) = (self.new_label(), self.new_label(), self.new_label());
        self.place(start);
        self.push_loop(loc, FBlockKind::WhileLoop, start, end)?;
        self.jump_if(&s.test, anchor, false)?;
        self.statements(&s.body)?;
        self.jump(Loc::NONE, Op::Jump, start);
        self.pop_fblock();
        self.place(anchor);
        self.statements(&s.orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn break_statement(&mut self, mut loc: Loc) -> Result {
        let origin = loc;
        self.op(loc, Op::NOP);
        let block = self.unwind(&mut loc, false, true)?;
        let Some((block, exit)) = block.and_then(|b| Some((b, b.exit?))) else {
            return Err(self.source.error_at(ErrorClass::Syntax, origin, "'break' outside loop"));
        };
        self.leave_fblock(&mut loc, block, false)?;
        self.jump(loc, Op::Jump, exit);
        Ok(())
    }

    pub(super) fn continue_statement(&mut self, mut loc: Loc) -> Result {
        let origin = loc;
        self.op(loc, Op::NOP);
        let block = self.unwind(&mut loc, false, true)?;
        let Some(start) = block.and_then(|b| b.start) else {
            let message = "'continue' not properly in loop";
            return Err(self.source.error_at(ErrorClass::Syntax, origin, message));
        };
        self.jump(loc, Op::Jump, start);
        Ok(())
    }
}
