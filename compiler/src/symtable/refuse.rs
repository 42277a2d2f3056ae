//! The constructs of the grammar that are not compiled: refused by name.

use ruff_python_ast::Expr;
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::symtable::build::{Builder, Result};

impl Builder<'_> {
    pub(super) fn refuse_expression(&self, expr: &Expr) -> Result {
        Err(match expr {
            Expr::DictComp(e) => {
                let stars = self.source.skip_trivia(e.range.start() + TextSize::from(1));
                let range = TextRange::at(stars, TextSize::of("**"));
                self.source.error(range, "dict unpacking cannot be used in dict comprehension")
            }
            other => self.source.error(other.range(), "invalid syntax"),
        })
    }
}
