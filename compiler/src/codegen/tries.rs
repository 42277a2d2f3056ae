//! `try` with `except`, `else` and `finally`.

use genjit_bytecode::Opcode;
use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, StmtTry};

use crate::codegen::fblock::FBlockKind;
use crate::codegen::{Compiler, Result};
use crate::ir::{Label, Loc, Op};

impl<'a> Compiler<'a> {
    pub(super) fn try_statement(&mut self, loc: Loc, s: &'a StmtTry) -> Result {
        if s.finalbody.is_empty() { self.try_clauses(loc, s) } else { self.try_finally(loc, s) }
    }

    fn try_clauses(&mut self, loc: Loc, s: &'a StmtTry) -> Result {
        if s.is_star { self.try_except_star(loc, s) } else { self.try_except(loc, s) }
    }

    /// The `finally` body is compiled twice: once after the body, once as handler that raises on.
    fn try_finally(&mut self, loc: Loc, s: &'a StmtTry) -> Result {
        let (end, exit, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.jump(loc, Op::SetupFinally, end);
        self.push_fblock(loc, FBlockKind::FinallyTry(&s.finalbody))?;
        if s.handlers.is_empty() {
            self.statements(&s.body)?;
        } else {
            self.try_clauses(loc, s)?;
        }
        self.op(Loc::NONE, Op::PopBlock);
        self.pop_fblock();
        self.statements(&s.finalbody)?;
        self.jump(Loc::NONE, Op::JumpNoInterrupt, exit);

        self.place(end);
        self.jump(Loc::NONE, Op::SetupCleanup, cleanup);
        self.op(Loc::NONE, Opcode::PUSH_EXC_INFO);
        self.push_fblock(Loc::NONE, FBlockKind::FinallyEnd)?;
        self.statements(&s.finalbody)?;
        self.pop_fblock();
        self.op_arg(Loc::NONE, Opcode::RERAISE, 0);
        self.place(cleanup);
        self.pop_except_and_reraise(Loc::NONE);
        self.place(exit);
        Ok(())
    }

    fn try_except(&mut self, loc: Loc, s: &'a StmtTry) -> Result {
        let (except, end, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.jump(loc, Op::SetupFinally, except);
        self.push_fblock(loc, FBlockKind::TryExcept)?;
        self.statements(&s.body)?;
        self.pop_fblock();
        self.op(Loc::NONE, Op::PopBlock);
        self.statements(&s.orelse)?;
        self.jump(Loc::NONE, Op::JumpNoInterrupt, end);

        self.place(except);
        self.jump(Loc::NONE, Op::SetupCleanup, cleanup);
        self.op(Loc::NONE, Opcode::PUSH_EXC_INFO);
        self.push_fblock(loc, FBlockKind::ExceptionHandler)?;
        for (i, ExceptHandler::ExceptHandler(handler)) in s.handlers.iter().enumerate() {
            if handler.type_.is_none() && i + 1 < s.handlers.len() {
                return Err(self.source.error(handler.range, "default 'except:' must be last"));
            }
            self.handler(handler, end)?;
        }
        self.pop_fblock();
        self.op_arg(Loc::NONE, Opcode::RERAISE, 0);
        self.place(cleanup);
        self.pop_except_and_reraise(Loc::NONE);
        self.place(end);
        Ok(())
    }

    fn handler(&mut self, handler: &'a ExceptHandlerExceptHandler, end: Label) -> Result {
        let loc = self.loc(handler);
        let next = self.new_label();
        if let Some(class) = &handler.type_ {
            self.expr(class)?;
            self.op(loc, Opcode::CHECK_EXC_MATCH);
            self.jump(loc, Opcode::POP_JUMP_IF_FALSE, next);
        }
        match &handler.name {
            Some(name) => self.handler_with_name(handler, loc, name, end)?,
            None => {
                self.op(loc, Opcode::POP_TOP);
                self.push_fblock(loc, FBlockKind::HandlerCleanup(None))?;
                self.statements(&handler.body)?;
                self.pop_fblock();
                self.op(Loc::NONE, Op::PopBlock);
                self.op(Loc::NONE, Opcode::POP_EXCEPT);
                self.jump(Loc::NONE, Op::JumpNoInterrupt, end);
            }
        }
        self.place(next);
        Ok(())
    }

    /// The name is unbound when the clause ends, however it ends.
    fn handler_with_name(
        &mut self,
        handler: &'a ExceptHandlerExceptHandler,
        loc: Loc,
        name: &'a str,
        end: Label,
    ) -> Result {
        let cleanup = self.new_label();
        self.store_name(loc, name)?;
        self.jump(loc, Op::SetupCleanup, cleanup);
        self.push_fblock(loc, FBlockKind::HandlerCleanup(Some(name)))?;
        self.statements(&handler.body)?;
        self.pop_fblock();
        self.op(Loc::NONE, Op::PopBlock);
        self.op(Loc::NONE, Op::PopBlock);
        self.op(Loc::NONE, Opcode::POP_EXCEPT);
        self.unbind(Loc::NONE, name)?;
        self.jump(Loc::NONE, Op::JumpNoInterrupt, end);

        self.place(cleanup);
        self.unbind(Loc::NONE, name)?;
        self.op_arg(Loc::NONE, Opcode::RERAISE, 1);
        Ok(())
    }
}
