//! Collects the names of every scope: expressions.

use ruff_python_ast::{
    Comprehension, Expr, ExprContext, ExprNamed, ExprYield, FStringPart, InterpolatedStringElement,
    InterpolatedStringElements, Keyword,
};
use ruff_text_size::{Ranged, TextRange};

use crate::spine::left_spine;
use crate::symtable::build::{Builder, Result};
use crate::symtable::{CompKind, Flags, ScopeKind, mangle, node_key};

impl Builder<'_> {
    pub(super) fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> Result {
        exprs.into_iter().try_for_each(|e| self.expr(e))
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Result {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.expr_inner(expr))
    }

    fn expr_inner(&mut self, expr: &Expr) -> Result {
        match expr {
            Expr::BoolOp(e) => self.exprs(&e.values),
            Expr::Named(e) => self.named(e),
            Expr::BinOp(_) => {
                let (first, rest) = left_spine(expr);
                self.expr(first)?;
                rest.iter().rev().try_for_each(|op| self.expr(&op.right))
            }
            Expr::UnaryOp(e) => self.expr(&e.operand),
            Expr::Lambda(e) => {
                if let Some(parameters) = &e.parameters {
                    self.defaults(parameters)?;
                }
                self.enter_node(ScopeKind::Function, e);
                if let Some(parameters) = &e.parameters {
                    self.parameters(parameters)?;
                }
                self.expr(&e.body)?;
                self.leave();
                Ok(())
            }
            Expr::If(e) => {
                self.expr(&e.test)?;
                self.expr(&e.body)?;
                self.expr(&e.orelse)
            }
            Expr::Dict(e) => {
                self.exprs(e.items.iter().filter_map(|i| i.key.as_ref()))?;
                self.exprs(e.items.iter().map(|i| &i.value))
            }
            Expr::Set(e) => self.exprs(&e.elts),
            Expr::ListComp(e) => self.comprehension(e, CompKind::List, &e.generators, None, &e.elt),
            Expr::SetComp(e) => self.comprehension(e, CompKind::Set, &e.generators, None, &e.elt),
            Expr::DictComp(e) => {
                let Some(key) = &e.key else { return self.refuse_expression(expr) };
                self.comprehension(e, CompKind::Dict, &e.generators, Some(&e.value), key)
            }
            Expr::Generator(e) => self.comprehension(e, CompKind::Generator, &e.generators, None, &e.elt),
            Expr::Await(e) => self.await_expr(&e.value, e.range),
            Expr::Yield(e) => self.yield_expr(e),
            Expr::YieldFrom(e) => {
                self.check_lazy("yield", e.range)?;
                self.expr(&e.value)?;
                self.mark_generator(e.range)
            }
            Expr::Compare(e) => {
                self.expr(&e.left)?;
                self.exprs(&e.comparators)
            }
            Expr::Call(e) => {
                if let [Expr::Generator(generator)] = &*e.arguments.args
                    && !generator.parenthesized
                {
                    self.table.bare_generators.insert(node_key(generator), e.arguments.range);
                }
                let debug = |k: &&Keyword| k.arg.as_ref().is_some_and(|name| name == "__debug__");
                if let Some(keyword) = e.arguments.keywords.iter().find(debug) {
                    return Err(self.source.error(keyword.range, "cannot assign to __debug__"));
                }
                self.expr(&e.func)?;
                self.exprs(&e.arguments.args)?;
                self.exprs(e.arguments.keywords.iter().map(|k| &k.value))
            }
            Expr::FString(e) => e.value.iter().try_for_each(|part| match part {
                FStringPart::Literal(_) => Ok(()),
                FStringPart::FString(f) => self.interpolations(&f.elements),
            }),
            Expr::TString(e) => e.value.iter().try_for_each(|part| self.interpolations(&part.elements)),
            Expr::Attribute(e) => {
                if &*e.attr == "__debug__" && e.ctx != ExprContext::Load {
                    let verb = if e.ctx == ExprContext::Del { "delete" } else { "assign to" };
                    return Err(self.source.error(e.range, format!("cannot {verb} __debug__")));
                }
                self.expr(&e.value)
            }
            Expr::Subscript(e) => {
                self.expr(&e.value)?;
                self.expr(&e.slice)
            }
            Expr::Starred(e) => self.expr(&e.value),
            Expr::Name(e) => self.name(&e.id, e.ctx, e.range),
            Expr::List(e) => self.exprs(&e.elts),
            Expr::Tuple(e) => self.exprs(&e.elts),
            Expr::Slice(e) => {
                self.exprs(e.lower.as_deref())?;
                self.exprs(e.upper.as_deref())?;
                self.exprs(e.step.as_deref())
            }
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => Ok(()),
            Expr::IpyEscapeCommand(_) => self.refuse_expression(expr),
        }
    }

    fn name(&mut self, name: &str, ctx: ExprContext, range: TextRange) -> Result {
        if ctx != ExprContext::Load {
            if name == "__debug__" && ctx == ExprContext::Del {
                return Err(self.source.error(range, "cannot delete __debug__"));
            }
            return self.define(name, Flags::LOCAL, range);
        }
        self.define(name, Flags::USE, range)?;
        if name == "super" && self.scope().is_function_like() {
            // `super()` needs the class that the method was defined in.
            self.define("__class__", Flags::USE, range)?;
        }
        Ok(())
    }

    fn interpolations(&mut self, elements: &InterpolatedStringElements) -> Result {
        for element in elements {
            let InterpolatedStringElement::Interpolation(e) = element else { continue };
            self.expr(&e.expression)?;
            if let Some(spec) = &e.format_spec {
                self.interpolations(&spec.elements)?;
            }
        }
        Ok(())
    }

    fn yield_expr(&mut self, e: &ExprYield) -> Result {
        self.check_lazy("yield", e.range)?;
        self.exprs(e.value.as_deref())?;
        self.mark_generator(e.range)
    }

    fn mark_generator(&mut self, range: TextRange) -> Result {
        let scope = self.scope();
        scope.generator = true;
        match scope.comprehension {
            Some(kind) => Err(self.source.error(range, format!("'yield' inside {}", kind.describe()))),
            None => Ok(()),
        }
    }

    fn await_expr(&mut self, value: &Expr, range: TextRange) -> Result {
        self.check_lazy("await", range)?;
        let scope = self.scope();
        if !scope.is_function_like() {
            return Err(self.source.error(range, "'await' outside function"));
        }
        if !scope.is_async_def && scope.comprehension.is_none() {
            return Err(self.source.error(range, "'await' outside async function"));
        }
        self.expr(value)?;
        self.scope().coroutine = true;
        Ok(())
    }

    fn named(&mut self, e: &ExprNamed) -> Result {
        if self.scope().iter_expr_depth > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(self.source.error(e.range, message));
        }
        self.check_lazy("named", e.range)?;
        if self.scope().comprehension.is_some() {
            self.bind_outside_comprehension(e)?;
        }
        self.expr(&e.value)?;
        self.expr(&e.target)
    }

    /// The target of a walrus in a comprehension belongs to the function around it.
    fn bind_outside_comprehension(&mut self, e: &ExprNamed) -> Result {
        let Expr::Name(target) = &*e.target else { return Ok(()) };
        let name = target.id.as_str();
        let mangled = mangle(self.private.as_deref(), name).into_owned();
        for id in self.stack.clone().into_iter().rev() {
            let known = self.table[id].symbols.get(&mangled).unwrap_or_default().flags;
            if self.table[id].comprehension.is_some() {
                if known.has(Flags::COMP_ITER) {
                    let message = format!(
                        "assignment expression cannot rebind comprehension iteration variable '{name}'"
                    );
                    return Err(self.source.error(target.range, message));
                }
                continue;
            }
            match self.table[id].kind {
                ScopeKind::Class
                | ScopeKind::TypeParams
                | ScopeKind::TypeAlias
                | ScopeKind::TypeVariable(_) => {
                    let place = match self.table[id].kind {
                        ScopeKind::TypeParams => "within the definition of a generic",
                        ScopeKind::TypeAlias => "in a type alias",
                        ScopeKind::TypeVariable(_) => "in a TypeVar bound",
                        _ => "in a class body",
                    };
                    let message =
                        format!("assignment expression within a comprehension cannot be used {place}");
                    return Err(self.source.error(target.range, message));
                }
                ScopeKind::Annotation => {}
                ScopeKind::Module => {
                    self.define(name, Flags::GLOBAL, target.range)?;
                    return self.define_in(id, name, Flags::GLOBAL, target.range);
                }
                ScopeKind::Function => {
                    let flag = if known.has(Flags::GLOBAL) { Flags::GLOBAL } else { Flags::NONLOCAL };
                    self.define(name, flag, target.range)?;
                    return self.define_in(id, name, Flags::LOCAL, target.range);
                }
            }
        }
        Ok(())
    }

    fn comprehension<T: Ranged>(
        &mut self,
        node: &T,
        kind: CompKind,
        generators: &[Comprehension],
        value: Option<&Expr>,
        element: &Expr,
    ) -> Result {
        let Some((outermost, inner)) = generators.split_first() else { return Ok(()) };
        if let Expr::Starred(star) = element {
            let message = "iterable unpacking cannot be used in comprehension";
            return Err(self.source.error(star.range, message));
        }
        // The outermost iterable is evaluated in the scope around the comprehension.
        self.iterable(&outermost.iter)?;
        let id = self.enter_node(ScopeKind::Function, node);
        self.table[id].comprehension = Some(kind);
        self.table[id].coroutine = outermost.is_async;
        self.define(".0", Flags::PARAM, node.range())?;
        self.iter_target(&outermost.target)?;
        self.exprs(&outermost.ifs)?;
        for generator in inner {
            self.iter_target(&generator.target)?;
            self.iterable(&generator.iter)?;
            self.exprs(&generator.ifs)?;
            self.scope().coroutine |= generator.is_async;
        }
        self.exprs(value)?;
        self.expr(element)?;
        let scope = self.scope();
        scope.generator = kind == CompKind::Generator;
        let is_async = scope.coroutine && kind != CompKind::Generator;
        self.leave();
        if is_async {
            self.allow_async_comprehension(node.range())?;
            self.scope().coroutine = true;
        }
        Ok(())
    }

    fn allow_async_comprehension(&mut self, range: TextRange) -> Result {
        let scope = self.scope();
        if scope.is_async_def || scope.comprehension.is_some() {
            return Ok(());
        }
        Err(self.source.error(range, "asynchronous comprehension outside of an asynchronous function"))
    }

    fn iterable(&mut self, iter: &Expr) -> Result {
        self.scope().iter_expr_depth += 1;
        self.expr(iter)?;
        self.scope().iter_expr_depth -= 1;
        Ok(())
    }

    fn iter_target(&mut self, target: &Expr) -> Result {
        self.scope().in_iter_target = true;
        self.expr(target)?;
        self.scope().in_iter_target = false;
        Ok(())
    }
}
