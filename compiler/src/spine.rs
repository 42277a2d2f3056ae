//! Long chains of binary operators, walked without recursion.

use ruff_python_ast::{Expr, ExprBinOp};

/// The leftmost operand of a chain `a + b + c …` and its operations, the outermost first.
///
/// `1+1+…` with 100,000 terms is a tree 100,000 levels deep on the left: whoever walks it operand by
/// operand needs neither stack nor more than linear time.
pub(crate) fn left_spine(expr: &Expr) -> (&Expr, Vec<&ExprBinOp>) {
    let mut operations = Vec::new();
    let mut first = expr;
    while let Expr::BinOp(op) = first {
        operations.push(op);
        first = &op.left;
    }
    (first, operations)
}
