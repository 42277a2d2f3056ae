//! What tracebacks want to know of the source text of an instruction: which part of it to point at.

use ruff_python_ast::{Expr, Mod, PythonVersion, Stmt};
use ruff_python_parser::{Mode as ParseMode, ParseOptions, parse_unchecked};
use ruff_text_size::{Ranged, TextSize};

/// Longer texts are not analysed.
const LONGEST: usize = 10_000;
/// Nor are those whose brackets nest deeper.
const DEEPEST: usize = 100;

/// A place in a text: line and column in characters, both from 0.
pub type Place = (usize, usize);

fn parse(text: &str, mode: ParseMode) -> Option<Mod> {
    let nesting = text.bytes().filter(|byte| matches!(byte, b'(' | b'[' | b'{')).count();
    if text.len() > LONGEST || nesting > DEEPEST {
        return None;
    }
    let options = ParseOptions::from(mode).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(text, options);
    parsed.errors().is_empty().then(|| parsed.into_syntax())
}

/// The operator of a binary operation, or the brackets of a subscript or call, if `segment` is one: where
/// they begin and where they end.
pub fn anchor(segment: &str) -> Option<(Place, Place)> {
    let wrapped = format!("(\n{segment}\n)");
    let Mod::Expression(module) = parse(&wrapped, ParseMode::Expression)? else { return None };
    let finder = Finder { text: &wrapped };
    match &*module.body {
        Expr::BinOp(operation) => {
            let start = finder.find(operation.left.end(), |c| !c.is_whitespace() && c != ')')?;
            let end = finder.operator_end(start, operation.right.start());
            Some((finder.place(start), finder.place(end)))
        }
        Expr::Subscript(subscript) => {
            let start = finder.find(subscript.value.end(), |c| c == '[')?;
            Some((finder.place(start), finder.place(subscript.end().to_usize())))
        }
        Expr::Call(call) => {
            let start = finder.find(call.func.end(), |c| c == '(')?;
            Some((finder.place(start), finder.place(call.end().to_usize())))
        }
        _ => None,
    }
}

/// Whether the lines are a statement `return f(...)`, `f` being a name, or `x = f(...)`, whose call
/// spans all lines from column `start` of the first to column `end` of the last.
pub fn is_plain_call(lines: &str, start: usize, end: usize) -> bool {
    let Some(Mod::Module(module)) = parse(lines, ParseMode::Module) else { return false };
    let call = match module.body.first() {
        Some(Stmt::Return(statement)) => match statement.value.as_deref() {
            Some(Expr::Call(call)) if call.func.is_name_expr() => call,
            _ => return false,
        },
        Some(Stmt::Assign(statement)) => match &*statement.value {
            Expr::Call(call) => call,
            _ => return false,
        },
        _ => return false,
    };
    let finder = Finder { text: lines };
    let last = lines.lines().count().saturating_sub(1);
    finder.line_column(call.start().to_usize()) == (0, start)
        && finder.line_column(call.end().to_usize()) == (last, end)
}

struct Finder<'a> {
    text: &'a str,
}

impl Finder<'_> {
    /// Offset of the first character from `from` on that is wanted; comments and continued lines are
    /// passed over.
    fn find(&self, from: TextSize, wanted: impl Fn(char) -> bool) -> Option<usize> {
        let from = from.to_usize();
        let mut skipping = false;
        for (at, c) in self.text[from..].char_indices() {
            match c {
                '\n' => skipping = false,
                _ if skipping => {}
                '\\' | '#' => skipping = true,
                _ if wanted(c) => return Some(from + at),
                _ => {}
            }
        }
        None
    }

    /// An operator has one character or two.
    fn operator_end(&self, start: usize, right: TextSize) -> usize {
        let second = self.text[start..].chars().nth(1);
        let is_operator = second.is_some_and(|c| !c.is_whitespace() && c != '\\' && c != '#');
        if is_operator && start + 1 < right.to_usize() { start + 2 } else { start + 1 }
    }

    /// Line and column of an offset.
    fn line_column(&self, offset: usize) -> Place {
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count(), before[line_start..].chars().count())
    }

    /// The same in the text before it was put in brackets.
    fn place(&self, offset: usize) -> Place {
        let (line, column) = self.line_column(offset);
        (line - 1, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_brackets_and_calls_are_found() {
        assert_eq!(anchor("a / b"), Some(((0, 2), (0, 3))));
        assert_eq!(anchor("(a) // b"), Some(((0, 4), (0, 6))));
        assert_eq!(anchor("table[\"a\"][5]"), Some(((0, 10), (0, 13))));
        assert_eq!(anchor("f(\n  1\n)"), Some(((0, 1), (2, 1))));
        assert_eq!(anchor("a + # one\nb"), Some(((0, 2), (0, 3))));
        assert_eq!(anchor("-a"), None);
        assert_eq!(anchor("a ="), None);
    }

    #[test]
    fn plain_calls_are_known() {
        assert!(is_plain_call("return f(n)", 7, 11));
        assert!(is_plain_call("x = a.f(n)", 4, 10));
        assert!(!is_plain_call("return a.f(n)", 7, 13));
        assert!(!is_plain_call("return f(n) + 1", 7, 11) && !is_plain_call("for x in f():", 9, 12));
    }
}
