//! The constructs of the grammar that are not compiled: refused by name.

use ruff_python_ast::{Expr, Stmt, TypeParams};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::error::CompileError;
use crate::symtable::build::{Builder, Result};

impl Builder<'_> {
    fn unsupported(&self, range: TextRange, what: &str) -> CompileError {
        self.source.error(range, format!("{what} not supported yet"))
    }

    /// The keyword that a statement starts with.
    fn keyword(start: TextSize, word: &str) -> TextRange {
        TextRange::at(start, TextSize::of(word))
    }

    pub(super) fn refuse_statement(&self, stmt: &Stmt) -> Result {
        Err(match stmt {
            Stmt::TypeAlias(s) => {
                self.unsupported(Self::keyword(s.range.start(), "type"), "'type' statement is")
            }
            other => self.source.error(other.range(), "invalid syntax"),
        })
    }

    pub(super) fn refuse_expression(&self, expr: &Expr) -> Result {
        Err(match expr {
            Expr::TString(e) => self.unsupported(e.range, "template string is"),
            Expr::DictComp(e) => {
                let stars = self.source.skip_trivia(e.range.start() + TextSize::from(1));
                let range = TextRange::at(stars, TextSize::of("**"));
                self.source.error(range, "dict unpacking cannot be used in dict comprehension")
            }
            other => self.source.error(other.range(), "invalid syntax"),
        })
    }

    pub(super) fn refuse_type_params(&self, params: Option<&TypeParams>) -> Result {
        match params {
            Some(params) => Err(self.unsupported(params.range, "type parameters are")),
            None => Ok(()),
        }
    }
}
