//! Annotations: functions that evaluate them when somebody asks (PEP 649).
//!
//! A function, class or module with annotations has a function `__annotate__(format)` that gives a dict of
//! them. An annotation whose statement may be passed over counts only if its number is in the set
//! `__conditional_annotations__`, to which the statement adds it. A module can be asked before it has run to
//! its end, so there all may be passed over. With `from __future__ import annotations` the variables of
//! modules and classes have texts in a dict `__annotations__` instead.

use std::sync::Arc;

use genjit_bytecode::{CodeObject, Constant, Opcode};
use ruff_python_ast::{CmpOp, Expr, ModModule, StmtAnnAssign, StmtFunctionDef};

use crate::codegen::emit::common;
use crate::codegen::unit::{ArgCounts, UnitKind};
use crate::codegen::{Compiler, Result};
use crate::future;
use crate::ir::Loc;
use crate::symtable::{CONDITIONAL_ANNOTATIONS, ScopeId, ScopeKind, annotations_of, mangle};

impl<'a> Compiler<'a> {
    fn text_annotations(&self) -> bool {
        self.table.future_flags.contains(future::ANNOTATIONS)
    }

    /// Pushes the function that evaluates the annotations of a function; whether there is one.
    pub(super) fn function_annotations(&mut self, loc: Loc, s: &'a StmtFunctionDef) -> Result<bool> {
        let annotations = annotations_of(s);
        if annotations.is_empty() {
            return Ok(false);
        }
        let scope = self.scope_of(&*s.parameters)?;
        self.enter_lazy(loc, scope, UnitKind::Annotation, "__annotate__")?;
        for &(name, annotation) in &annotations {
            let name = mangle(self.unit.private.as_deref(), name).into_owned();
            self.load_str(loc, &name);
            self.annotation(loc, annotation)?;
        }
        self.op_arg(loc, Opcode::BUILD_MAP, annotations.len() as u32);
        let code = self.leave_lazy(loc)?;
        self.make_closure(loc, code, false, false)?;
        Ok(true)
    }

    /// Starts a function of what is evaluated later: formats but the first two are left to the caller.
    pub(super) fn enter_lazy(&mut self, loc: Loc, scope: ScopeId, kind: UnitKind, name: &str) -> Result {
        self.enter_unit(scope, kind, name, loc.line as u32, None)?;
        self.unit.args = ArgCounts { posonly: 1, ..ArgCounts::default() };
        let known = self.new_label();
        self.op_arg(loc, Opcode::LOAD_FAST, 0);
        self.load_const(loc, Constant::Int(2.into()));
        self.compare_op(loc, CmpOp::Gt);
        self.jump(loc, Opcode::POP_JUMP_IF_FALSE, known);
        self.op_arg(loc, Opcode::LOAD_COMMON_CONSTANT, common::NOT_IMPLEMENTED_ERROR);
        self.op_arg(loc, Opcode::RAISE_VARARGS, 1);
        self.place(known);
        Ok(())
    }

    /// Ends it: the value is on the stack.
    pub(super) fn leave_lazy(&mut self, loc: Loc) -> Result<Arc<CodeObject>> {
        self.op(loc, Opcode::RETURN_VALUE);
        self.leave_unit(false)
    }

    fn annotation(&mut self, loc: Loc, annotation: &'a Expr) -> Result {
        if self.text_annotations() {
            let at = self.loc(annotation);
            let text = self.unparse(annotation)?;
            self.load_str(at, &text);
        } else if let Expr::Starred(star) = annotation {
            // `*args: *Ts`: an iterable of one item.
            self.expr(&star.value)?;
            self.op_arg(loc, Opcode::UNPACK_SEQUENCE, 1);
        } else {
            self.expr(annotation)?;
        }
        Ok(())
    }

