//! Functions and lambdas.

use genjit_bytecode::{Constant, Opcode};
use ruff_python_ast::{Decorator, ExprLambda, Parameters, StmtFunctionDef};
use ruff_text_size::Ranged;

use crate::codegen::emit::intrinsic;
use crate::codegen::fblock::FBlockKind;
use crate::codegen::unit::{ArgCounts, UnitKind};
use crate::codegen::{Compiler, Result};
use crate::docstring::{clean, docstring};
use crate::error::CompileError;
use crate::ir::{Loc, Op};
use crate::symtable::{ScopeId, mangle};

/// Which default values were put on the stack.
#[derive(Clone, Copy)]
struct Defaults {
    positional: bool,
    keyword: bool,
}

impl<'a> Compiler<'a> {
    /// The scope that a node opened.
    pub(super) fn scope_of<T>(&self, node: &T) -> Result<ScopeId> {
        self.table.scope_of(node).ok_or_else(|| CompileError::internal("a node without a scope"))
    }

    pub(super) fn function(&mut self, s: &'a StmtFunctionDef) -> Result {
        self.decorators(&s.decorator_list)?;
        let range = self.definition_range(s.range, &s.decorator_list);
        let loc = self.source.loc(range);
        let firstlineno = self.first_line(range.start(), &s.decorator_list);
        let defaults = self.defaults(loc, &s.parameters)?;
        if let Some(params) = &s.type_params {
            let inputs = u32::from(defaults.positional) + u32::from(defaults.keyword);
            if inputs == 2 {
                self.op_arg(loc, Opcode::SWAP, 2);
            }
            self.enter_generic(params, &s.name, firstlineno, None, inputs)?;
            self.type_params(params)?;
            for input in 0..inputs {
                self.op_arg(loc, Opcode::LOAD_FAST, input);
            }
            self.make_definition(loc, s, firstlineno, defaults)?;
            self.op_arg(loc, Opcode::SWAP, 2);
            self.op_arg(loc, Opcode::CALL_INTRINSIC_2, intrinsic::SET_FUNCTION_TYPE_PARAMS);
            self.leave_generic(loc, inputs)?;
        } else {
            self.make_definition(loc, s, firstlineno, defaults)?;
        }
        self.apply_decorators(&s.decorator_list);
        self.store_name(loc, &s.name)
    }

    /// Makes the function of its default values on the stack.
    fn make_definition(
        &mut self,
        loc: Loc,
        s: &'a StmtFunctionDef,
        firstlineno: u32,
        defaults: Defaults,
    ) -> Result {
        let annotated = self.function_annotations(loc, s)?;
        let kind = if s.is_async { UnitKind::AsyncFunction } else { UnitKind::Function };
        let scope = self.scope_of(s)?;
        self.enter_unit(scope, kind, &s.name, firstlineno, None)?;
        self.unit.args = arg_counts(&s.parameters);
        self.function_body(s)?;
        let code = self.leave_unit(true)?;
        self.make_function(loc, code, [annotated, defaults.keyword, defaults.positional])
    }

    fn function_body(&mut self, s: &'a StmtFunctionDef) -> Result {
        let mut body = &s.body[..];
        if let Some(doc) = docstring(body) {
            self.unit.consts.add(Constant::Str(clean(doc.value.to_str()).into()));
            body = &body[1..];
        }
        let guarded = self.scope().generator || self.scope().coroutine;
        if guarded {
            self.push_fblock(Loc::NONE, FBlockKind::StopIteration)?;
        }
        self.statements(body)?;
        if guarded {
            self.guard_stop_iteration();
            self.pop_fblock();
        }
        Ok(())
    }

    /// A `StopIteration` that leaves the body becomes a `RuntimeError`.
    pub(super) fn guard_stop_iteration(&mut self) {
        let handler = self.new_label();
        self.unit.seq.prepend(Op::SetupCleanup, handler, Loc::NONE);
        self.load_none(Loc::NONE);
        self.op(Loc::NONE, Opcode::RETURN_VALUE);
        self.place(handler);
        self.op_arg(Loc::NONE, Opcode::CALL_INTRINSIC_1, intrinsic::STOPITERATION_ERROR);
        self.op_arg(Loc::NONE, Opcode::RERAISE, 1);
    }

    pub(super) fn lambda(&mut self, loc: Loc, e: &'a ExprLambda) -> Result {
        let mut defaults = Defaults { positional: false, keyword: false };
        if let Some(parameters) = &e.parameters {
            defaults = self.defaults(loc, parameters)?;
        }
        let scope = self.scope_of(e)?;
        self.enter_unit(scope, UnitKind::Lambda, "<lambda>", self.source.line(e.start()), None)?;
        self.unit.args = e.parameters.as_deref().map(arg_counts).unwrap_or_default();
        self.expr(&e.body)?;
        let generator = self.scope().generator;
        if !generator {
            let body = self.loc(&*e.body);
            self.op(body, Opcode::RETURN_VALUE);
        }
        let code = self.leave_unit(!generator)?;
        self.make_closure(loc, code, defaults.positional, defaults.keyword)
    }

    pub(super) fn decorators(&mut self, decorators: &'a [Decorator]) -> Result {
        decorators.iter().try_for_each(|d| self.expr(&d.expression))
    }

    pub(super) fn apply_decorators(&mut self, decorators: &'a [Decorator]) {
        for decorator in decorators.iter().rev() {
            let loc = self.loc(&decorator.expression);
            self.op_arg(loc, Opcode::CALL, 0);
        }
    }

    /// Pushes a tuple and a dict of default values, where there are any.
    fn defaults(&mut self, loc: Loc, parameters: &'a Parameters) -> Result<Defaults> {
        let positional: Vec<_> = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .filter_map(|p| p.default.as_deref())
            .collect();
        if !positional.is_empty() {
            for &value in &positional {
                self.expr(value)?;
            }
            self.op_arg(loc, Opcode::BUILD_TUPLE, positional.len() as u32);
        }
        let mut keyword = 0;
        for p in &parameters.kwonlyargs {
            let Some(value) = p.default.as_deref() else { continue };
            keyword += 1;
            let name = mangle(self.unit.private.as_deref(), &p.parameter.name).into_owned();
            self.load_str(loc, &name);
            self.expr(value)?;
        }
        if keyword > 0 {
            self.op_arg(loc, Opcode::BUILD_MAP, keyword);
        }
        Ok(Defaults { positional: !positional.is_empty(), keyword: keyword > 0 })
    }
}

fn arg_counts(parameters: &Parameters) -> ArgCounts {
    ArgCounts {
        posonly: parameters.posonlyargs.len() as u32,
        positional: parameters.args.len() as u32,
        kwonly: parameters.kwonlyargs.len() as u32,
    }
}
