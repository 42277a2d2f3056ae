//! Attributes of `super()`: looked up without making the `super` object.

use genjit_bytecode::Opcode;
use ruff_python_ast::{Expr, ExprAttribute, ExprCall};

use crate::codegen::names::AttrOp;
use crate::codegen::{Compiler, Result};
use crate::ir::{Loc, Op};
use crate::symtable::{Access, SymbolTable};

impl<'a> Compiler<'a> {
    /// Compiles `super(…).name` if that is what `e` is and nothing says that `super` is not the built-in.
    pub(super) fn super_attribute(&mut self, loc: Loc, e: &'a ExprAttribute, method: bool) -> Result<bool> {
        let Some(call) = self.super_call(e) else { return Ok(false) };
        self.super_arguments(call)?;
        let zero_args = call.arguments.args.is_empty();
        self.attr_op(loc, AttrOp::Super { method, zero_args }, &e.attr);
        let loc = self.start_at_attribute(loc, e);
        self.op(loc, Op::NOP);
        Ok(true)
    }

    fn super_call(&self, e: &'a ExprAttribute) -> Option<&'a ExprCall> {
        let Expr::Call(call) = &*e.value else { return None };
        let is_super = matches!(&*call.func, Expr::Name(name) if &*name.id == "super");
        if !is_super || &*e.attr == "__class__" || !call.arguments.keywords.is_empty() {
            return None;
        }
        if self.scope().access("super") != Access::GlobalImplicit
            || self.table[SymbolTable::TOP].access("super") != Access::Unknown
        {
            return None;
        }
        match &*call.arguments.args {
            [] => {
                let args = self.unit.args;
                let has_self = args.posonly + args.positional > 0;
                (has_self && self.scope().access("__class__") == Access::Free).then_some(call)
            }
            [a, b] => (!a.is_starred_expr() && !b.is_starred_expr()).then_some(call),
            _ => None,
        }
    }

    /// Pushes `super`, the class and the object.
    fn super_arguments(&mut self, call: &'a ExprCall) -> Result {
        let func = self.loc(&*call.func);
        self.load_name(func, "super")?;
        if !call.arguments.args.is_empty() {
            return call.arguments.args.iter().try_for_each(|arg| self.expr(arg));
        }
        let loc = self.loc(call);
        self.load_name(loc, "__class__")?;
        let first = self.unit.varnames.names()[0].clone();
        self.load_name(loc, &first)
    }

    /// The call of a method, if `func` is one that can be called without binding it.
    pub(super) fn method_of_super(&mut self, loc: Loc, e: &'a ExprAttribute) -> Result<bool> {
        self.super_attribute(loc, e, true)
    }

    /// Loads a method and its object, or a callable and `NULL`.
    pub(super) fn load_method(&mut self, loc: Loc, e: &'a ExprAttribute) -> Result<Loc> {
        if self.method_of_super(loc, e)? {
            return Ok(self.start_at_attribute(loc, e));
        }
        self.expr(&e.value)?;
        let loc = self.start_at_attribute(loc, e);
        self.attr_op(loc, AttrOp::LoadMethod, &e.attr);
        Ok(loc)
    }

    /// Pushes the marker that makes a plain call of what is on the stack.
    pub(super) fn push_null(&mut self, loc: Loc) {
        self.op(loc, Opcode::PUSH_NULL);
    }
}
