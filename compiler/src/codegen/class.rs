//! Classes.
//!
//! The body is a function without parameters that runs in the class's namespace;
//! `__build_class__(body, name, *bases, **keywords)` makes the class.

use genjit_bytecode::{Constant, Opcode};
use num_bigint::BigInt;
use ruff_python_ast::StmtClassDef;

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
        let scope = self.scope_of(s)?;
        self.enter_unit(scope, UnitKind::Class, &s.name, firstlineno, Some(&s.name))?;
        self.class_body(s, firstlineno)?;
        let code = self.leave_unit(false)?;

        self.op(loc, Opcode::LOAD_BUILD_CLASS);
        self.op(loc, Opcode::PUSH_NULL);
        self.make_closure(loc, code, false, false)?;
        self.load_str(loc, &s.name);
        match &s.arguments {
            Some(arguments) => self.call_arguments(loc, 2, &arguments.args, &arguments.keywords)?,
            None => self.call_arguments(loc, 2, &[], &[])?,
        }
        self.apply_decorators(&s.decorator_list);
        self.store_name(loc, &s.name)
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
        if self.scope().needs_classdict {
            self.op(loc, Opcode::LOAD_LOCALS);
            let cell = self.own_cell("__classdict__")?;
            self.op_arg(loc, Opcode::STORE_DEREF, cell);
        }
        self.body(&s.body, true)?;

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

    fn own_cell(&self, name: &str) -> Result<u32> {
        self.unit.cellvars.get(name).ok_or_else(|| CompileError::internal("a class without its cell"))
    }
}
