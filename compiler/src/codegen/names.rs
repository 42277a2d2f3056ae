//! Variables: loading, storing and deleting names.

use genjit_bytecode::{CodeObject, LocalKind, Opcode};
use ruff_python_ast::ExprContext;

use crate::codegen::unit::UnitKind;
use crate::codegen::{Compiler, Result};
use crate::error::CompileError;
use crate::ir::{Loc, Op};
use crate::symtable::{Access, CONDITIONAL_ANNOTATIONS, ScopeKind, mangle};

/// How an attribute name is attached to an instruction.
#[derive(Clone, Copy)]
pub(super) enum AttrOp {
    Load,
    LoadMethod,
    Store,
    Delete,
    /// Attribute of `super(a, b)` or, if `zero_args`, of `super()`.
    Super {
        method: bool,
        zero_args: bool,
    },
}

/// Where a variable lives.
enum Place {
    /// A cell: its number among cell and free variables.
    Deref(u32),
    Fast(u32),
    Global(u32),
    Name(u32),
}

impl Compiler<'_> {
    /// Loads, stores or deletes a variable.
    pub(super) fn name_op(&mut self, loc: Loc, name: &str, ctx: ExprContext) -> Result {
        let mangled = mangle(self.unit.private.as_deref(), name).into_owned();
        let access = self.scope().access(&mangled);
        if self.scope().can_see_class_scope && ctx == ExprContext::Load && !is_class_cell(&mangled) {
            return self.load_from_class(loc, &mangled, access);
        }
        match self.place_of(&mangled, access)? {
            Place::Deref(arg) => self.deref_op(loc, ctx, arg),
            Place::Fast(arg) => {
                let op = by_context(ctx, Opcode::LOAD_FAST, Opcode::STORE_FAST, Opcode::DELETE_FAST);
                self.op_arg(loc, op, arg);
            }
            Place::Global(arg) => {
                let op = by_context(ctx, Opcode::LOAD_GLOBAL, Opcode::STORE_GLOBAL, Opcode::DELETE_GLOBAL);
                self.op_arg(loc, op, if op == Opcode::LOAD_GLOBAL { arg << 1 } else { arg });
            }
            Place::Name(arg) => {
                let op = by_context(ctx, Opcode::LOAD_NAME, Opcode::STORE_NAME, Opcode::DELETE_NAME);
                // A comprehension in a class body does not see the class's names.
                if op == Opcode::LOAD_NAME && self.in_class() && self.unit.in_inlined_comprehension {
                    self.op_arg(loc, Opcode::LOAD_GLOBAL, arg << 1);
                } else {
                    self.op_arg(loc, op, arg);
                }
            }
        }
        Ok(())
    }

    /// Loads a name where what the class around binds comes first.
    fn load_from_class(&mut self, loc: Loc, name: &str, access: Access) -> Result {
        match self.place_of(name, access)? {
            Place::Deref(arg) => {
                self.load_name(loc, "__classdict__")?;
                self.op_arg(loc, Opcode::LOAD_FROM_DICT_OR_DEREF, arg);
            }
            Place::Global(arg) if access == Access::GlobalImplicit => {
                self.load_name(loc, "__classdict__")?;
                self.op_arg(loc, Opcode::LOAD_FROM_DICT_OR_GLOBALS, arg);
            }
            Place::Global(arg) => self.op_arg(loc, Opcode::LOAD_GLOBAL, arg << 1),
            Place::Fast(arg) => self.op_arg(loc, Opcode::LOAD_FAST, arg),
            Place::Name(arg) => self.op_arg(loc, Opcode::LOAD_NAME, arg),
        }
        Ok(())
    }

    pub(super) fn load_name(&mut self, loc: Loc, name: &str) -> Result {
        self.name_op(loc, name, ExprContext::Load)
    }

    pub(super) fn store_name(&mut self, loc: Loc, name: &str) -> Result {
        self.name_op(loc, name, ExprContext::Store)
    }

    fn in_class(&self) -> bool {
        self.scope().kind == ScopeKind::Class
    }

    fn deref_op(&mut self, loc: Loc, ctx: ExprContext, arg: u32) {
        let op = by_context(ctx, Opcode::LOAD_DEREF, Opcode::STORE_DEREF, Opcode::DELETE_DEREF);
        if op == Opcode::LOAD_DEREF && self.in_class() && !self.unit.in_inlined_comprehension {
            // In a class body the class's own binding of the name comes first.
            self.op(loc, Opcode::LOAD_LOCALS);
            self.op_arg(loc, Opcode::LOAD_FROM_DICT_OR_DEREF, arg);
        } else {
            self.op_arg(loc, op, arg);
        }
    }

    fn place_of(&mut self, name: &str, access: Access) -> Result<Place> {
        let function = self.scope().is_function_like();
        let unit = &mut self.unit;
        let missing = || CompileError::internal("a cell variable without a cell");
        Ok(match access {
            // What is free in a comprehension of a class body may be the cell that the class makes.
            Access::Free => {
                let around = unit.freevars.get(name).map(|at| unit.cellvars.len() + at);
                Place::Deref(around.or_else(|| unit.cellvars.get(name)).ok_or_else(missing)?)
            }
            Access::Cell => Place::Deref(unit.cellvars.get(name).ok_or_else(missing)?),
            Access::Local if function || unit.fast_hidden.get(name) == Some(&true) => {
                Place::Fast(unit.varnames.add(name))
            }
            Access::GlobalImplicit if function => Place::Global(unit.names.add(name)),
            Access::GlobalExplicit => Place::Global(unit.names.add(name)),
            _ => Place::Name(unit.names.add(name)),
        })
    }

    /// An instruction on an attribute.
    pub(super) fn attr_op(&mut self, loc: Loc, op: AttrOp, name: &str) {
        let name = mangle(self.unit.private.as_deref(), name);
        let index = self.unit.names.add(&name);
        let (opcode, arg) = match op {
            AttrOp::Load => (Opcode::LOAD_ATTR, index << 1),
            AttrOp::LoadMethod => (Opcode::LOAD_ATTR, index << 1 | 1),
            AttrOp::Store => (Opcode::STORE_ATTR, index),
            AttrOp::Delete => (Opcode::DELETE_ATTR, index),
            AttrOp::Super { method, zero_args } => {
                (Opcode::LOAD_SUPER_ATTR, index << 2 | u32::from(!zero_args) << 1 | u32::from(method))
            }
        };
        self.op_arg(loc, opcode, arg);
    }

    /// An instruction on an entry of the name table, mangled if `private` names apply.
    pub(super) fn names_op(&mut self, loc: Loc, opcode: Opcode, name: &str) {
        let name = mangle(self.unit.private.as_deref(), name);
        let index = self.unit.names.add(&name);
        self.op_arg(loc, opcode, index);
    }

    /// Makes a function of the code object on the stack of this unit: closure, code, attributes.
    pub(super) fn make_closure(
        &mut self,
        loc: Loc,
        code: std::sync::Arc<CodeObject>,
        defaults: bool,
        kwdefaults: bool,
    ) -> Result {
        self.make_function(loc, code, [false, kwdefaults, defaults])
    }

    /// The same; defaults, keyword defaults and the function of the annotations were put on the stack, where
    /// there are any.
    pub(super) fn make_function(
        &mut self,
        loc: Loc,
        code: std::sync::Arc<CodeObject>,
        [annotate, kwdefaults, defaults]: [bool; 3],
    ) -> Result {
        let free: Vec<_> =
            code.localsplus.iter().filter(|l| l.kind == LocalKind::Free).map(|l| l.name.clone()).collect();
        for name in &free {
            let arg = self.closure_arg(name)?;
            self.op_arg(loc, Op::LoadClosure, arg);
        }
        if !free.is_empty() {
            self.op_arg(loc, Opcode::BUILD_TUPLE, free.len() as u32);
        }
        self.load_const(loc, genjit_bytecode::Constant::Code(code));
        self.op(loc, Opcode::MAKE_FUNCTION);
        for (present, attribute) in [(!free.is_empty(), 8), (annotate, 16), (kwdefaults, 2), (defaults, 1)] {
            if present {
                self.op_arg(loc, Opcode::SET_FUNCTION_ATTRIBUTE, attribute);
            }
        }
        Ok(())
    }

    /// The cell that an inner unit's free variable is.
    fn closure_arg(&self, name: &str) -> Result<u32> {
        let unit = &self.unit;
        // A method's `__class__` is the cell that the class body makes, whatever the name means there.
        let own_cell = unit.kind == UnitKind::Class && (name == "__class__" || is_class_cell(name));
        let cell = unit.cellvars.get(name);
        let free = || unit.freevars.get(name).map(|i| unit.cellvars.len() + i);
        let arg = if own_cell || self.scope().access(name) == Access::Cell {
            cell.or_else(free)
        } else {
            free().or(cell)
        };
        arg.ok_or_else(|| CompileError::internal("a free variable without a cell around"))
    }
}

/// Cells that a class makes for what is evaluated later; programs do not see them as variables.
fn is_class_cell(name: &str) -> bool {
    name == "__classdict__" || name == CONDITIONAL_ANNOTATIONS
}

fn by_context(ctx: ExprContext, load: Opcode, store: Opcode, delete: Opcode) -> Opcode {
    match ctx {
        ExprContext::Load | ExprContext::Invalid => load,
        ExprContext::Store => store,
        ExprContext::Del => delete,
    }
}
