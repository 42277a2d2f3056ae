//! `try` with `except*` (PEP 654).
//!
//! While the clauses are tried, the stack holds the original exception, a list of what the clauses raise and,
//! on top, what is left of the exception; a clause that matches finds its part above them.

use genjit_bytecode::{Intrinsic2, Opcode};
use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, StmtTry};

use crate::codegen::fblock::FBlockKind;
use crate::codegen::{Compiler, Result};
use crate::ir::{Label, Loc, Op};

impl<'a> Compiler<'a> {
    pub(super) fn try_except_star(&mut self, loc: Loc, s: &'a StmtTry) -> Result {
        let (except, orelse, end, cleanup) =
            (self.new_label(), self.new_label(), self.new_label(), self.new_label());
        self.jump(loc, Op::SetupFinally, except);
        self.push_fblock(loc, FBlockKind::TryExcept)?;
        self.statements(&s.body)?;
        self.pop_fblock();
        self.op(Loc::NONE, Op::PopBlock);
        self.jump(Loc::NONE, Op::JumpNoInterrupt, orelse);

        self.place(except);
        self.jump(Loc::NONE, Op::SetupCleanup, cleanup);
        self.op(Loc::NONE, Opcode::PUSH_EXC_INFO);
        self.push_fblock(loc, FBlockKind::GroupHandler)?;
        for (i, ExceptHandler::ExceptHandler(handler)) in s.handlers.iter().enumerate() {
            if i == 0 {
                let loc = self.loc(handler);
                self.op_arg(loc, Opcode::BUILD_LIST, 0);
                self.op_arg(loc, Opcode::COPY, 2);
            }
            self.group_handler(handler)?;
        }
        // What no clause took is raised again too.
        let reraise = self.new_label();
        self.op_arg(Loc::NONE, Opcode::LIST_APPEND, 1);
        self.jump(Loc::NONE, Op::JumpNoInterrupt, reraise);
        self.pop_fblock();
        self.place(reraise);
        self.reraise_groups(end);
        self.place(cleanup);
        self.pop_except_and_reraise(Loc::NONE);
        self.place(orelse);
        self.statements(&s.orelse)?;
        self.place(end);
        Ok(())
    }

    fn group_handler(&mut self, handler: &'a ExceptHandlerExceptHandler) -> Result {
        let loc = self.loc(handler);
        let (matched, no_match, raised, next) =
            (self.new_label(), self.new_label(), self.new_label(), self.new_label());
        if let Some(class) = &handler.type_ {
            self.expr(class)?;
            self.op(loc, Opcode::CHECK_EG_MATCH);
            self.op_arg(loc, Opcode::COPY, 1);
            self.jump(loc, Opcode::POP_JUMP_IF_NONE, no_match);
        }
        let name = handler.name.as_deref();
        match name {
            Some(name) => self.store_name(loc, name)?,
            None => self.op(loc, Opcode::POP_TOP),
        }
        self.jump(loc, Op::SetupCleanup, raised);
        self.push_fblock(loc, FBlockKind::HandlerCleanup(name))?;
        self.statements(&handler.body)?;
        self.pop_fblock();
        self.op(Loc::NONE, Op::PopBlock);
        self.unbind_if(name)?;
        self.jump(Loc::NONE, Op::JumpNoInterrupt, matched);

        // What the body raised goes to the list, the offset of the instruction is dropped.
        self.place(raised);
        self.unbind_if(name)?;
        self.op_arg(Loc::NONE, Opcode::LIST_APPEND, 3);
        self.op(Loc::NONE, Opcode::POP_TOP);
        self.jump(Loc::NONE, Op::JumpNoInterrupt, next);

        self.place(matched);
        self.op(Loc::NONE, Op::NOP);
        self.jump(Loc::NONE, Op::JumpNoInterrupt, next);
        self.place(no_match);
        self.op(loc, Opcode::POP_TOP);
        self.place(next);
        Ok(())
    }

    fn unbind_if(&mut self, name: Option<&str>) -> Result {
        name.map_or(Ok(()), |name| self.unbind(Loc::NONE, name))
    }

    /// Raises what is to be raised of the original exception and the list on top of it; goes to `end` if that is
    /// nothing.
    fn reraise_groups(&mut self, end: Label) {
        let reraise = self.new_label();
        self.op_arg(Loc::NONE, Opcode::CALL_INTRINSIC_2, Intrinsic2::PrepReraiseStar as u32);
        self.op_arg(Loc::NONE, Opcode::COPY, 1);
        self.jump(Loc::NONE, Opcode::POP_JUMP_IF_NOT_NONE, reraise);
        self.op(Loc::NONE, Opcode::POP_TOP);
        self.op(Loc::NONE, Op::PopBlock);
        self.op(Loc::NONE, Opcode::POP_EXCEPT);
        self.jump(Loc::NONE, Op::JumpNoInterrupt, end);

        self.place(reraise);
        self.op(Loc::NONE, Op::PopBlock);
        self.op_arg(Loc::NONE, Opcode::SWAP, 2);
        self.op(Loc::NONE, Opcode::POP_EXCEPT);
        self.op_arg(Loc::NONE, Opcode::RERAISE, 0);
    }
}
