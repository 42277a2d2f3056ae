//! Statements: dispatch, and the short ones.

use genjit_bytecode::Opcode;
use ruff_python_ast::{Expr, Stmt, StmtAssert, StmtAssign, StmtRaise, StmtReturn};

use crate::codegen::constants::is_literal;
use crate::codegen::emit::{common, intrinsic};
use crate::codegen::{Compiler, RED_ZONE, Result, STACK_STEP};
use crate::docstring::{clean, docstring};
use crate::ir::{Loc, Op};
use crate::symtable::is_conditional;

impl<'a> Compiler<'a> {
    /// The body of a module or class; its docstring is stored in `__doc__`.
    pub(super) fn body(&mut self, body: &'a [Stmt], docstrings: bool) -> Result {
        let mut rest = body;
        if let Some(doc) = docstring(body).filter(|_| docstrings) {
            let loc = self.loc(doc);
            self.load_str(loc, &clean(doc.value.to_str()));
            self.store_name(Loc::NONE, "__doc__")?;
            rest = &body[1..];
        }
        self.statements(rest)
    }

    pub(super) fn statements(&mut self, body: &'a [Stmt]) -> Result {
        body.iter().try_for_each(|stmt| self.statement(stmt))
    }

    fn statement(&mut self, stmt: &'a Stmt) -> Result {
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.statement_inner(stmt))
    }

    fn statement_inner(&mut self, stmt: &'a Stmt) -> Result {
        if !is_conditional(stmt) {
            return self.statement_by_kind(stmt);
        }
        self.unit.conditional_depth += 1;
        self.statement_by_kind(stmt)?;
        self.unit.conditional_depth -= 1;
        Ok(())
    }

    fn statement_by_kind(&mut self, stmt: &'a Stmt) -> Result {
        let loc = self.loc(stmt);
        match stmt {
            Stmt::FunctionDef(s) => self.function(s),
            Stmt::ClassDef(s) => self.class(s),
            Stmt::Return(s) => self.return_statement(loc, s),
            Stmt::Delete(s) => s.targets.iter().try_for_each(|t| self.expr(t)),
            Stmt::Assign(s) => self.assign(loc, s),
            Stmt::AugAssign(s) => self.augmented_assign(loc, s),
            Stmt::AnnAssign(s) => self.annotated_assign(s),
            Stmt::For(s) if s.is_async => {
                let loc = self.source.loc(self.compound_range(s.range));
                self.async_for(loc, s)
            }
            Stmt::For(s) => self.for_loop(loc, s),
            Stmt::While(s) => self.while_loop(loc, s),
            Stmt::If(s) => self.if_statement(s),
            Stmt::With(s) => self.with_items(s, &s.items),
            Stmt::Match(s) => self.match_statement(s),
            Stmt::Raise(s) => self.raise(loc, s),
            Stmt::Try(s) => self.try_statement(loc, s),
            Stmt::Assert(s) => self.assert(loc, s),
            Stmt::Import(s) => self.import(loc, s),
            Stmt::ImportFrom(s) => self.import_from(loc, s),
            Stmt::Expr(s) => self.expression_statement(loc, &s.value),
            Stmt::Pass(_) => {
                self.op(loc, Op::NOP);
                Ok(())
            }
            Stmt::Break(_) => self.break_statement(loc),
            Stmt::Continue(_) => self.continue_statement(loc),
            Stmt::TypeAlias(s) => self.type_alias(loc, s),
            // Declarations, and what the symbol table refused already.
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::IpyEscapeCommand(_) => Ok(()),
        }
    }

    fn expression_statement(&mut self, loc: Loc, value: &'a Expr) -> Result {
        if self.interactive && self.outer.is_empty() {
            self.expr(value)?;
            self.op_arg(loc, Opcode::CALL_INTRINSIC_1, intrinsic::PRINT);
            self.op(Loc::NONE, Opcode::POP_TOP);
            return Ok(());
        }
        if is_literal(value) {
            self.op(loc, Op::NOP);
            return Ok(());
        }
        self.expr(value)?;
        self.op(Loc::NONE, Opcode::POP_TOP);
        Ok(())
    }

    fn return_statement(&mut self, mut loc: Loc, s: &'a StmtReturn) -> Result {
        if !self.scope().is_function_like() {
            return Err(self.source.error(s.range, "'return' outside function"));
        }
        let value = s.value.as_deref();
        if value.is_some() && self.scope().coroutine && self.scope().generator {
            return Err(self.source.error(s.range, "'return' with value in async generator"));
        }
        let statement_loc = loc;
        let literal = value.map(|v| self.literal(v)).transpose()?.flatten();
        let preserve_top = value.is_some() && literal.is_none();
        if let Some(value) = value {
            if preserve_top {
                self.expr(value)?;
            } else {
                loc = self.loc(value);
                self.op(loc, Op::NOP);
            }
        }
        if value.is_none_or(|v| self.loc(v).line != statement_loc.line) {
            loc = statement_loc;
            self.op(loc, Op::NOP);
        }
        self.unwind(&mut loc, preserve_top, false)?;
        match (value, literal) {
            (None, _) => self.load_none(loc),
            (Some(_), Some(literal)) => self.load_const(loc, literal),
            (Some(_), None) => {}
        }
        self.op(loc, Opcode::RETURN_VALUE);
        Ok(())
    }

    fn raise(&mut self, loc: Loc, s: &'a StmtRaise) -> Result {
        let mut count = 0;
        for value in [&s.exc, &s.cause].into_iter().flatten() {
            self.expr(value)?;
            count += 1;
        }
        self.op_arg(loc, Opcode::RAISE_VARARGS, count);
        Ok(())
    }

    fn assert(&mut self, loc: Loc, s: &'a StmtAssert) -> Result {
        if self.optimize {
            return Ok(());
        }
        let end = self.new_label();
        self.jump_if(&s.test, end, true)?;
        self.op_arg(loc, Opcode::LOAD_COMMON_CONSTANT, common::ASSERTION_ERROR);
        if let Some(message) = &s.msg {
            self.expr(message)?;
            self.op_arg(loc, Opcode::CALL, 0);
        }
        let test = self.loc(&*s.test);
        self.op_arg(test, Opcode::RAISE_VARARGS, 1);
        self.place(end);
        Ok(())
    }

    fn assign(&mut self, loc: Loc, s: &'a StmtAssign) -> Result {
        self.expr(&s.value)?;
        let last = s.targets.len().saturating_sub(1);
        for (i, target) in s.targets.iter().enumerate() {
            if i < last {
                self.op_arg(loc, Opcode::COPY, 1);
            }
            self.expr(target)?;
        }
        Ok(())
    }
}
