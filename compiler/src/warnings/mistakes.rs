//! Likely mistakes: `is` with a literal, calls and subscriptions of what has none, assertions that are
//! always true.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{CmpOp, Expr, ExprCompare, ExprSubscript, Mod, Number, Stmt, StmtAssert};
use ruff_text_size::Ranged;

use crate::source::Source;
use crate::warnings::SyntaxWarning;

/// The warnings of a tree, in the order in which it is compiled.
pub(super) fn find(source: &Source<'_>, tree: &Mod) -> Vec<SyntaxWarning> {
    let mut search = Search { source, found: Vec::new() };
    match tree {
        Mod::Module(module) => search.visit_body(&module.body),
        Mod::Expression(module) => search.visit_expr(&module.body),
    }
    search.found
}

struct Search<'a> {
    source: &'a Source<'a>,
    found: Vec<SyntaxWarning>,
}

/// Name of the type that a display or a constant has.
fn type_of(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::TString(_) => "string.templatelib.Template",
        Expr::FString(_) | Expr::StringLiteral(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::BooleanLiteral(_) => "bool",
        Expr::NumberLiteral(number) => match number.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        _ => return None,
    })
}

fn is_constant(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::BooleanLiteral(_)
    )
}

/// Whether identity with this says nothing: a constant that is no singleton, or a tuple of constants.
fn has_no_identity(expr: &Expr) -> bool {
    match expr {
        Expr::Tuple(tuple) => tuple.elts.iter().all(is_constant),
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => true,
        _ => false,
    }
}

impl Search<'_> {
    fn warn(&mut self, at: &impl Ranged, message: String) {
        self.found.push(SyntaxWarning::new(self.source, at.start(), message));
    }

    fn compare(&mut self, compare: &ExprCompare) {
        let mut left = &*compare.left;
        for (op, right) in compare.ops.iter().zip(&compare.comparators) {
            let (shown, instead) = match op {
                CmpOp::Is => ("is", "=="),
                CmpOp::IsNot => ("is not", "!="),
                _ => ("", ""),
            };
            let literal = [left, right].into_iter().find(|side| has_no_identity(side));
            if let Some(name) = literal.and_then(type_of).filter(|_| !shown.is_empty()) {
                let message = format!("\"{shown}\" with '{name}' literal. Did you mean \"{instead}\"?");
                return self.warn(compare, message);
            }
            left = right;
        }
    }

    fn call(&mut self, callee: &Expr) {
        if matches!(callee, Expr::Lambda(_)) {
            return;
        }
        if let Some(name) = type_of(callee) {
            self.warn(callee, format!("'{name}' object is not callable; perhaps you missed a comma?"));
        }
    }

    fn subscript(&mut self, subscript: &ExprSubscript) {
        let value = &*subscript.value;
        let Some(name) = type_of(value) else { return };
        match name {
            "tuple" | "list" | "str" | "bytes" => {}
            "dict" => return,
            _ => {
                let message = format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
                return self.warn(value, message);
            }
        }
        match type_of(&subscript.slice) {
            None | Some("int" | "bool") => {}
            Some(index) => {
                let message = format!(
                    "{name} indices must be integers or slices, not {index}; perhaps you missed a comma?"
                );
                self.warn(value, message);
            }
        }
    }

    fn assert(&mut self, stmt: &StmtAssert) {
        if matches!(&*stmt.test, Expr::Tuple(tuple) if !tuple.elts.is_empty()) {
            self.warn(stmt, "assertion is always true, perhaps remove parentheses?".to_owned());
        }
    }
}

impl<'a> Visitor<'a> for Search<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::Assert(assert) = stmt {
            self.assert(assert);
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Compare(compare) => self.compare(compare),
            Expr::Call(call) => self.call(&call.func),
            Expr::Subscript(subscript) if subscript.ctx.is_load() => self.subscript(subscript),
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}
