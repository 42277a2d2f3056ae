//! Escapes that mean nothing, and numbers that run into a keyword.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    BytesLiteral, Expr, FString, InterpolatedStringElement, InterpolatedStringElements, Mod, StringLiteral,
    TString,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::source::Source;
use crate::warnings::SyntaxWarning;

/// The warnings of a tree, in the order of the text.
pub(super) fn find(source: &Source<'_>, tree: &Mod) -> Vec<SyntaxWarning> {
    let mut search = Search { source, found: Vec::new() };
    match tree {
        Mod::Module(module) => search.visit_body(&module.body),
        Mod::Expression(module) => search.visit_expr(&module.body),
    }
    search.found.sort_by_key(|(at, _)| *at);
    search.found.into_iter().map(|(at, message)| SyntaxWarning::new(source, at, message)).collect()
}

struct Search<'a> {
    source: &'a Source<'a>,
    found: Vec<(TextSize, String)>,
}

/// What may stand behind a backslash in text and in bytes; digits are octal.
const ESCAPES: &str = "\n\r\\'\"abfnrtv01234567x";
const TEXT_ESCAPES: &str = "NuU";

impl Search<'_> {
    fn slice(&self, range: TextRange) -> &str {
        &self.source.text[range]
    }

    /// The letters before the quote of a literal.
    fn prefix(&self, range: TextRange) -> String {
        self.slice(range).chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_lowercase()
    }

    fn literal(&mut self, range: TextRange, bytes: bool) {
        let prefix = self.prefix(range);
        if !prefix.contains('r') {
            self.escapes(TextRange::new(range.start() + TextSize::of(&*prefix), range.end()), bytes);
        }
    }

    /// Tells the first bad escape of a piece of a literal.
    fn escapes(&mut self, range: TextRange, bytes: bool) {
        let mut from = range.start();
        while let Some(offset) = self.slice(TextRange::new(from, range.end())).find('\\') {
            let at = from + TextSize::new(offset as u32);
            // The character may be the brace behind a piece of an f-string.
            let rest = &self.source.text[at.to_usize() + 1..];
            let Some(escaped) = rest.chars().next() else { return };
            if let Some(message) = complaint(rest, escaped, bytes) {
                self.found.push((at, message));
                return;
            }
            from = (at + TextSize::new(1) + TextSize::of(escaped)).min(range.end());
        }
    }

    fn elements(&mut self, elements: &InterpolatedStringElements, raw: bool) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(piece) if !raw => self.escapes(piece.range, false),
                InterpolatedStringElement::Literal(_) => {}
                InterpolatedStringElement::Interpolation(part) => {
                    self.visit_expr(&part.expression);
                    if let Some(spec) = &part.format_spec {
                        self.elements(&spec.elements, raw);
                    }
                }
            }
        }
    }

    fn number(&mut self, range: TextRange) {
        let rest = &self.source.text[range.end().to_usize()..];
        let keywords = ["and", "else", "for", "if", "in", "is", "not", "or"];
        if !keywords.iter().any(|keyword| rest.starts_with(keyword)) {
            return;
        }
        let text = self.slice(range).to_ascii_lowercase();
        let kind = match (text.get(..2), text.ends_with('j')) {
            (Some("0x"), _) => "hexadecimal",
            (Some("0o"), _) => "octal",
            (Some("0b"), _) => "binary",
            (_, true) => "imaginary",
            _ => "decimal",
        };
        self.found.push((range.start(), format!("invalid {kind} literal")));
    }
}

/// What there is to say of the escape that begins `rest`, its backslash left out.
fn complaint(rest: &str, escaped: char, bytes: bool) -> Option<String> {
    let (kind, shown) = if matches!(escaped, '4'..='7') {
        let digits: String = rest.chars().take(3).take_while(|c| matches!(c, '0'..='7')).collect();
        if digits.len() < 3 {
            return None;
        }
        ("octal escape", digits)
    } else if !escaped.is_ascii() || ESCAPES.contains(escaped) || !bytes && TEXT_ESCAPES.contains(escaped) {
        return None;
    } else {
        ("escape", escaped.to_string())
    };
    Some(format!(
        "\"\\{shown}\" is an invalid {kind} sequence. Such sequences will not work in the future. \
         Did you mean \"\\\\{shown}\"? A raw string is also an option."
    ))
}

impl<'a> Visitor<'a> for Search<'_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::NumberLiteral(number) = expr {
            self.number(number.range());
        }
        visitor::walk_expr(self, expr);
    }

    fn visit_string_literal(&mut self, literal: &'a StringLiteral) {
        self.literal(literal.range, false);
    }

    fn visit_bytes_literal(&mut self, literal: &'a BytesLiteral) {
        self.literal(literal.range, true);
    }

    fn visit_f_string(&mut self, literal: &'a FString) {
        let raw = self.prefix(literal.range).contains('r');
        self.elements(&literal.elements, raw);
    }

    fn visit_t_string(&mut self, literal: &'a TString) {
        let raw = self.prefix(literal.range).contains('r');
        self.elements(&literal.elements, raw);
    }
}
