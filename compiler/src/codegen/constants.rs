//! Literals.

use genjit_bytecode::Constant;
use num_bigint::BigInt;
use ruff_python_ast::{Expr, ExprNumberLiteral, ExprSlice, Int, Number};
use ruff_text_size::TextRange;

use crate::codegen::{Compiler, Result};
use crate::error::CompileError;
use crate::source::Source;

/// Longest decimal integer literal, in digits: conversion is quadratic.
const MAX_DECIMAL_DIGITS: usize = 4300;

impl Compiler<'_> {
    /// The value of a literal; `None` for any other expression.
    pub(super) fn literal(&self, expr: &Expr) -> Result<Option<Constant>> {
        Ok(Some(match expr {
            Expr::StringLiteral(e) => {
                refuse_surrogates(self.source, e.value.to_str(), e.range)?;
                Constant::Str(e.value.to_str().into())
            }
            Expr::BytesLiteral(e) => Constant::Bytes(e.value.bytes().collect()),
            Expr::NumberLiteral(e) => number(self.source, e)?,
            Expr::BooleanLiteral(e) => Constant::Bool(e.value),
            Expr::NoneLiteral(_) => Constant::None,
            Expr::EllipsisLiteral(_) => Constant::Ellipsis,
            Expr::Name(e) if &*e.id == "__debug__" => Constant::Bool(!self.optimize),
            _ => return Ok(None),
        }))
    }

    /// A slice of literals.
    pub(super) fn literal_slice(&self, slice: &Expr) -> Result<Option<Constant>> {
        let Expr::Slice(ExprSlice { lower, upper, step, .. }) = slice else { return Ok(None) };
        let mut parts = [Constant::None, Constant::None, Constant::None];
        for (part, bound) in parts.iter_mut().zip([lower, upper, step]) {
            let Some(bound) = bound else { continue };
            match self.literal(bound)? {
                Some(value) => *part = value,
                None => return Ok(None),
            }
        }
        Ok(Some(Constant::Slice(Box::new(parts))))
    }
}

/// Whether the expression is a literal.
pub(super) fn is_literal(expr: &Expr) -> bool {
    match expr {
        Expr::Name(e) => &*e.id == "__debug__",
        other => other.is_literal_expr(),
    }
}

fn number(source: &Source<'_>, e: &ExprNumberLiteral) -> Result<Constant> {
    Ok(match &e.value {
        Number::Int(i) => Constant::Int(int(source, e, i)?),
        Number::Float(f) => Constant::Float(*f),
        Number::Complex { real, imag } => Constant::Complex { real: *real, imag: *imag },
    })
}

fn int(source: &Source<'_>, e: &ExprNumberLiteral, value: &Int) -> Result<BigInt> {
    if let Some(small) = value.as_u64() {
        return Ok(BigInt::from(small));
    }
    let text = value.to_string().replace('_', "");
    let radix = match text.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0o" | "0O") => 8,
        Some("0b" | "0B") => 2,
        _ => 10,
    };
    let digits = if radix == 10 { &text[..] } else { &text[2..] };
    if radix == 10 && digits.len() > MAX_DECIMAL_DIGITS {
        let message = format!(
            "Exceeds the limit ({MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has {} \
             digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge \
             integer literals to avoid decimal conversion limits.",
            digits.len()
        );
        return Err(source.error(e.range, message));
    }
    BigInt::parse_bytes(digits.as_bytes(), radix)
        .ok_or_else(|| CompileError::internal("an integer literal that is none"))
}

/// What the parser puts for an escape that names a surrogate.
const REPLACEMENT: char = '\u{fffd}';

/// Text is made of Unicode scalar values, so an escape such as `\\ud800` has no value here.
fn refuse_surrogates(source: &Source<'_>, text: &str, range: TextRange) -> Result {
    let written = &source.text[range];
    if !text.contains(REPLACEMENT) || written.contains(REPLACEMENT) {
        return Ok(());
    }
    let lower = written.to_ascii_lowercase();
    let surrogate = ["\\ud8", "\\ud9", "\\uda", "\\udb", "\\udc", "\\udd", "\\ude", "\\udf", "\\u0000d"]
        .iter()
        .any(|escape| lower.contains(escape));
    if surrogate {
        return Err(source.error(range, "surrogate escapes in string literals are not supported yet"));
    }
    Ok(())
}
