//! Faults of the text itself: characters, strings, line continuations.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Fault;
use super::fstrings::SINGLE_BRACE;
use crate::error::{CompileError, ErrorClass};

impl Fault<'_> {
    /// The first fault of the text, wherever it is.
    pub(super) fn text_fault(&self, errors: &[ParseError]) -> Option<CompileError> {
        let lexical = errors.iter().find_map(|e| match &e.error {
            ParseErrorType::Lexical(kind) => {
                let fault = Fault { range: e.location, ..*self };
                fault
                    .lexical_error(kind, e.location == errors[0].location)
                    .map(|error| (e.location.start(), error))
            }
            _ => None,
        });
        let faults = [lexical, self.unmatched_bracket(), self.bad_number(), self.bad_prefix()];
        let (at, error) = faults.into_iter().flatten().min_by_key(|(at, _)| *at)?;
        // After an unexpected indent CPython does not read on.
        let indent = matches!(errors[0].error, ParseErrorType::UnexpectedIndentation);
        (!indent || at < self.range.start()).then_some(error)
    }

    fn lexical_error(&self, kind: &LexicalErrorType, is_first: bool) -> Option<CompileError> {
        let start = self.range.start();
        match kind {
            LexicalErrorType::UnclosedStringError => Some(self.unterminated("")),
            LexicalErrorType::FStringError(
                InterpolatedStringErrorType::UnterminatedString
                | InterpolatedStringErrorType::UnterminatedTripleQuotedString,
            ) if !self.inside_replacement_field() => Some(self.unterminated("f-")),
            LexicalErrorType::TStringError(
                InterpolatedStringErrorType::UnterminatedString
                | InterpolatedStringErrorType::UnterminatedTripleQuotedString,
            ) if !self.inside_replacement_field() => Some(self.unterminated("t-")),
            // Behind another error it is only what the parser's recovery made of the rest.
            LexicalErrorType::FStringError(InterpolatedStringErrorType::SingleRbrace) if is_first => {
                Some(self.error_point(start, format!("f-string: {SINGLE_BRACE}")))
            }
            LexicalErrorType::TStringError(InterpolatedStringErrorType::SingleRbrace) if is_first => {
                Some(self.error_point(start, format!("t-string: {SINGLE_BRACE}")))
            }
            LexicalErrorType::UnicodeError
            | LexicalErrorType::MissingUnicodeLbrace
            | LexicalErrorType::MissingUnicodeRbrace => Some(self.bad_escape()),
            LexicalErrorType::InvalidByteLiteral => {
                let range = self.enclosing_string()?;
                Some(self.error(range, "bytes can only contain ASCII literal characters"))
            }
            // Not noticed by CPython if it has found another error before.
            LexicalErrorType::IndentationError => is_first.then(|| self.bad_unindent()),
            LexicalErrorType::LineContinuationError
                if self.source.text[start.to_usize()..].trim_end().len() <= 1 =>
            {
                Some(self.continued_at_end())
            }
            LexicalErrorType::LineContinuationError => Some(self.error_open(
                start + TextSize::from(1),
                "unexpected character after line continuation character",
            )),
            LexicalErrorType::UnrecognizedToken { tok } if !tok.is_ascii() => {
                Some(self.error_point(start, describe_character(*tok)))
            }
            LexicalErrorType::OtherError(_) => self.bad_number_literal(),
            _ => None,
        }
    }

    /// A backslash at the end of the text.
    fn continued_at_end(&self) -> CompileError {
        if let Some(open) = self.open_bracket() {
            let message = format!("'{}' was never closed", self.token_text(open));
            return self.error_open(self.token_range(open).start(), message);
        }
        let mut error = self.error_point(self.source.text_end(), "unexpected EOF while parsing");
        error.place.end_offset = -1;
        error
    }

    /// Letters before a string that do not go together.
    fn bad_prefix(&self) -> Option<(TextSize, CompileError)> {
        const CLASHES: [(char, char); 7] =
            [('u', 'b'), ('u', 'r'), ('u', 'f'), ('u', 't'), ('b', 'f'), ('b', 't'), ('f', 't')];
        self.tokens.windows(2).find_map(|pair| {
            let strings = [TokenKind::String, TokenKind::FStringStart, TokenKind::TStringStart];
            if pair[0].kind() != TokenKind::Name || !strings.contains(&pair[1].kind()) {
                return None;
            }
            let quote = self.source.text[pair[1].range().start().to_usize()..].find(['\'', '"'])? as u32;
            let end = pair[1].range().start() + TextSize::from(quote);
            let prefix = self.text(TextRange::new(pair[0].range().start(), end)).to_lowercase();
            let unique = prefix.chars().enumerate().all(|(i, c)| !prefix[..i].contains(c));
            if pair[0].range().end() != pair[1].range().start()
                || !unique
                || !prefix.chars().all(|c| "urbft".contains(c))
            {
                return None;
            }
            let (a, b) = CLASHES.into_iter().find(|&(a, b)| prefix.contains(a) && prefix.contains(b))?;
            let message = format!("'{a}' and '{b}' prefixes are incompatible");
            let start = pair[0].range().start();
            Some((start, self.error(TextRange::new(start, end), message)))
        })
    }

    /// A string without its end; `prefix` says which kind of string.
    fn unterminated(&self, prefix: &str) -> CompileError {
        let start = self.string_start();
        let text = &self.source.text[start.to_usize()..];
        let body = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let triple = body.starts_with("\"\"\"") || body.starts_with("'''");
        let line =
            if triple { self.source.last_line() } else { self.source.line(self.string_line_end(start)) };
        let kind = if triple { "triple-quoted " } else { "" };
        let message = format!("unterminated {kind}{prefix}string literal (detected at line {line})");
        self.error_point(start, message)
    }

    /// Start of the string that the place is in.
    fn string_start(&self) -> TextSize {
        let before = self.tokens.iter().rev().find(|t| {
            Ranged::start(*t) <= self.range.start()
                && matches!(t.kind(), TokenKind::FStringStart | TokenKind::TStringStart)
        });
        let text = &self.source.text[self.range.start().to_usize()..];
        let at_string = text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with(['\'', '"']);
        match before {
            Some(token) if !at_string => Ranged::start(token),
            _ => self.range.start(),
        }
    }

    /// End of the last line that a string with continued lines reaches.
    fn string_line_end(&self, start: TextSize) -> TextSize {
        let text = &self.source.text[start.to_usize()..];
        let mut end = 0;
        for line in text.split_inclusive('\n') {
            end += line.len();
            if !line.trim_end_matches(['\n', '\r']).ends_with('\\') {
                end -= line.len() - line.trim_end_matches(['\n', '\r']).len();
                break;
            }
        }
        start + TextSize::new(end as u32)
    }

    /// Dedent to a column that no block has.
    fn bad_unindent(&self) -> CompileError {
        let line = self.source.line(self.range.start());
        let end = self.source.line_end(line);
        let message = "unindent does not match any outer indentation level";
        let mut error = self.source.error_of(ErrorClass::Indentation, TextRange::empty(end), message);
        error.place.end_offset = -1;
        error
    }
}

fn describe_character(c: char) -> String {
    let code = u32::from(c);
    let invisible = c.is_whitespace()
        || c.is_control()
        || matches!(code, 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff);
    if invisible {
        format!("invalid non-printable character U+{code:04X}")
    } else {
        format!("invalid character '{c}' (U+{code:04X})")
    }
}
