//! Type parameters and type aliases (PEP 695, PEP 696).
//!
//! A function or class with type parameters is made in a hidden function that makes the parameters first.
//! Bounds, defaults and the values of aliases are functions that are called when somebody asks.

use genjit_bytecode::{Constant, Opcode};
use ruff_python_ast::{Expr, StmtTypeAlias, TypeParam, TypeParams};

use crate::codegen::emit::intrinsic;
use crate::codegen::unit::{ArgCounts, UnitKind};
use crate::codegen::{Compiler, Result};
use crate::ir::Loc;

impl<'a> Compiler<'a> {
    /// Starts the hidden function around a generic definition, of `inputs` parameters.
    pub(super) fn enter_generic(
        &mut self,
        params: &'a TypeParams,
        name: &str,
        firstlineno: u32,
        class: Option<&str>,
        inputs: u32,
    ) -> Result {
        let scope = self.scope_of(params)?;
        let title = format!("<generic parameters of {name}>");
        self.enter_unit(scope, UnitKind::TypeParams, &title, firstlineno, class)?;
        self.unit.args = ArgCounts { positional: inputs, ..ArgCounts::default() };
        Ok(())
    }

    /// Ends it and calls it with the values on the stack, the last of them on top.
    pub(super) fn leave_generic(&mut self, loc: Loc, inputs: u32) -> Result {
        let code = self.leave_unit(false)?;
        self.make_closure(loc, code, false, false)?;
        if inputs == 0 {
            self.op(loc, Opcode::PUSH_NULL);
            self.op_arg(loc, Opcode::CALL, 0);
        } else {
            self.op_arg(loc, Opcode::SWAP, inputs + 1);
            self.op_arg(loc, Opcode::CALL, inputs - 1);
        }
        Ok(())
    }

    /// Makes and binds type parameters; leaves their tuple.
    pub(super) fn type_params(&mut self, params: &'a TypeParams) -> Result {
        params.iter().try_for_each(|param| self.type_param(param))?;
        let loc = params.first().map_or(Loc::NONE, |first| self.loc(first));
        self.op_arg(loc, Opcode::BUILD_TUPLE, params.len() as u32);
        Ok(())
    }

    fn type_param(&mut self, param: &'a TypeParam) -> Result {
        let (loc, name) = (self.loc(param), param.name().as_str());
        self.load_str(loc, name);
        let (make, default) = match param {
            TypeParam::TypeVar(p) => {
                if let Some(bound) = &p.bound {
                    self.lazy_value(self.loc(&**bound), &p.bound, name, bound)?;
                    let constraints = matches!(&**bound, Expr::Tuple(_));
                    let how = if constraints {
                        intrinsic::TYPEVAR_WITH_CONSTRAINTS
                    } else {
                        intrinsic::TYPEVAR_WITH_BOUND
                    };
                    self.op_arg(loc, Opcode::CALL_INTRINSIC_2, how);
                }
                (p.bound.is_none().then_some(intrinsic::TYPEVAR), &p.default)
            }
            TypeParam::TypeVarTuple(p) => (Some(intrinsic::TYPEVARTUPLE), &p.default),
            TypeParam::ParamSpec(p) => (Some(intrinsic::PARAMSPEC), &p.default),
        };
        if let Some(make) = make {
            self.op_arg(loc, Opcode::CALL_INTRINSIC_1, make);
        }
        if let Some(value) = default {
            self.lazy_value(self.loc(&**value), default, name, value)?;
            self.op_arg(loc, Opcode::CALL_INTRINSIC_2, intrinsic::SET_TYPEPARAM_DEFAULT);
        }
        self.op_arg(loc, Opcode::COPY, 1);
        self.store_name(loc, name)
    }

    /// Pushes a function of a value that is evaluated when somebody asks. Without an argument it is asked
    /// for the value itself.
    fn lazy_value<T>(&mut self, loc: Loc, key: &T, name: &str, value: &'a Expr) -> Result {
        let format = Constant::Tuple([Constant::Int(1.into())].into());
        self.load_const(loc, format);
        let scope = self.scope_of(key)?;
        self.enter_lazy(loc, scope, UnitKind::LazyValue, name)?;
        if let Expr::Starred(star) = value {
            self.expr(&star.value)?;
            self.op_arg(loc, Opcode::UNPACK_SEQUENCE, 1);
        } else {
            self.expr(value)?;
        }
        let code = self.leave_lazy(loc)?;
        self.make_closure(loc, code, true, false)
    }

    pub(super) fn type_alias(&mut self, loc: Loc, s: &'a StmtTypeAlias) -> Result {
        let Expr::Name(target) = &*s.name else { return Ok(()) };
        match &s.type_params {
            None => {
                self.load_str(loc, &target.id);
                self.load_none(loc);
                self.alias_value(loc, s, &target.id)?;
            }
            Some(params) => {
                self.enter_generic(params, &target.id, loc.line as u32, None, 0)?;
                self.load_str(loc, &target.id);
                self.type_params(params)?;
                self.alias_value(loc, s, &target.id)?;
                self.leave_generic(loc, 0)?;
            }
        }
        self.store_name(loc, &target.id)
    }

    fn alias_value(&mut self, loc: Loc, s: &'a StmtTypeAlias, name: &str) -> Result {
        self.lazy_value(loc, &s.value, name, &s.value)?;
        self.op_arg(loc, Opcode::BUILD_TUPLE, 3);
        self.op_arg(loc, Opcode::CALL_INTRINSIC_1, intrinsic::TYPEALIAS);
        Ok(())
    }
}
