//! f-strings and t-strings.

use std::borrow::Cow;

use genjit_bytecode::Opcode;
use ruff_python_ast::{
    ConversionFlag, ExprFString, ExprTString, FStringPart, InterpolatedElement, InterpolatedStringElement,
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

/// The bit that every `BUILD_INTERPOLATION` has.
const INTERPOLATION: u32 = 2;

/// How a value is converted, as an operand of `CONVERT_VALUE`.
fn conversion(e: &InterpolatedElement) -> Option<u32> {
    match e.conversion {
        ConversionFlag::Str => Some(CONVERT_STR),
        ConversionFlag::Repr => Some(CONVERT_REPR),
        ConversionFlag::Ascii => Some(CONVERT_ASCII),
        ConversionFlag::None if e.debug_text.is_some() && e.format_spec.is_none() => Some(CONVERT_REPR),
        ConversionFlag::None => None,
    }
}

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
        if let Some(conversion) = conversion(e) {
            self.op_arg(loc, Opcode::CONVERT_VALUE, conversion);
        }
        if self.format_spec(e)? {
            self.op(loc, Opcode::FORMAT_WITH_SPEC);
        } else {
            self.op(loc, Opcode::FORMAT_SIMPLE);
        }
        Ok(())
    }

    /// The text behind the colon, if there is a colon.
    fn format_spec(&mut self, e: &'a InterpolatedElement) -> Result<bool> {
        let Some(spec) = &e.format_spec else { return Ok(false) };
        let mut parts = Vec::new();
        self.collect(&mut parts, &spec.elements);
        // The specification starts at its colon.
        let start = spec.range.start() - TextSize::from(1);
        let spec_loc = self.source.loc(TextRange::new(start, spec.range.end()));
        self.join_parts(spec_loc, parts)?;
        Ok(true)
    }

    /// `t"…"`: a tuple of the texts around the interpolations, of which there is one more than of these, then a
    /// tuple of the interpolations.
    pub(super) fn tstring(&mut self, loc: Loc, e: &'a ExprTString) -> Result {
        let mut parts = Vec::new();
        for part in &e.value {
            self.collect(&mut parts, &part.elements);
        }
        let (mut texts, mut between) = (0, true);
        for part in &parts {
            match part {
                Part::Text(text, loc) => {
                    self.load_str(*loc, text);
                    between = false;
                    texts += 1;
                }
                Part::Value(_) => {
                    if std::mem::replace(&mut between, true) {
                        self.load_str(loc, "");
                        texts += 1;
                    }
                }
            }
        }
        if between {
            self.load_str(loc, "");
            texts += 1;
        }
        self.op_arg(loc, Opcode::BUILD_TUPLE, texts);
        let mut values = 0;
        for part in parts {
            if let Part::Value(e) = part {
                self.interpolation_object(e)?;
                values += 1;
            }
        }
        self.op_arg(loc, Opcode::BUILD_TUPLE, values);
        self.op(loc, Opcode::BUILD_TEMPLATE);
        Ok(())
    }

    fn interpolation_object(&mut self, e: &'a InterpolatedElement) -> Result {
        self.expr(&e.expression)?;
        let loc = self.source.loc(e.range());
        let text = self.expression_text(e);
        self.load_str(loc, &text);
        let has_spec = self.format_spec(e)?;
        let flags = INTERPOLATION | u32::from(has_spec) | conversion(e).unwrap_or(0) << 2;
        self.op_arg(loc, Opcode::BUILD_INTERPOLATION, flags);
        Ok(())
    }

    /// The text between the brace and what ends the expression, without comments and the white space at its end.
    fn expression_text(&self, e: &InterpolatedElement) -> String {
        let text = &self.source.text[..e.range.end().to_usize()];
        let (start, mut end) = (e.range.start().to_usize() + 1, e.expression.range().end().to_usize());
        let mut in_comment = false;
        for c in text[end..].chars() {
            match c {
                '\n' => in_comment = false,
                '#' => in_comment = true,
                '=' | '!' | ':' | '}' if !in_comment => break,
                _ => {}
            }
            end += c.len_utf8();
        }
        without_comments(&text[start..end]).trim_end().to_owned()
    }
}

/// The text of an expression without its comments.
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
