//! Collects the names of every scope: statements.

use std::sync::Arc;

use genjit_bytecode::CodeFlags;
use ruff_python_ast::{
    Alias, ExceptHandler, Expr, ModModule, Parameters, Stmt, StmtAnnAssign, StmtClassDef, StmtFunctionDef,
    StmtTry,
};
use ruff_text_size::TextRange;
use rustc_hash::FxHashMap;

use crate::docstring::docstring;
use crate::error::CompileError;
use crate::future;
use crate::source::Source;
use crate::symtable::{Flags, Scope, ScopeId, ScopeKind, SymbolTable, Symbols, analyze, mangle, node_key};

pub(super) type Result<T = ()> = std::result::Result<T, CompileError>;

/// The tree to be walked.
#[derive(Clone, Copy)]
pub(crate) enum Tree<'a> {
    /// Statements.
    Module(&'a ModModule),
    /// One expression.
    Expression(&'a Expr),
}

/// Builds and analyses the scopes of a tree. A docstring counts only if `docstrings` is true; `features` are
/// turned on whatever the text imports.
pub(crate) fn build(
    source: &Source<'_>,
    tree: Tree<'_>,
    docstrings: bool,
    features: u32,
) -> Result<SymbolTable> {
    let mut builder = Builder {
        source,
        table: SymbolTable {
            scopes: Vec::new(),
            by_node: FxHashMap::default(),
            future_flags: CodeFlags(features),
            bare_generators: FxHashMap::default(),
        },
        stack: Vec::new(),
        private: None,
        directives: Vec::new(),
        futures_over: false,
    };
    builder.enter(ScopeKind::Module);
    match tree {
        Tree::Module(module) => {
            builder.table[SymbolTable::TOP].has_docstring = docstrings && docstring(&module.body).is_some();
            let (futures, flags) = future::scan(source, module)?;
            builder.table.future_flags |= flags;
            let (head, rest) = module.body.split_at(futures);
            builder.statements(head)?;
            builder.futures_over = true;
            builder.statements(rest)?;
        }
        Tree::Expression(expr) => builder.expr(expr)?,
    }
    let Builder { mut table, directives, .. } = builder;
    analyze::analyze(&mut table).map_err(|v| {
        let at = directives.iter().find(|d| d.scope == v.scope && d.name == v.name);
        source.error(at.map_or(TextRange::default(), |d| d.range), v.message)
    })?;
    Ok(table)
}

/// A name in a `global` or `nonlocal` statement, kept for errors found later.
struct Directive {
    scope: ScopeId,
    name: Arc<str>,
    range: TextRange,
}

pub(super) struct Builder<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) table: SymbolTable,
    pub(super) stack: Vec<ScopeId>,
    /// Name of the innermost class around.
    pub(super) private: Option<Arc<str>>,
    directives: Vec<Directive>,
    /// Behind the statements that may import from `__future__`.
    futures_over: bool,
}

