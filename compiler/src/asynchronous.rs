//! Asynchronous constructs that are compiled, but that the runtime does not run.
//!
//! `async def` itself is run: its coroutine is sent to like a generator. What waits for others is not.

use ruff_python_ast::visitor::{Visitor, walk_comprehension, walk_expr, walk_stmt};
use ruff_python_ast::{Comprehension, Expr, Mod, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::error::CompileError;
use crate::source::Source;

/// The error that names the first such construct.
pub(crate) fn refuse(source: &Source<'_>, tree: &Mod) -> Result<(), CompileError> {
    let mut search = Search { in_async_def: false, found: None };
    match tree {
        Mod::Module(module) => search.visit_body(&module.body),
        Mod::Expression(expression) => search.visit_expr(&expression.body),
    }
    match search.found {
        Some((range, what)) => Err(source.error(range, format!("{what} is not supported yet"))),
        None => Ok(()),
    }
}

struct Search {
    in_async_def: bool,
    found: Option<(TextRange, &'static str)>,
}

impl Search {
    fn find(&mut self, range: TextRange, what: &'static str) {
        self.found.get_or_insert((range, what));
    }

    /// The same at the keyword that the construct starts with.
    fn find_keyword(&mut self, range: TextRange, keyword: &str, what: &'static str) {
        self.find(TextRange::at(range.start(), TextSize::of(keyword)), what);
    }

    fn function(&mut self, is_async: bool, walk: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.in_async_def, is_async);
        walk(self);
        self.in_async_def = outside;
    }
}

impl<'a> Visitor<'a> for Search {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => return self.function(def.is_async, |s| walk_stmt(s, stmt)),
            Stmt::For(s) if s.is_async => self.find_keyword(s.range, "async", "'async for' statement"),
            Stmt::With(s) if s.is_async => self.find_keyword(s.range, "async", "'async with' statement"),
            _ => {}
        }
        walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Lambda(_) => return self.function(false, |s| walk_expr(s, expr)),
            Expr::Await(e) => self.find_keyword(e.range, "await", "'await' expression"),
            Expr::Yield(e) if self.in_async_def => self.find(e.range(), "asynchronous generator"),
            _ => {}
        }
        walk_expr(self, expr);
    }

    fn visit_comprehension(&mut self, comprehension: &'a Comprehension) {
        if comprehension.is_async {
            self.find_keyword(comprehension.range, "async", "asynchronous comprehension");
        }
        walk_comprehension(self, comprehension);
    }
}
