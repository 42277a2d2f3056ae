//! Assignment targets: unpacking, augmented and annotated assignment, subscripts, slices.

use genjit_bytecode::Opcode;
use ruff_python_ast::{Expr, ExprContext, ExprSlice, ExprSubscript, StmtAnnAssign, StmtAugAssign};

use crate::codegen::emit::NB_SUBSCR;
use crate::codegen::names::AttrOp;
use crate::codegen::{Compiler, Result};
use crate::error::{CompileError, ErrorClass};
use crate::ir::Loc;

/// Most targets before a starred one: the oparg of `UNPACK_EX` has eight bits for them.
const MAX_BEFORE_STAR: usize = 256;
/// Most targets behind it.
const MAX_AFTER_STAR: usize = (i32::MAX >> 8) as usize;

impl<'a> Compiler<'a> {
    /// Assigns the items of the value on the stack.
    pub(super) fn unpack(&mut self, loc: Loc, targets: &'a [Expr]) -> Result {
        let mut stars = targets.iter().enumerate().filter(|(_, t)| t.is_starred_expr()).map(|(i, _)| i);
        self.unpack_op(loc, targets.len(), stars.next(), "assignment")?;
        if stars.next().is_some() {
            let message = "multiple starred expressions in assignment";
            return Err(self.source.error_at(ErrorClass::Syntax, loc, message));
        }
        targets.iter().try_for_each(|target| match target {
            Expr::Starred(star) => self.expr(&star.value),
            other => self.expr(other),
        })
    }

    /// Unpacks the value on the stack into `count` parts, of which one may be a list of what the others leave.
    pub(super) fn unpack_op(&mut self, loc: Loc, count: usize, star: Option<usize>, what: &str) -> Result {
        let Some(before) = star else {
            self.op_arg(loc, Opcode::UNPACK_SEQUENCE, count as u32);
            return Ok(());
        };
        let after = count - before - 1;
        if before >= MAX_BEFORE_STAR || after >= MAX_AFTER_STAR {
            let message = format!("too many expressions in star-unpacking {what}");
            return Err(self.source.error_at(ErrorClass::Syntax, loc, message));
        }
        self.op_arg(loc, Opcode::UNPACK_EX, (before | after << 8) as u32);
        Ok(())
    }

    pub(super) fn augmented_assign(&mut self, statement: Loc, s: &'a StmtAugAssign) -> Result {
        let loc = self.loc(&*s.target);
        match &*s.target {
            Expr::Attribute(e) => {
                self.expr(&e.value)?;
                self.op_arg(loc, Opcode::COPY, 1);
                let at = self.start_at_attribute(loc, e);
                self.attr_op(at, AttrOp::Load, &e.attr);
                self.augment(statement, s)?;
                self.op_arg(at, Opcode::SWAP, 2);
                self.attr_op(at, AttrOp::Store, &e.attr);
            }
            Expr::Subscript(e) => {
                self.expr(&e.value)?;
                if let Some(slice) = self.two_part_slice(e)? {
                    self.slice_bounds(slice)?;
                    for _ in 0..3 {
                        self.op_arg(loc, Opcode::COPY, 3);
                    }
                    self.op(loc, Opcode::BINARY_SLICE);
                    self.augment(statement, s)?;
                    for depth in [4, 3, 2] {
                        self.op_arg(loc, Opcode::SWAP, depth);
                    }
                    self.op(loc, Opcode::STORE_SLICE);
                } else {
                    self.expr(&e.slice)?;
                    self.op_arg(loc, Opcode::COPY, 2);
                    self.op_arg(loc, Opcode::COPY, 2);
                    self.op_arg(loc, Opcode::BINARY_OP, NB_SUBSCR);
                    self.augment(statement, s)?;
                    self.op_arg(loc, Opcode::SWAP, 3);
                    self.op_arg(loc, Opcode::SWAP, 2);
                    self.op(loc, Opcode::STORE_SUBSCR);
                }
            }
            Expr::Name(e) => {
                self.load_name(loc, &e.id)?;
                self.augment(statement, s)?;
                self.store_name(loc, &e.id)?;
            }
            _ => return Err(CompileError::internal("augmented assignment to no target")),
        }
        Ok(())
    }

    fn augment(&mut self, loc: Loc, s: &'a StmtAugAssign) -> Result {
        self.expr(&s.value)?;
        self.binary_op(loc, s.op, true);
        Ok(())
    }

    /// The annotation itself is evaluated when somebody asks for it.
    pub(super) fn annotated_assign(&mut self, s: &'a StmtAnnAssign) -> Result {
        if let Some(value) = &s.value {
            self.expr(value)?;
            self.expr(&s.target)?;
            return self.note_annotation(s);
        }
        // Without a value the target's own parts are evaluated.
        match &*s.target {
            Expr::Attribute(e) => self.evaluate_and_drop(&e.value),
            Expr::Subscript(e) => {
                self.evaluate_and_drop(&e.value)?;
                self.evaluate_and_drop(&e.slice)
            }
            _ => self.note_annotation(s),
        }
    }

    fn evaluate_and_drop(&mut self, e: &'a Expr) -> Result {
        self.expr(e)?;
        let loc = self.loc(e);
        self.op(loc, Opcode::POP_TOP);
        Ok(())
    }

    pub(super) fn subscript(&mut self, loc: Loc, e: &'a ExprSubscript) -> Result {
        self.expr(&e.value)?;
        let slice = if e.ctx == ExprContext::Del { None } else { self.two_part_slice(e)? };
        if let Some(slice) = slice {
            self.slice_bounds(slice)?;
            let load = e.ctx == ExprContext::Load;
            self.op(loc, if load { Opcode::BINARY_SLICE } else { Opcode::STORE_SLICE });
            return Ok(());
        }
        self.expr(&e.slice)?;
        match e.ctx {
            ExprContext::Store => self.op(loc, Opcode::STORE_SUBSCR),
            ExprContext::Del => self.op(loc, Opcode::DELETE_SUBSCR),
            ExprContext::Load | ExprContext::Invalid => self.op_arg(loc, Opcode::BINARY_OP, NB_SUBSCR),
        }
        Ok(())
    }

    /// The subscript's slice, if it has no step and is not constant.
    fn two_part_slice(&self, e: &'a ExprSubscript) -> Result<Option<&'a ExprSlice>> {
        let Expr::Slice(slice) = &*e.slice else { return Ok(None) };
        let constant = self.literal_slice(&e.slice)?.is_some();
        Ok((slice.step.is_none() && !constant).then_some(slice))
    }

    fn slice_bounds(&mut self, slice: &'a ExprSlice) -> Result {
        let loc = self.loc(slice);
        for bound in [&slice.lower, &slice.upper] {
            match bound {
                Some(bound) => self.expr(bound)?,
                None => self.load_none(loc),
            }
        }
        Ok(())
    }

    /// A slice object.
    pub(super) fn slice(&mut self, loc: Loc, expr: &'a Expr, slice: &'a ExprSlice) -> Result {
        if let Some(constant) = self.literal_slice(expr)? {
            self.load_const(loc, constant);
            return Ok(());
        }
        self.slice_bounds(slice)?;
        let mut count = 2;
        if let Some(step) = &slice.step {
            self.expr(step)?;
            count = 3;
        }
        self.op_arg(loc, Opcode::BUILD_SLICE, count);
        Ok(())
    }
}
