//! Strings as JSON writes them.

use std::fmt::Write;

/// Writes a text between quotes.
pub(super) fn write_quoted(out: &mut String, text: &str, ascii: bool) {
    out.reserve(text.len() + 2);
    out.push('"');
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        if !needs_escape(c, ascii) {
            continue;
        }
        out.push_str(&text[plain..at]);
        plain = at + c.len_utf8();
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                let _ = write!(out, "\\u{unit:04x}");
            }),
        }
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

fn needs_escape(c: char, ascii: bool) -> bool {
    matches!(c, '"' | '\\' | '\0'..='\u{1f}') || ascii && c >= '\u{7f}'
}
