//! `"…" % (a, b)` with a literal format is compiled as an f-string, where the two mean the same.

use genjit_bytecode::Opcode;
use ruff_python_ast::{Expr, ExprBinOp, Operator};

use crate::codegen::displays::STACK_USE_GUIDELINE;
use crate::codegen::fstring::{CONVERT_ASCII, CONVERT_REPR, CONVERT_STR};
use crate::codegen::names::AttrOp;
use crate::codegen::{Compiler, Result};
use crate::ir::Loc;

/// Most digits of a width or precision.
const MAX_DIGITS: usize = 3;

/// A part of a format string.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    Text(String),
    /// One operand: conversion and format specification.
    Operand {
        conversion: u32,
        spec: String,
    },
}

impl<'a> Compiler<'a> {
    /// The pieces of the format, if the operation can be compiled so.
    pub(super) fn percent_format(&self, op: &ExprBinOp) -> Option<Vec<Piece>> {
        let (Expr::StringLiteral(format), Operator::Mod, Expr::Tuple(operands)) =
            (&*op.left, op.op, &*op.right)
        else {
            return None;
        };
        if operands.elts.iter().any(Expr::is_starred_expr) {
            return None;
        }
        let pieces = parse(format.value.to_str())?;
        let wanted = pieces.iter().filter(|p| matches!(p, Piece::Operand { .. })).count();
        (wanted == operands.elts.len()).then_some(pieces)
    }

    pub(super) fn formatted_percent(&mut self, op: &'a ExprBinOp) -> Result {
        let (Some(pieces), Expr::Tuple(operands)) = (self.percent_format(op), &*op.right) else {
            return Ok(());
        };
        let loc = self.loc(op);
        let count = pieces.len();
        let joined = count > STACK_USE_GUIDELINE;
        if joined {
            self.load_str(loc, "");
            self.attr_op(loc, AttrOp::LoadMethod, "join");
            self.op_arg(loc, Opcode::BUILD_LIST, 0);
        }
        let mut operands = operands.elts.iter();
        for piece in pieces {
            self.piece(piece, &mut operands)?;
            if joined {
                self.op_arg(loc, Opcode::LIST_APPEND, 1);
            }
        }
        match count {
            _ if joined => self.op_arg(loc, Opcode::CALL, 1),
            0 => self.load_str(loc, ""),
            1 => {}
            _ => self.op_arg(loc, Opcode::BUILD_STRING, count as u32),
        }
        Ok(())
    }

    fn piece(&mut self, piece: Piece, operands: &mut impl Iterator<Item = &'a Expr>) -> Result {
        match piece {
            Piece::Text(text) => self.load_str(Loc::NONE, &text),
            Piece::Operand { conversion, spec } => {
                let Some(operand) = operands.next() else { return Ok(()) };
                self.expr(operand)?;
                let loc = self.loc(operand);
                self.op_arg(loc, Opcode::CONVERT_VALUE, conversion);
                if spec.is_empty() {
                    self.op(loc, Opcode::FORMAT_SIMPLE);
                } else {
                    self.load_str(loc, &spec);
                    self.op(loc, Opcode::FORMAT_WITH_SPEC);
                }
            }
        }
        Ok(())
    }
}

/// Splits a format string; `None` if it has anything but `%s`, `%r`, `%a` and `%%`.
fn parse(format: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = format;
    while !rest.is_empty() {
        let mut text = String::new();
        // Literal text up to the next conversion.
        let conversion = loop {
            let Some(at) = rest.find('%') else {
                text.push_str(rest);
                break None;
            };
            text.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            match rest.strip_prefix('%') {
                Some(behind) => {
                    text.push('%');
                    rest = behind;
                }
                None => break Some(rest),
            }
        };
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        let Some(conversion) = conversion else { break };
        let (piece, behind) = parse_conversion(conversion)?;
        pieces.push(piece);
        rest = behind;
    }
    Some(pieces)
}

fn parse_conversion(mut rest: &str) -> Option<(Piece, &str)> {
    let left = rest.starts_with('-');
    while let Some(behind) = rest.strip_prefix('-') {
        rest = behind;
    }
    if rest.starts_with(['+', ' ', '#', '0']) {
        return None;
    }
    let width = take_digits(&mut rest)?;
    let precision = match rest.strip_prefix('.') {
        Some(behind) => {
            rest = behind;
            Some(take_digits(&mut rest)?)
        }
        None => None,
    };
    let kind = rest.chars().next()?;
    let conversion = match kind {
        's' => CONVERT_STR,
        'r' => CONVERT_REPR,
        'a' => CONVERT_ASCII,
        _ => return None,
    };
    let mut spec = String::new();
    if !width.is_empty() {
        // `%5s` pads on the left, a format specification on the right.
        if !left {
            spec.push('>');
        }
        spec.push_str(width);
    }
    if let Some(precision) = precision {
        spec.push('.');
        spec.push_str(if precision.is_empty() { "0" } else { precision });
    }
    Some((Piece::Operand { conversion, spec }, &rest[1..]))
}

/// Takes leading digits; `None` if there are too many.
fn take_digits<'s>(rest: &mut &'s str) -> Option<&'s str> {
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    if count > MAX_DIGITS {
        return None;
    }
    let (digits, behind) = rest.split_at(count);
    *rest = behind;
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::{CONVERT_REPR, CONVERT_STR, Piece, parse};

    #[test]
    fn formats_are_split() {
        let pieces = parse("a%%b%s%-5r%7.2s").expect("a format");
        let operand = |conversion, spec: &str| Piece::Operand { conversion, spec: spec.into() };
        assert_eq!(
            pieces,
            [
                Piece::Text("a%b".into()),
                operand(CONVERT_STR, ""),
                operand(CONVERT_REPR, "5"),
                operand(CONVERT_STR, ">7.2"),
            ]
        );
    }

    #[test]
    fn other_conversions_are_left_to_the_operator() {
        for format in ["%d", "%5", "%+s", "%(name)s", "%*s", "%1234s", "%"] {
            assert_eq!(parse(format), None, "{format}");
        }
    }
}
