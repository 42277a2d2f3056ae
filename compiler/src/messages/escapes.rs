//! Malformed escapes in string literals.

use ruff_text_size::{TextRange, TextSize};

use super::Fault;
use crate::error::CompileError;

/// Bytes that a character beyond ASCII counts as in positions: it is decoded as `\UXXXXXXXX`.
const WIDE: usize = 10;

impl Fault<'_> {
    /// The string literal that the place is in: found by going back to its opening quote on the line.
    pub(super) fn enclosing_string(&self) -> Option<TextRange> {
        let text = self.source.text;
        let bytes = text.as_bytes();
        let mut i = self.line_start().to_usize();
        let at = self.range.start().to_usize();
        while i < bytes.len() {
            let quote = bytes[i];
            if quote == b'#' {
                return None;
            }
            if quote != b'\'' && quote != b'"' {
                i += 1;
                continue;
            }
            let triple = bytes[i..].starts_with(&[quote; 3]);
            let width = if triple { 3 } else { 1 };
            let mut end = i + width;
            while end < bytes.len() && !bytes[end..].starts_with(&vec![quote; width]) {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            end = (end + width).min(bytes.len());
            if end > at {
                let prefix = text[..i].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
                return Some(TextRange::new(TextSize::new((i - prefix) as u32), TextSize::new(end as u32)));
            }
            i = end;
        }
        None
    }

    fn line_start(&self) -> TextSize {
        let at = self.range.start().to_usize().min(self.source.text.len());
        let line = self.source.text[..at].rfind('\n').map_or(0, |i| i + 1);
        TextSize::new(line as u32)
    }

    pub(super) fn bad_escape(&self) -> CompileError {
        let range = self.enclosing_string().unwrap_or(self.range);
        let literal = self.text(range);
        let body = literal.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let prefix = &literal[..literal.len() - body.len()];
        let width = if body.starts_with("\"\"\"") || body.starts_with("'''") { 3 } else { 1 };
        let body = body.get(width..body.len().saturating_sub(width)).unwrap_or(body);
        let bytes = prefix.contains(['b', 'B']);
        let message = first_bad_escape(body, bytes).unwrap_or_else(|| "invalid syntax".into());
        self.error(range, message)
    }
}

/// The message for the first malformed escape of a string's body.
fn first_bad_escape(body: &str, is_bytes: bool) -> Option<String> {
    let chars: Vec<char> = body.chars().collect();
    let (mut i, mut position) = (0, 0);
    while i < chars.len() {
        if chars[i] != '\\' {
            position += if chars[i].is_ascii() { 1 } else { WIDE };
            i += 1;
            continue;
        }
        let kind = chars.get(i + 1).copied().unwrap_or('\\');
        let digits =
            |wanted: usize| chars[i + 2..].iter().take(wanted).take_while(|c| c.is_ascii_hexdigit()).count();
        let (wanted, name) = match kind {
            'x' => (2, "\\xXX"),
            'u' if !is_bytes => (4, "\\uXXXX"),
            'U' if !is_bytes => (8, "\\UXXXXXXXX"),
            'N' if !is_bytes => {
                let length = named_length(&chars[i..]);
                let text = if length.1 {
                    "unknown Unicode character name"
                } else {
                    "malformed \\N character escape"
                };
                return Some(undecodable(position, length.0, text));
            }
            _ => {
                i += 2;
                position += 2;
                continue;
            }
        };
        let found = digits(wanted);
        if found < wanted {
            if is_bytes {
                return Some(format!("(value error) invalid \\x escape at position {position}"));
            }
            return Some(undecodable(position, found + 2, &format!("truncated {name} escape")));
        }
        let digits: String = chars[i + 2..i + 2 + wanted].iter().collect();
        if u32::from_str_radix(&digits, 16).is_ok_and(|code| code > 0x10_ffff) {
            return Some(undecodable(position, wanted + 2, "illegal Unicode character"));
        }
        i += 2 + wanted;
        position += 2 + wanted;
    }
    None
}

/// Length of a `\N{…}` escape, and whether it has a name in braces.
fn named_length(chars: &[char]) -> (usize, bool) {
    match (chars.get(2), chars.iter().position(|&c| c == '}')) {
        (Some('{'), Some(end)) if end > 3 => (end + 1, true),
        (Some('{'), Some(end)) => (end + 1, false),
        _ => (2, false),
    }
}

fn undecodable(position: usize, length: usize, text: &str) -> String {
    let last = position + length - 1;
    format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {position}-{last}: {text}")
}
