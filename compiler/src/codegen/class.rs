//! Classes.
//!
//! The body is a function without parameters that runs in the class's namespace;
//! `__build_class__(body, name, *bases, **keywords)` makes the class.

use genjit_bytecode::{Constant, Opcode};
use num_bigint::BigInt;
use ruff_python_ast::StmtClassDef;

use crate::codegen::emit::intrinsic;
use crate::codegen::unit::UnitKind;
use crate::codegen::{Compiler, Result};
use crate::error::CompileError;
use crate::ir::{Loc, Op};

impl<'a> Compiler<'a> {
    pub(super) fn class(&mut self, s: &'a StmtClassDef) -> Result {
        self.decorators(&s.decorator_list)?;
        let range = self.definition_range(s.range, &s.decorator_list);
        let loc = self.source.loc(range);
        let firstlineno = self.first_line(range.start(), &s.decorator_list);
        if let Some(params) = &s.type_params {
            self.enter_generic(params, &s.name, firstlineno, Some(&s.name), 0)?;
            self.type_params(params)?;
            self.store_name(loc, ".type_params")?;
            self.build_class(loc, s, firstlineno)?;
            self.leave_generic(loc, 0)?;
        } else {
            self.build_class(loc, s, firstlineno)?;
        }
        self.apply_decorators(&s.decorator_list);
        self.store_name(loc, &s.name)
    }

    fn build_class(&mut self, loc: Loc, s: &'a StmtClassDef, firstlineno: u32) -> Result {
        let scope = self.scope_of(s)?;
        self.enter_unit(scope, UnitKind::Class, &s.name, firstlineno, Some(&s.name))?;
        self.class_body(s, firstlineno)?;
        let code = self.leave_unit(false)?;

        self.op(loc, Opcode::LOAD_BUILD_CLASS);
        self.op(loc, Opcode::PUSH_NULL);
        self.make_closure(loc, code, false, false)?;
        self.load_str(loc, &s.name);
        let (args, keywords) = s.arguments.as_ref().map_or((&[][..], &[][..]), |a| (&a.args, &a.keywords));
        if s.type_params.is_none() {
            return self.call_arguments(loc, 2, args, keywords);
        }
        // The last base of a generic class is `Generic` of its parameters.
        self.load_name(loc, ".type_params")?;
        self.op_arg(loc, Opcode::CALL_INTRINSIC_1, intrinsic::SUBSCRIPT_GENERIC);
        self.store_name(loc, ".generic_base")?;
        self.call_with_last(loc, 2, args, ".generic_base", keywords)
    }

    fn class_body(&mut self, s: &'a StmtClassDef, firstlineno: u32) -> Result {
        let loc = Loc::line_start(firstlineno as i32);
        self.load_name(loc, "__name__")?;
        self.store_name(loc, "__module__")?;
        let qualname = self.unit.qualname.clone();
        self.load_const(loc, Constant::Str(qualname));
        self.store_name(loc, "__qualname__")?;
        self.load_const(loc, Constant::Int(BigInt::from(firstlineno)));
        self.store_name(loc, "__firstlineno__")?;
        if s.type_params.is_some() {
            self.load_name(loc, ".type_params")?;
            self.store_name(loc, "__type_params__")?;
        }
        if self.scope().needs_classdict {
            self.op(loc, Opcode::LOAD_LOCALS);
            let cell = self.own_cell("__classdict__")?;
            self.op_arg(loc, Opcode::STORE_DEREF, cell);
        }
        self.start_annotations(loc)?;
        self.body(&s.body, true)?;
        self.variable_annotations(loc, "__annotate_func__")?;

        let attributes = self.unit.static_attributes.iter().cloned().map(Constant::Str).collect();
        self.load_const(Loc::NONE, Constant::Tuple(attributes));
        self.store_name(Loc::NONE, "__static_attributes__")?;
        if self.scope().needs_classdict {
            let cell = self.own_cell("__classdict__")?;
            self.op_arg(Loc::NONE, Op::LoadClosure, cell);
            self.store_name(Loc::NONE, "__classdictcell__")?;
        }
        if self.scope().needs_class_closure {
            let cell = self.own_cell("__class__")?;
            self.op_arg(Loc::NONE, Op::LoadClosure, cell);
            self.op_arg(Loc::NONE, Opcode::COPY, 1);
            self.store_name(Loc::NONE, "__classcell__")?;
        } else {
            self.load_none(Loc::NONE);
        }
        Ok(())
    }

    pub(super) fn own_cell(&self, name: &str) -> Result<u32> {
        self.unit.cellvars.get(name).ok_or_else(|| CompileError::internal("a class without its cell"))
    }
}
