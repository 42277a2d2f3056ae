//! f-strings.

use std::borrow::Cow;

use genjit_bytecode::Opcode;
use ruff_python_ast::{
    ConversionFlag, ExprFString, FStringPart, InterpolatedElement, InterpolatedStringElement,
    InterpolatedStringElements,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::codegen::displays::STACK_USE_GUIDELINE;
use crate::codegen::names::AttrOp;
use crate::codegen::{Compiler, Result};
use crate::ir::Loc;

/// `CONVERT_VALUE` operands.
pub(super) const CONVERT_STR: u32 = 1;
pub(super) const CONVERT_REPR: u32 = 2;
pub(super) const CONVERT_ASCII: u32 = 3;

/// A part of an f-string; neighbouring texts are joined.
pub(super) enum Part<'a> {
    Text(String, Loc),
    Value(&'a InterpolatedElement),
}

impl<'a> Compiler<'a> {
    pub(super) fn fstring(&mut self, loc: Loc, e: &'a ExprFString) -> Result {
        let mut parts = Vec::new();
        for part in &e.value {
            match part {
                FStringPart::Literal(literal) => self.push_text(&mut parts, &literal.value, literal.range),
                FStringPart::FString(f) => self.collect(&mut parts, &f.elements),
            }
        }
        self.join_parts(loc, parts)
    }

    fn push_text(&self, parts: &mut Vec<Part<'a>>, text: &str, range: TextRange) {
        if text.is_empty() {
            return;
        }
        let loc = self.source.loc(range);
        if let Some(Part::Text(joined, place)) = parts.last_mut() {
            joined.push_str(text);
            (place.end_line, place.end_col) = (loc.end_line, loc.end_col);
        } else {
            parts.push(Part::Text(text.to_owned(), loc));
        }
    }

    fn collect(&self, parts: &mut Vec<Part<'a>>, elements: &'a InterpolatedStringElements) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(l) => self.push_text(parts, &l.value, l.range),
                InterpolatedStringElement::Interpolation(e) => {
                    if let Some(debug) = &e.debug_text {
                        // `{x=}` shows its own text, which starts behind the brace.
                        let start = e.range.start() + TextSize::from(1);
                        let range = TextRange::at(start, TextSize::of(debug.as_str()));
                        self.push_text(parts, &without_comments(debug.as_str()), range);
                    }
                    parts.push(Part::Value(e));
                }
            }
        }
    }

    pub(super) fn join_parts(&mut self, loc: Loc, parts: Vec<Part<'a>>) -> Result {
        let count = parts.len();
        if count > STACK_USE_GUIDELINE {
            self.load_str(loc, "");
            self.attr_op(loc, AttrOp::LoadMethod, "join");
            self.op_arg(loc, Opcode::BUILD_LIST, 0);
            for part in parts {
                self.part(part)?;
                self.op_arg(loc, Opcode::LIST_APPEND, 1);
            }
            self.op_arg(loc, Opcode::CALL, 1);
            return Ok(());
        }
        for part in parts {
            self.part(part)?;
        }
        match count {
            0 => self.load_str(loc, ""),
            1 => {}
            _ => self.op_arg(loc, Opcode::BUILD_STRING, count as u32),
        }
        Ok(())
    }

    fn part(&mut self, part: Part<'a>) -> Result {
        match part {
            Part::Text(text, loc) => {
                self.load_str(loc, &text);
                Ok(())
            }
            Part::Value(e) => self.interpolation(e),
        }
    }

    fn interpolation(&mut self, e: &'a InterpolatedElement) -> Result {
        self.expr(&e.expression)?;
        let loc = self.source.loc(e.range());
        let conversion = match e.conversion {
            ConversionFlag::Str => Some(CONVERT_STR),
            ConversionFlag::Repr => Some(CONVERT_REPR),
            ConversionFlag::Ascii => Some(CONVERT_ASCII),
            ConversionFlag::None if e.debug_text.is_some() && e.format_spec.is_none() => Some(CONVERT_REPR),
            ConversionFlag::None => None,
        };
        if let Some(conversion) = conversion {
            self.op_arg(loc, Opcode::CONVERT_VALUE, conversion);
        }
        let Some(spec) = &e.format_spec else {
            self.op(loc, Opcode::FORMAT_SIMPLE);
            return Ok(());
        };
        let mut parts = Vec::new();
        self.collect(&mut parts, &spec.elements);
        // The specification starts at its colon.
        let start = spec.range.start() - TextSize::from(1);
        let spec_loc = self.source.loc(TextRange::new(start, spec.range.end()));
        self.join_parts(spec_loc, parts)?;
        self.op(loc, Opcode::FORMAT_WITH_SPEC);
        Ok(())
    }
}

/// The text of a `{x=}` expression without its comments.
fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains('#') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let (mut quote, mut in_comment) = (None, false);
    for c in text.chars() {
        match c {
            '\n' => in_comment = false,
            _ if in_comment => continue,
            '#' if quote.is_none() => {
                in_comment = true;
                continue;
            }
            '\'' | '"' if quote == Some(c) => quote = None,
            '\'' | '"' if quote.is_none() => quote = Some(c),
            _ => {}
        }
        kept.push(c);
    }
    Cow::Owned(kept)
}
