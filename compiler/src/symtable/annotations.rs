//! Collects the names of every scope: annotations, type parameters, type aliases.
//!
//! What is evaluated later has a function, and so a scope, of its own. In a class, and in what such a scope
//! of a class holds, names are looked up in the class's namespace first.

use ruff_python_ast::{Expr, StmtAnnAssign, StmtFunctionDef, StmtTypeAlias, TypeParam, TypeParams};
use ruff_text_size::{Ranged, TextRange};

use crate::error::CompileError;
use crate::symtable::build::{Builder, Result};
use crate::symtable::{CONDITIONAL_ANNOTATIONS, Flags, ScopeId, ScopeKind, node_key};

impl Builder<'_> {
    /// Opens a scope of what is evaluated later.
    fn enter_lazy(&mut self, kind: ScopeKind, range: TextRange) -> Result<ScopeId> {
        let around = self.scope();
        let sees_class = around.kind == ScopeKind::Class || around.can_see_class_scope;
        let id = self.enter(kind);
        if kind != ScopeKind::TypeParams {
            self.define(".format", Flags::PARAM, range)?;
        }
        if sees_class {
            self.table[id].can_see_class_scope = true;
            self.define("__classdict__", Flags::USE, range)?;
        }
        Ok(id)
    }

    fn enter_lazy_node<T>(&mut self, kind: ScopeKind, node: &T, range: TextRange) -> Result {
        let id = self.enter_lazy(kind, range)?;
        self.table.by_node.insert(node_key(node), id);
        Ok(())
    }

    /// Every function has a scope of its annotations, even if there are none.
    pub(super) fn function_annotations(&mut self, s: &StmtFunctionDef) -> Result {
        self.enter_lazy_node(ScopeKind::Annotation, &*s.parameters, s.range)?;
        annotations_of(s).into_iter().try_for_each(|(_, annotation)| self.expr(annotation))?;
        self.leave();
        Ok(())
    }

    /// The annotations of the variables of a scope share one scope.
    pub(super) fn variable_annotation(&mut self, s: &StmtAnnAssign) -> Result {
        match self.scope().annotations {
            Some(id) => self.reenter(id),
            None => {
                let around = self.current();
                let id = self.enter_lazy(ScopeKind::Annotation, s.range)?;
                self.table[around].annotations = Some(id);
            }
        }
        let around = &self.table[self.stack[self.stack.len() - 2]];
        if around.conditional_annotations {
            self.define(CONDITIONAL_ANNOTATIONS, Flags::USE, s.range)?;
        }
        self.expr(&s.annotation)?;
        self.leave();
        Ok(())
    }

    pub(super) fn enter_type_params(&mut self, params: &TypeParams) -> Result {
        self.enter_lazy_node(ScopeKind::TypeParams, params, params.range)
    }

    pub(super) fn type_params(&mut self, params: &TypeParams) -> Result {
        let mut have_default = false;
        for param in params {
            let name = param.name();
            self.define(name, Flags::TYPE_PARAM | Flags::LOCAL, param.range())?;
            if let TypeParam::TypeVar(p) = param
                && let Some(bound) = &p.bound
            {
                let constraints = matches!(&**bound, Expr::Tuple(_));
                let what = if constraints { "a TypeVar constraint" } else { "a TypeVar bound" };
                self.type_variable(what, &p.bound, bound)?;
            }
            let (what, default) = match param {
                TypeParam::TypeVar(p) => ("a TypeVar default", &p.default),
                TypeParam::TypeVarTuple(p) => ("a TypeVarTuple default", &p.default),
                TypeParam::ParamSpec(p) => ("a ParamSpec default", &p.default),
            };
            if let Some(value) = default {
                have_default = true;
                let value = if let Expr::Starred(star) = &**value { &star.value } else { value };
                self.type_variable(what, default, value)?;
            } else if have_default {
                let message = format!("non-default type parameter '{name}' follows default type parameter");
                return Err(self.source.error(param.range(), message));
            }
        }
        Ok(())
    }

    fn type_variable<T>(&mut self, what: &'static str, key: &T, value: &Expr) -> Result {
        self.enter_lazy_node(ScopeKind::TypeVariable(what), key, value.range())?;
        self.expr(value)?;
        self.leave();
        Ok(())
    }

    pub(super) fn type_alias(&mut self, s: &StmtTypeAlias) -> Result {
        self.expr(&s.name)?;
        if let Some(params) = &s.type_params {
            self.enter_type_params(params)?;
            self.type_params(params)?;
        }
        self.enter_lazy_node(ScopeKind::TypeAlias, &s.value, s.range)?;
        self.expr(&s.value)?;
        self.leave();
        if s.type_params.is_some() {
            self.leave();
        }
        Ok(())
    }

    /// Some expressions make no sense in what is evaluated later.
    pub(super) fn check_lazy(
        &mut self,
        what: &str,
        range: TextRange,
    ) -> std::result::Result<(), CompileError> {
        match self.scope().kind.restriction() {
            Some(place) => {
                Err(self.source.error(range, format!("{what} expression cannot be used within {place}")))
            }
            None => Ok(()),
        }
    }
}

/// The annotations of a function with the names they are of, in the order of `__annotations__`.
pub(crate) fn annotations_of(s: &StmtFunctionDef) -> Vec<(&str, &Expr)> {
    let parameters = &s.parameters;
    let ordered = parameters.args.iter().chain(&parameters.posonlyargs).map(|p| &p.parameter);
    let starred = parameters.vararg.as_deref();
    let keywords = parameters.kwonlyargs.iter().map(|p| &p.parameter);
    let all = ordered.chain(starred).chain(keywords).chain(parameters.kwarg.as_deref());
    let parameters = all.filter_map(|p| Some((p.name.as_str(), p.annotation.as_deref()?)));
    parameters.chain(s.returns.as_deref().map(|returns| ("return", returns))).collect()
}
