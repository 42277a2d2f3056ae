//! Expressions: dispatch, and the short ones.

use genjit_bytecode::Opcode;
use ruff_python_ast::{Expr, ExprAttribute, ExprBinOp, ExprContext, ExprUnaryOp, ExprYield, UnaryOp};
use ruff_text_size::TextRange;

use crate::codegen::displays::Sequence;
use crate::codegen::emit::{RESUME_AFTER_YIELD_FROM, intrinsic};
use crate::codegen::names::AttrOp;
use crate::codegen::unit::UnitKind;
use crate::codegen::{Compiler, RED_ZONE, Result, STACK_STEP};
use crate::error::CompileError;
use crate::ir::Loc;
use crate::spine::left_spine;

impl<'a> Compiler<'a> {
    /// Evaluates an expression; or assigns to it or deletes it, as its context says.
    pub(super) fn expr(&mut self, expr: &'a Expr) -> Result {
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.expr_inner(expr))
    }

    fn expr_inner(&mut self, expr: &'a Expr) -> Result {
        let loc = self.loc(expr);
        if let Some(constant) = self.literal(expr)? {
            self.load_const(loc, constant);
            return Ok(());
        }
        match expr {
            Expr::Named(e) => {
                self.expr(&e.value)?;
                self.op_arg(loc, Opcode::COPY, 1);
                self.expr(&e.target)
            }
            Expr::BoolOp(e) => self.bool_op(loc, e),
            Expr::BinOp(_) => self.binary(expr),
            Expr::UnaryOp(e) => self.unary(loc, e),
            Expr::Lambda(e) => self.lambda(loc, e),
            Expr::If(e) => self.if_expression(e),
            Expr::Dict(e) => self.dict(loc, &e.items),
            Expr::Set(e) => self.sequence(loc, &e.elts, 0, Sequence::SET),
            Expr::Generator(_) | Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => {
                self.comprehension(loc, expr)
            }
            Expr::Yield(e) => self.yield_expr(loc, e),
            Expr::YieldFrom(e) => self.yield_from(loc, &e.value, e.range),
            Expr::Await(e) => {
                self.expr(&e.value)?;
                self.emit_await(loc, 0);
                Ok(())
            }
            Expr::Compare(e) => self.compare(loc, e),
            Expr::Call(e) => self.call(loc, e),
            Expr::FString(e) => self.fstring(loc, e),
            Expr::TString(e) => self.tstring(loc, e),
            Expr::Attribute(e) => self.attribute(loc, e),
            Expr::Subscript(e) => self.subscript(loc, e),
            Expr::Starred(e) => Err(self.source.error(
                e.range,
                if e.ctx == ExprContext::Store {
                    "starred assignment target must be in a list or tuple"
                } else {
                    "can't use starred expression here"
                },
            )),
            Expr::Slice(e) => self.slice(loc, expr, e),
            Expr::Name(e) => self.name_op(loc, &e.id, e.ctx),
            Expr::List(e) => self.list_or_tuple(loc, &e.elts, e.ctx, Sequence::LIST),
            Expr::Tuple(e) => self.list_or_tuple(loc, &e.elts, e.ctx, Sequence::TUPLE),
            _ => Err(CompileError::internal("an expression that was not refused")),
        }
    }

    fn list_or_tuple(&mut self, loc: Loc, items: &'a [Expr], ctx: ExprContext, how: Sequence) -> Result {
        match ctx {
            ExprContext::Store => self.unpack(loc, items),
            ExprContext::Del => items.iter().try_for_each(|item| self.expr(item)),
            ExprContext::Load | ExprContext::Invalid => self.sequence(loc, items, 0, how),
        }
    }

    fn binary(&mut self, expr: &'a Expr) -> Result {
        let (first, operations) = left_spine(expr);
        // A format string and its operands are one construct: it ends the chain.
        let formats = operations.iter().position(|op| self.percent_format(op).is_some());
        let mut pending = &operations[..];
        match formats {
            Some(i) => {
                self.formatted_percent(operations[i])?;
                pending = &operations[..i];
            }
            None => self.expr(first)?,
        }
        pending.iter().rev().try_for_each(|op| self.binary_step(op))
    }

    fn binary_step(&mut self, op: &'a ExprBinOp) -> Result {
        self.expr(&op.right)?;
        let loc = self.loc(op);
        self.binary_op(loc, op.op, false);
        Ok(())
    }

    fn unary(&mut self, loc: Loc, e: &'a ExprUnaryOp) -> Result {
        self.expr(&e.operand)?;
        match e.op {
            UnaryOp::UAdd => self.op_arg(loc, Opcode::CALL_INTRINSIC_1, intrinsic::UNARY_POSITIVE),
            UnaryOp::Not => {
                self.op(loc, Opcode::TO_BOOL);
                self.op(loc, Opcode::UNARY_NOT);
            }
            UnaryOp::Invert => self.op(loc, Opcode::UNARY_INVERT),
            UnaryOp::USub => self.op(loc, Opcode::UNARY_NEGATIVE),
        }
        Ok(())
    }

    fn yield_expr(&mut self, loc: Loc, e: &'a ExprYield) -> Result {
        if !self.scope().is_function_like() {
            return Err(self.source.error(e.range, "'yield' outside function"));
        }
        match &e.value {
            Some(value) => self.expr(value)?,
            None => self.load_none(loc),
        }
        self.emit_yield(loc);
        Ok(())
    }

    fn yield_from(&mut self, loc: Loc, value: &'a Expr, range: TextRange) -> Result {
        if !self.scope().is_function_like() {
            return Err(self.source.error(range, "'yield from' outside function"));
        }
        if self.unit.kind == UnitKind::AsyncFunction {
            return Err(self.source.error(range, "'yield from' inside async function"));
        }
        self.expr(value)?;
        self.op(loc, Opcode::GET_YIELD_FROM_ITER);
        self.load_none(loc);
        self.emit_delegation(loc, RESUME_AFTER_YIELD_FROM);
        Ok(())
    }

    fn attribute(&mut self, loc: Loc, e: &'a ExprAttribute) -> Result {
        if e.ctx == ExprContext::Load && self.super_attribute(loc, e, false)? {
            return Ok(());
        }
        self.note_static_attribute(e);
        self.expr(&e.value)?;
        let loc = self.start_at_attribute(loc, e);
        let op = match e.ctx {
            ExprContext::Store => AttrOp::Store,
            ExprContext::Del => AttrOp::Delete,
            ExprContext::Load | ExprContext::Invalid => AttrOp::Load,
        };
        self.attr_op(loc, op, &e.attr);
        Ok(())
    }

    /// A class remembers which attributes its functions assign to `self`.
    fn note_static_attribute(&mut self, e: &ExprAttribute) {
        let on_self = matches!(&*e.value, Expr::Name(name) if &*name.id == "self");
        if !on_self || e.ctx != ExprContext::Store {
            return;
        }
        if let Some(class) = self.outer.iter_mut().rev().find(|u| u.kind == UnitKind::Class) {
            class.static_attributes.insert(e.attr.as_str().into());
        }
    }
}