    /// What stands before the body of a module or class that has annotations.
    pub(super) fn start_annotations(&mut self, loc: Loc) -> Result {
        if self.scope().conditional_annotations {
            self.op_arg(loc, Opcode::BUILD_SET, 0);
            if self.scope().kind == ScopeKind::Class {
                let cell = self.own_cell(CONDITIONAL_ANNOTATIONS)?;
                self.op_arg(loc, Opcode::STORE_DEREF, cell);
            } else {
                self.store_name(loc, CONDITIONAL_ANNOTATIONS)?;
            }
        }
        if self.text_annotations() && self.scope().annotations.is_some() {
            self.op(loc, Opcode::SETUP_ANNOTATIONS);
        }
        Ok(())
    }

    /// A module whose annotations can be asked for while it runs.
    pub(super) fn module_body(&mut self, module: &'a ModModule) -> Result {
        let loc = module.body.first().map_or(Loc::line_start(1), |first| self.loc(first));
        let start = self.unit.seq.len();
        self.start_annotations(loc)?;
        self.body(&module.body, !self.interactive)?;
        let end = self.unit.seq.len();
        self.variable_annotations(loc, "__annotate__")?;
        self.unit.seq.move_tail(end, start);
        Ok(())
    }

    /// Makes the function that evaluates the annotations of the unit's variables and binds it to a name.
    pub(super) fn variable_annotations(&mut self, loc: Loc, name: &str) -> Result {
        let annotated = std::mem::take(&mut self.unit.annotated);
        let Some(scope) = self.scope().annotations.filter(|_| !annotated.is_empty()) else { return Ok(()) };
        self.enter_lazy(loc, scope, UnitKind::Annotation, "__annotate__")?;
        self.op_arg(loc, Opcode::BUILD_MAP, 0);
        for (s, number) in annotated {
            let Expr::Name(target) = &*s.target else { continue };
            let at = self.loc(s);
            let skip = self.new_label();
            if let Some(number) = number {
                self.load_const(at, Constant::Int(number.into()));
                self.load_name(at, CONDITIONAL_ANNOTATIONS)?;
                self.op_arg(at, Opcode::CONTAINS_OP, 0);
                self.jump(at, Opcode::POP_JUMP_IF_FALSE, skip);
            }
            self.annotation(at, &s.annotation)?;
            self.op_arg(at, Opcode::COPY, 2);
            let name = mangle(self.unit.private.as_deref(), &target.id).into_owned();
            self.load_str(at, &name);
            self.op(loc, Opcode::STORE_SUBSCR);
            self.place(skip);
        }
        let code = self.leave_lazy(loc)?;
        self.make_closure(loc, code, false, false)?;
        self.store_name(loc, name)
    }

    /// An annotated assignment to a name has run: its annotation counts.
    pub(super) fn note_annotation(&mut self, s: &'a StmtAnnAssign) -> Result {
        let kind = self.scope().kind;
        let Expr::Name(target) = &*s.target else { return Ok(()) };
        if !s.simple || !matches!(kind, ScopeKind::Module | ScopeKind::Class) {
            return Ok(());
        }
        let loc = self.loc(s);
        if self.text_annotations() {
            self.annotation(loc, &s.annotation)?;
            self.names_op(loc, Opcode::LOAD_NAME, "__annotations__");
            let name = mangle(self.unit.private.as_deref(), &target.id).into_owned();
            self.load_str(loc, &name);
            self.op(loc, Opcode::STORE_SUBSCR);
            return Ok(());
        }
        if kind != ScopeKind::Module && self.unit.conditional_depth == 0 {
            self.unit.annotated.push((s, None));
            return Ok(());
        }
        let number = self.unit.annotated.iter().filter(|(_, number)| number.is_some()).count() as u32;
        self.unit.annotated.push((s, Some(number)));
        if kind == ScopeKind::Class {
            let cell = self.own_cell(CONDITIONAL_ANNOTATIONS)?;
            self.op_arg(loc, Opcode::LOAD_DEREF, cell);
        } else {
            self.load_name(loc, CONDITIONAL_ANNOTATIONS)?;
        }
        self.load_const(loc, Constant::Int(number.into()));
        self.op_arg(loc, Opcode::SET_ADD, 1);
        self.op(loc, Opcode::POP_TOP);
        Ok(())
    }
}
