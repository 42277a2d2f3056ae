//! Control flow that leaves a `finally` block.
//!
//! `return`, `break` and `continue` there drop the exception that the block was entered with (PEP 765).
//! Only the innermost function, loop or `finally` body around the statement decides, as in CPython: a
//! `return` in a loop of the block is not told.

use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::{Mod, Stmt};
use ruff_text_size::Ranged;

use crate::source::Source;
use crate::warnings::SyntaxWarning;

/// The warnings of a tree, in the order of the text.
pub(super) fn find(source: &Source<'_>, tree: &Mod) -> Vec<SyntaxWarning> {
    let mut search = Search { source, around: None, found: Vec::new() };
    if let Mod::Module(module) = tree {
        search.visit_body(&module.body);
    }
    search.found
}

/// What control flow leaves first.
#[derive(Clone, Copy, PartialEq)]
enum Around {
    Function,
    Loop,
    Finally,
}

struct Search<'a> {
    source: &'a Source<'a>,
    around: Option<Around>,
    found: Vec<SyntaxWarning>,
}

impl<'a> Search<'a> {
    fn body(&mut self, around: Around, body: &'a [Stmt]) {
        let outside = self.around.replace(around);
        self.visit_body(body);
        self.around = outside;
    }

    fn leaves(&mut self, keyword: &str, stmt: &Stmt) {
        if self.around == Some(Around::Finally) {
            let message = format!("'{keyword}' in a 'finally' block");
            self.found.push(SyntaxWarning::new(self.source, stmt.start(), message));
        }
    }
}

impl<'a> StatementVisitor<'a> for Search<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Return(_) => self.leaves("return", stmt),
            Stmt::Break(_) => self.leaves("break", stmt),
            Stmt::Continue(_) => self.leaves("continue", stmt),
            Stmt::FunctionDef(def) => self.body(Around::Function, &def.body),
            Stmt::For(s) => {
                self.body(Around::Loop, &s.body);
                self.visit_body(&s.orelse);
            }
            Stmt::While(s) => {
                self.body(Around::Loop, &s.body);
                self.visit_body(&s.orelse);
            }
            Stmt::Try(s) => {
                self.visit_body(&s.body);
                s.handlers.iter().for_each(|handler| self.visit_except_handler(handler));
                self.visit_body(&s.orelse);
                self.body(Around::Finally, &s.finalbody);
            }
            _ => walk_stmt(self, stmt),
        }
    }
}