impl Builder<'_> {
    pub(super) fn current(&self) -> ScopeId {
        self.stack[self.stack.len() - 1]
    }

    pub(super) fn scope(&mut self) -> &mut Scope {
        let id = self.current();
        &mut self.table[id]
    }

    /// Opens a scope.
    pub(super) fn enter(&mut self, kind: ScopeKind) -> ScopeId {
        let parent = self.stack.last().copied();
        let nested = parent.is_some_and(|p| self.table[p].nested || self.table[p].is_function_like());
        let method =
            kind == ScopeKind::Function && parent.is_some_and(|p| self.table[p].kind == ScopeKind::Class);
        let id = ScopeId(self.table.scopes.len());
        self.table.scopes.push(Scope {
            kind,
            symbols: Symbols::default(),
            varnames: Vec::new(),
            children: Vec::new(),
            nested,
            generator: false,
            coroutine: false,
            is_async_def: false,
            comprehension: None,
            inlined: false,
            varargs: false,
            varkeywords: false,
            needs_class_closure: false,
            needs_classdict: false,
            has_docstring: false,
            method,
            can_see_class_scope: false,
            annotations: None,
            conditional_annotations: false,
            conditional_depth: 0,
            in_iter_target: false,
            iter_expr_depth: 0,
        });
        // What annotations name does not matter where they are texts.
        let text = kind == ScopeKind::Annotation && self.text_annotations();
        if let Some(parent) = parent.filter(|_| !text) {
            self.table[parent].children.push(id);
        }
        self.stack.push(id);
        id
    }

    /// Opens the scope of a syntax node.
    pub(super) fn enter_node<T>(&mut self, kind: ScopeKind, node: &T) -> ScopeId {
        let id = self.enter(kind);
        self.table.by_node.insert(node_key(node), id);
        id
    }

    /// Goes back to a scope inside the current one.
    pub(super) fn reenter(&mut self, id: ScopeId) {
        self.stack.push(id);
    }

    pub(super) fn leave(&mut self) {
        self.stack.pop();
    }

    /// Whether a future import makes annotations texts.
    fn text_annotations(&self) -> bool {
        self.table.future_flags.contains(future::ANNOTATIONS)
    }

    /// Notes an occurrence of a name in the current scope.
    pub(super) fn define(&mut self, name: &str, flags: Flags, range: TextRange) -> Result {
        self.define_in(self.current(), name, flags, range)
    }

    pub(super) fn define_in(&mut self, id: ScopeId, name: &str, flags: Flags, range: TextRange) -> Result {
        if name == "__debug__" && (flags.has(Flags::BOUND)) {
            return Err(self.source.error(range, "cannot assign to __debug__"));
        }
        let name = mangle(self.private.as_deref(), name);
        let scope = &mut self.table[id];
        let in_iter_target = scope.in_iter_target;
        let symbol = scope.symbols.entry(&name);
        if flags.has(Flags::PARAM) && symbol.flags.has(Flags::PARAM) {
            let message = format!("duplicate argument '{name}' in function definition");
            return Err(self.source.error(range, message));
        }
        if flags.has(Flags::TYPE_PARAM) && symbol.flags.has(Flags::TYPE_PARAM) {
            let message = format!("duplicate type parameter '{name}'");
            return Err(self.source.error(range, message));
        }
        if in_iter_target {
            // A name bound by a walrus cannot also be the variable of the comprehension.
            if symbol.flags.has(Flags::GLOBAL | Flags::NONLOCAL) {
                let message =
                    format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
                return Err(self.source.error(range, message));
            }
            symbol.flags = symbol.flags | Flags::COMP_ITER;
        }
        symbol.flags = symbol.flags | flags;
        if flags.has(Flags::PARAM) {
            scope.varnames.push(Arc::from(&*name));
        } else if flags.has(Flags::GLOBAL) {
            let top = self.table[SymbolTable::TOP].symbols.entry(&name);
            top.flags = top.flags | flags;
        }
        Ok(())
    }

    pub(super) fn statements(&mut self, body: &[Stmt]) -> Result {
        body.iter().try_for_each(|stmt| self.statement(stmt))
    }

    fn statement(&mut self, stmt: &Stmt) -> Result {
        stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.statement_inner(stmt))
    }

    fn statement_inner(&mut self, stmt: &Stmt) -> Result {
        if !is_conditional(stmt) {
            return self.statement_by_kind(stmt);
        }
        self.scope().conditional_depth += 1;
        self.statement_by_kind(stmt)?;
        self.scope().conditional_depth -= 1;
        Ok(())
    }

    fn statement_by_kind(&mut self, stmt: &Stmt) -> Result {
        match stmt {
            Stmt::FunctionDef(s) => self.function(s),
            Stmt::ClassDef(s) => self.class(s),
            Stmt::Return(s) => self.exprs(s.value.as_deref()),
            Stmt::Delete(s) => self.exprs(&s.targets),
            Stmt::Assign(s) => {
                self.exprs(&s.targets)?;
                self.expr(&s.value)
            }
            Stmt::AugAssign(s) => {
                self.expr(&s.target)?;
                self.expr(&s.value)
            }
            Stmt::AnnAssign(s) => self.annotated(s),
            Stmt::For(s) => {
                if s.is_async && !self.scope().is_async_def {
                    return Err(self.source.error(s.range, "'async for' outside async function"));
                }
                self.expr(&s.target)?;
                self.expr(&s.iter)?;
                self.statements(&s.body)?;
                self.statements(&s.orelse)
            }
            Stmt::While(s) => {
                self.expr(&s.test)?;
                self.statements(&s.body)?;
                self.statements(&s.orelse)
            }
            Stmt::If(s) => {
                self.expr(&s.test)?;
                self.statements(&s.body)?;
                s.elif_else_clauses.iter().try_for_each(|clause| {
                    self.exprs(clause.test.as_ref())?;
                    self.statements(&clause.body)
                })
            }
            Stmt::With(s) => {
                if s.is_async && !self.scope().is_async_def {
                    return Err(self.source.error(s.range, "'async with' outside async function"));
                }
                for item in &s.items {
                    self.expr(&item.context_expr)?;
                    self.exprs(item.optional_vars.as_deref())?;
                }
                self.statements(&s.body)
            }
            Stmt::Raise(s) => {
                self.exprs(s.exc.as_deref())?;
                self.exprs(s.cause.as_deref())
            }
            Stmt::Try(s) => self.try_statement(s),
            Stmt::Assert(s) => {
                self.expr(&s.test)?;
                self.exprs(s.msg.as_deref())
            }
            Stmt::Import(s) => s.names.iter().try_for_each(|alias| self.import(alias)),
            Stmt::ImportFrom(s) if self.futures_over && future::is_future_import(s) => {
                let message = "from __future__ imports must occur at the beginning of the file";
                Err(self.source.error(s.range, message))
            }
            Stmt::ImportFrom(s) => s.names.iter().try_for_each(|alias| self.import(alias)),
            Stmt::Global(s) => {
                s.names.iter().try_for_each(|n| self.directive(n, n.range, s.range, Flags::GLOBAL))
            }
            Stmt::Nonlocal(s) => {
                s.names.iter().try_for_each(|n| self.directive(n, n.range, s.range, Flags::NONLOCAL))
            }
            Stmt::Expr(s) => self.expr(&s.value),
            Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) => Ok(()),
            Stmt::Match(s) => self.match_statement(s),
            Stmt::TypeAlias(s) => self.type_alias(s),
            Stmt::IpyEscapeCommand(s) => Err(self.source.error(s.range, "invalid syntax")),
        }
    }

    fn function(&mut self, s: &StmtFunctionDef) -> Result {
        self.define(&s.name, Flags::LOCAL, s.range)?;
        self.defaults(&s.parameters)?;
        s.decorator_list.iter().try_for_each(|d| self.expr(&d.expression))?;
        if let Some(params) = &s.type_params {
            self.enter_type_params(params)?;
            self.define(".defaults", Flags::PARAM, s.range)?;
            if s.parameters.kwonlyargs.iter().any(|p| p.default.is_some()) {
                self.define(".kwdefaults", Flags::PARAM, s.range)?;
            }
            self.type_params(params)?;
        }
        self.function_annotations(s)?;
        let id = self.enter_node(ScopeKind::Function, s);
        let scope = &mut self.table[id];
        scope.is_async_def = s.is_async;
        scope.coroutine = s.is_async;
        scope.has_docstring = docstring(&s.body).is_some();
        self.parameters(&s.parameters)?;
        self.statements(&s.body)?;
        self.leave();
        if s.type_params.is_some() {
            self.leave();
        }
        Ok(())
    }

    fn class(&mut self, s: &StmtClassDef) -> Result {
        self.define(&s.name, Flags::LOCAL, s.range)?;
        s.decorator_list.iter().try_for_each(|d| self.expr(&d.expression))?;
        let outer = self.private.clone();
        let private: Option<Arc<str>> = Some(s.name.as_str().into());
        if let Some(params) = &s.type_params {
            self.enter_type_params(params)?;
            self.private = private.clone();
            self.define(".type_params", Flags::LOCAL | Flags::USE, s.range)?;
            self.define(".generic_base", Flags::LOCAL | Flags::USE, s.range)?;
            self.type_params(params)?;
        }
        if let Some(arguments) = &s.arguments {
            let debug = arguments.keywords.iter().find(|k| k.arg.as_deref() == Some("__debug__"));
            if let Some(keyword) = debug {
                return Err(self.source.error(keyword.range, "cannot assign to __debug__"));
            }
            self.exprs(&arguments.args)?;
            arguments.keywords.iter().try_for_each(|k| self.expr(&k.value))?;
        }
        self.private = private;
        self.class_body(s)?;
        if s.type_params.is_some() {
            self.leave();
        }
        self.private = outer;
        Ok(())
    }

    fn class_body(&mut self, s: &StmtClassDef) -> Result {
        let id = self.enter_node(ScopeKind::Class, s);
        self.table[id].has_docstring = docstring(&s.body).is_some();
        if s.type_params.is_some() {
            self.define("__type_params__", Flags::LOCAL, s.range)?;
            self.define(".type_params", Flags::USE, s.range)?;
        }
        self.statements(&s.body)?;
        self.leave();
        Ok(())
    }

    /// Default values belong to the scope around the function.
    pub(super) fn defaults(&mut self, parameters: &Parameters) -> Result {
        parameters.iter_non_variadic_params().try_for_each(|p| self.exprs(p.default.as_deref()))
    }

    /// Defines parameters in slot order.
    pub(super) fn parameters(&mut self, parameters: &Parameters) -> Result {
        for p in parameters.iter_non_variadic_params() {
            self.define(&p.parameter.name, Flags::PARAM, p.parameter.range)?;
        }
        if let Some(p) = &parameters.vararg {
            self.define(&p.name, Flags::PARAM, TextRange::new(p.name.range.start(), p.range.end()))?;
            self.scope().varargs = true;
        }
        if let Some(p) = &parameters.kwarg {
            self.define(&p.name, Flags::PARAM, TextRange::new(p.name.range.start(), p.range.end()))?;
            self.scope().varkeywords = true;
        }
        Ok(())
    }

    fn annotated(&mut self, s: &StmtAnnAssign) -> Result {
        let Expr::Name(target) = &*s.target else {
            self.expr(&s.target)?;
            self.variable_annotation(s)?;
            return self.exprs(s.value.as_deref());
        };
        let name = mangle(self.private.as_deref(), &target.id).into_owned();
        let known = self.scope().symbols.get(&name).unwrap_or_default().flags;
        if s.simple && self.current() != SymbolTable::TOP {
            for (flag, word) in [(Flags::GLOBAL, "global"), (Flags::NONLOCAL, "nonlocal")] {
                if known.has(flag) {
                    let message = format!("annotated name '{}' can't be {word}", target.id);
                    return Err(self.source.error(s.range, message));
                }
            }
        }
        if s.simple {
            self.define(&target.id, Flags::ANNOT | Flags::LOCAL, target.range)?;
        } else if s.value.is_some() {
            self.define(&target.id, Flags::LOCAL, target.range)?;
        }
        if s.simple {
            let scope = self.scope();
            let module = scope.kind == ScopeKind::Module;
            scope.conditional_annotations |=
                module || scope.kind == ScopeKind::Class && scope.conditional_depth > 0;
        }
        self.variable_annotation(s)?;
        self.exprs(s.value.as_deref())
    }

    fn try_statement(&mut self, s: &StmtTry) -> Result {
        self.statements(&s.body)?;
        for ExceptHandler::ExceptHandler(handler) in &s.handlers {
            self.exprs(handler.type_.as_deref())?;
            if let Some(name) = &handler.name {
                self.define(name, Flags::LOCAL, handler.range)?;
            }
            self.statements(&handler.body)?;
        }
        self.statements(&s.orelse)?;
        self.statements(&s.finalbody)
    }

    fn import(&mut self, alias: &Alias) -> Result {
        if &*alias.name == "*" {
            if self.scope().kind != ScopeKind::Module {
                return Err(self.source.error(alias.range, "import * only allowed at module level"));
            }
            return Ok(());
        }
        let bound = match &alias.asname {
            Some(name) => name.as_str(),
            None => alias.name.split('.').next().unwrap_or_default(),
        };
        self.define(bound, Flags::IMPORT, alias.range)
    }

    /// `global` and `nonlocal`.
    fn directive(&mut self, name: &str, name_range: TextRange, range: TextRange, flag: Flags) -> Result {
        let word = if flag == Flags::GLOBAL { "global" } else { "nonlocal" };
        let mangled = mangle(self.private.as_deref(), name).into_owned();
        let known = self.scope().symbols.get(&mangled).unwrap_or_default().flags;
        let message = if known.has(Flags::PARAM) {
            format!("name '{name}' is parameter and {word}")
        } else if known.has(Flags::USE) {
            format!("name '{name}' is used prior to {word} declaration")
        } else if known.has(Flags::ANNOT) {
            format!("annotated name '{name}' can't be {word}")
        } else if known.has(Flags::LOCAL) {
            format!("name '{name}' is assigned to before {word} declaration")
        } else {
            let scope = self.current();
            self.directives.push(Directive { scope, name: mangled.into(), range });
            return self.define(name, flag, name_range);
        };
        Err(self.source.error(range, message))
    }
}

/// Statements whose parts may be passed over.
pub(crate) fn is_conditional(stmt: &Stmt) -> bool {
    matches!(
        stmt,
        Stmt::If(_) | Stmt::For(_) | Stmt::While(_) | Stmt::With(_) | Stmt::Try(_) | Stmt::Match(_)
    )
}
