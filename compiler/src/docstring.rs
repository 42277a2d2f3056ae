//! Docstrings: which statement is one, and its text without the source's indentation.

use ruff_python_ast::visitor::transformer::{Transformer, walk_body, walk_stmt};
use ruff_python_ast::{Expr, ExprStringLiteral, Mod, Stmt, StmtPass, Suite};
use ruff_text_size::Ranged;

/// The string literal that a body starts with.
pub(crate) fn docstring(body: &[Stmt]) -> Option<&ExprStringLiteral> {
    match body.first()? {
        Stmt::Expr(s) => match &*s.value {
            Expr::StringLiteral(literal) => Some(literal),
            _ => None,
        },
        _ => None,
    }
}

/// Takes the docstrings out of a tree; `pass` stands where nothing else does. What is typed at a prompt has none of
/// its own.
pub(crate) fn strip(tree: &mut Mod, interactive: bool) {
    let Mod::Module(module) = tree else { return };
    if !interactive {
        strip_first(&mut module.body);
    }
    walk_body(&Stripper, &mut module.body);
}

struct Stripper;

impl Transformer for Stripper {
    fn visit_stmt(&self, stmt: &mut Stmt) {
        match stmt {
            Stmt::FunctionDef(function) => strip_first(&mut function.body),
            Stmt::ClassDef(class) => strip_first(&mut class.body),
            _ => {}
        }
        walk_stmt(self, stmt);
    }
}

fn strip_first(body: &mut Suite) {
    let Some(range) = docstring(body).map(|_| body[0].range()) else { return };
    body.remove(0);
    let pass = |range| Stmt::Pass(StmtPass { node_index: Default::default(), range });
    // Another string that comes first now is none.
    if let Some(range) = docstring(body).map(|_| body[0].range()) {
        body[0] = pass(range);
    } else if body.is_empty() {
        body.push(pass(range));
    }
}

/// Removes the indentation that all lines but the first share, as `inspect.cleandoc` does, with tabs
/// counted as in the source; blank lines lose theirs.
pub(crate) fn clean(doc: &str) -> String {
    let doc = expand_tabs(doc);
    let first_end = doc.find('\n').unwrap_or(doc.len());
    let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let margin = doc[first_end..]
        .split('\n')
        .skip(1)
        .filter(|line| line.len() > indent_of(line))
        .map(indent_of)
        .min()
        .unwrap_or(0);
    let mut cleaned = doc[..first_end].trim_start_matches(' ').to_owned();
    for line in doc[first_end..].split('\n').skip(1) {
        cleaned.push('\n');
        cleaned.push_str(&line[indent_of(line).min(margin)..]);
    }
    cleaned
}

fn expand_tabs(doc: &str) -> String {
    if !doc.contains('\t') {
        return doc.to_owned();
    }
    let mut expanded = String::with_capacity(doc.len() + 8);
    let mut column = 0;
    for c in doc.chars() {
        match c {
            '\t' => {
                let width = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' | '\r' => {
                expanded.push(c);
                column = 0;
            }
            _ => {
                expanded.push(c);
                column += 1;
            }
        }
    }
    expanded
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn common_indentation_is_removed() {
        assert_eq!(clean("one line"), "one line");
        assert_eq!(clean("  first\n    second\n      third\n    "), "first\nsecond\n  third\n");
        assert_eq!(clean("first\n\n\tsecond"), "first\n\nsecond");
        assert_eq!(clean("first\n  \n    second\n  third"), "first\n\n  second\nthird");
    }
}
