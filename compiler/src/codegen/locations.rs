//! Places that differ from the node's own range.

use ruff_python_ast::{Decorator, ExprAttribute};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::codegen::Compiler;
use crate::ir::Loc;

impl Compiler<'_> {
    /// A function's or class's range without its decorators.
    pub(super) fn definition_range(&self, range: TextRange, decorators: &[Decorator]) -> TextRange {
        let start = decorators.last().map_or(range.start(), |last| self.source.skip_trivia(last.end()));
        self.compound_range(TextRange::new(start, range.end()))
    }

    /// A compound statement's range; a semicolon behind its last statement belongs to it.
    pub(super) fn compound_range(&self, range: TextRange) -> TextRange {
        let behind = &self.source.text[range.end().to_usize()..];
        let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        if behind[blanks..].starts_with(';') {
            TextRange::new(range.start(), range.end() + TextSize::new(blanks as u32 + 1))
        } else {
            range
        }
    }

    /// The line a code object starts at: that of the first decorator, if there is one.
    pub(super) fn first_line(&self, start: TextSize, decorators: &[Decorator]) -> u32 {
        let start = decorators.first().map_or(start, |d| d.expression.start());
        self.source.line(start)
    }

    /// The place of an attribute access that spans lines starts at the attribute's name.
    pub(super) fn start_at_attribute(&self, mut loc: Loc, attribute: &ExprAttribute) -> Loc {
        let at = self.loc(attribute);
        if loc.line == at.end_line {
            return loc;
        }
        loc.line = at.end_line;
        let length = attribute.attr.as_str().chars().count() as i32;
        if length <= at.end_col {
            loc.col = at.end_col - length;
        } else {
            loc.col = -1;
            loc.end_col = -1;
        }
        loc.end_line = loc.end_line.max(loc.line);
        if loc.line == loc.end_line {
            loc.end_col = loc.end_col.max(loc.col);
        }
        loc
    }
}
