//! What CPython's compiler warns of.
//!
//! In its order: what the tokenizer sees ([`literals`]), control flow that leaves a `finally` block
//! ([`leaves`]), and, where the text is known to compile so far, likely mistakes ([`mistakes`]).

mod leaves;
mod literals;
mod mistakes;

use ruff_python_ast::Mod;
use ruff_text_size::TextSize;

use crate::source::Source;

/// A `SyntaxWarning`: the text compiles, and likely does not what was meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SyntaxWarning {
    /// The warning's text.
    pub message: String,
    /// The line it is about, from 1.
    pub line: u32,
}

impl SyntaxWarning {
    fn new(source: &Source<'_>, at: TextSize, message: impl Into<String>) -> SyntaxWarning {
        SyntaxWarning { message: message.into(), line: source.line(at) }
    }
}

/// The warnings of a tree that was parsed.
pub(crate) fn of_parsed(source: &Source<'_>, tree: &Mod) -> Vec<SyntaxWarning> {
    let mut found = literals::find(source, tree);
    found.extend(leaves::find(source, tree));
    found
}

/// The warnings of a tree whose names are in order.
pub(crate) fn of_checked(source: &Source<'_>, tree: &Mod) -> Vec<SyntaxWarning> {
    mistakes::find(source, tree)
}
