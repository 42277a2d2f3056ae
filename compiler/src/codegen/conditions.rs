//! Tests: conditional jumps, `if`, conditional expressions, `and`/`or`, comparison chains.

use genjit_bytecode::Opcode;
use ruff_python_ast::{BoolOp, Expr, ExprBoolOp, ExprCompare, ExprIf, StmtIf, UnaryOp};

use crate::codegen::{Compiler, RED_ZONE, Result, STACK_STEP};
use crate::ir::{Label, Loc, Op};

impl<'a> Compiler<'a> {
    /// Jumps to `target` if the truth of `test` is `when`.
    pub(super) fn jump_if(&mut self, test: &'a Expr, target: Label, when: bool) -> Result {
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.jump_if_inner(test, target, when))
    }

    fn jump_if_inner(&mut self, test: &'a Expr, target: Label, when: bool) -> Result {
        match test {
            Expr::UnaryOp(e) if e.op == UnaryOp::Not => return self.jump_if(&e.operand, target, !when),
            Expr::BoolOp(e) => return self.jump_if_bool_op(e, target, when),
            Expr::If(e) => {
                let (end, orelse) = (self.new_label(), self.new_label());
                self.jump_if(&e.test, orelse, false)?;
                self.jump_if(&e.body, target, when)?;
                self.jump(Loc::NONE, Op::JumpNoInterrupt, end);
                self.place(orelse);
                self.jump_if(&e.orelse, target, when)?;
                self.place(end);
                return Ok(());
            }
            Expr::Compare(e) if e.ops.len() > 1 => return self.jump_if_chain(e, target, when),
            _ => {}
        }
        self.expr(test)?;
        let loc = self.loc(test);
        self.op(loc, Opcode::TO_BOOL);
        self.jump(loc, pop_jump_if(when), target);
        Ok(())
    }

    fn jump_if_bool_op(&mut self, e: &'a ExprBoolOp, target: Label, when: bool) -> Result {
        let Some((last, init)) = e.values.split_last() else { return Ok(()) };
        // The value of an early operand that decides.
        let decides = e.op == BoolOp::Or;
        let early = if decides == when { target } else { self.new_label() };
        for value in init {
            self.jump_if(value, early, decides)?;
        }
        self.jump_if(last, target, when)?;
        if early != target {
            self.place(early);
        }
        Ok(())
    }

    fn jump_if_chain(&mut self, e: &'a ExprCompare, target: Label, when: bool) -> Result {
        let loc = self.loc(e);
        let (cleanup, end) = (self.new_label(), self.new_label());
        let last = e.ops.len() - 1;
        self.expr(&e.left)?;
        for (op, operand) in e.ops.iter().zip(&e.comparators).take(last) {
            self.expr(operand)?;
            self.op_arg(loc, Opcode::SWAP, 2);
            self.op_arg(loc, Opcode::COPY, 2);
            self.compare_op(loc, *op);
            self.op(loc, Opcode::TO_BOOL);
            self.jump(loc, Opcode::POP_JUMP_IF_FALSE, cleanup);
        }
        self.expr(&e.comparators[last])?;
        self.compare_op(loc, e.ops[last]);
        self.op(loc, Opcode::TO_BOOL);
        self.jump(loc, pop_jump_if(when), target);
        self.jump(Loc::NONE, Op::JumpNoInterrupt, end);
        self.place(cleanup);
        self.op(loc, Opcode::POP_TOP);
        if !when {
            self.jump(Loc::NONE, Op::JumpNoInterrupt, target);
        }
        self.place(end);
        Ok(())
    }

    pub(super) fn if_statement(&mut self, s: &'a StmtIf) -> Result {
        // Every `elif` nests in the `else` before it; their ends coincide.
        let mut ends = Vec::new();
        let mut branch = Some((&*s.test, &s.body[..]));
        let mut clauses = s.elif_else_clauses.iter();
        while let Some((test, body)) = branch.take() {
            let end = self.new_label();
            ends.push(end);
            let clause = clauses.next();
            let next = if clause.is_some() { self.new_label() } else { end };
            self.jump_if(test, next, false)?;
            self.statements(body)?;
            let Some(clause) = clause else { break };
            self.jump(Loc::NONE, Op::JumpNoInterrupt, end);
            self.place(next);
            match &clause.test {
                Some(test) => branch = Some((test, &clause.body)),
                None => self.statements(&clause.body)?,
            }
        }
        ends.into_iter().rev().for_each(|end| self.place(end));
        Ok(())
    }

    pub(super) fn if_expression(&mut self, e: &'a ExprIf) -> Result {
        let (end, orelse) = (self.new_label(), self.new_label());
        self.jump_if(&e.test, orelse, false)?;
        self.expr(&e.body)?;
        self.jump(Loc::NONE, Op::JumpNoInterrupt, end);
        self.place(orelse);
        self.expr(&e.orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn bool_op(&mut self, loc: Loc, e: &'a ExprBoolOp) -> Result {
        let Some((last, init)) = e.values.split_last() else { return Ok(()) };
        let jump = if e.op == BoolOp::And { Op::JumpIfFalse } else { Op::JumpIfTrue };
        let end = self.new_label();
        for value in init {
            self.expr(value)?;
            self.jump(loc, jump, end);
            self.op(loc, Opcode::POP_TOP);
        }
        self.expr(last)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn compare(&mut self, loc: Loc, e: &'a ExprCompare) -> Result {
        let last = e.ops.len() - 1;
        self.expr(&e.left)?;
        if last == 0 {
            self.expr(&e.comparators[0])?;
            self.compare_op(loc, e.ops[0]);
            return Ok(());
        }
        let (cleanup, end) = (self.new_label(), self.new_label());
        for (op, operand) in e.ops.iter().zip(&e.comparators).take(last) {
            self.expr(operand)?;
            self.op_arg(loc, Opcode::SWAP, 2);
            self.op_arg(loc, Opcode::COPY, 2);
            self.compare_op(loc, *op);
            self.op_arg(loc, Opcode::COPY, 1);
            self.op(loc, Opcode::TO_BOOL);
            self.jump(loc, Opcode::POP_JUMP_IF_FALSE, cleanup);
            self.op(loc, Opcode::POP_TOP);
        }
        self.expr(&e.comparators[last])?;
        self.compare_op(loc, e.ops[last]);
        self.jump(Loc::NONE, Op::JumpNoInterrupt, end);
        self.place(cleanup);
        self.op_arg(loc, Opcode::SWAP, 2);
        self.op(loc, Opcode::POP_TOP);
        self.place(end);
        Ok(())
    }
}

fn pop_jump_if(when: bool) -> Opcode {
    if when { Opcode::POP_JUMP_IF_TRUE } else { Opcode::POP_JUMP_IF_FALSE }
}
