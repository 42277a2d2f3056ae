//! Source texts: how a file becomes text, and the texts by file name, whose lines tracebacks show.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::string::Encoding;
use crate::value::Value;
use crate::vm::Vm;

/// The mark that may be before UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Why the bytes of a file are no source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceFault {
    /// No encoding is declared, and it is not UTF-8.
    NotUtf8 {
        /// The first byte that does not fit.
        byte: u8,
        /// Its line, from 1.
        line: usize,
    },
    /// The declared encoding is not known.
    UnknownEncoding(String),
    /// An encoding is declared, and the mark of UTF-8 says otherwise.
    MarkedOtherwise(String),
    /// A byte that the declared encoding does not have.
    Undecodable {
        /// The encoding.
        encoding: String,
        /// What is wrong.
        message: String,
    },
}

impl SourceFault {
    /// What is said of a program's file.
    pub fn of_file(&self, file: &str) -> String {
        match self {
            SourceFault::NotUtf8 { byte, line } => format!(
                "Non-UTF-8 code starting with '\\x{byte:02x}' in file {file} on line {line}, but no encoding \
                 declared; see https://peps.python.org/pep-0263/ for details"
            ),
            SourceFault::UnknownEncoding(name) => format!("encoding problem: {name}"),
            SourceFault::MarkedOtherwise(name) => format!("encoding problem: {name} with BOM"),
            SourceFault::Undecodable { encoding, .. } => format!("encoding problem: {encoding}"),
        }
    }

    /// What is said of bytes that are compiled, or of a module's file.
    pub(crate) fn of_bytes(&self, file: &str) -> String {
        match self {
            SourceFault::UnknownEncoding(name) => format!("unknown encoding: {name}"),
            SourceFault::Undecodable { message, .. } => message.clone(),
            _ => self.of_file(file),
        }
    }
}

/// The text of a source file: UTF-8 unless a comment in its first two lines names another encoding.
///
/// # Errors
/// The bytes are no text in that encoding.
pub fn decode_source(bytes: &[u8]) -> Result<String, SourceFault> {
    let (marked, bytes) = match bytes.strip_prefix(MARK) {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    let name = declared_encoding(bytes).map(normal_name).filter(|name| name != "utf-8");
    let Some(name) = name else { return utf8(bytes) };
    if marked {
        return Err(SourceFault::MarkedOtherwise(name));
    }
    match Encoding::find(&name).filter(|encoding| encoding.keeps_ascii()) {
        Some(encoding) => decoded(bytes, encoding, name),
        None => Err(SourceFault::UnknownEncoding(name)),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, SourceFault> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let at = error.valid_up_to();
            let line = 1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count();
            Err(SourceFault::NotUtf8 { byte: bytes[at], line })
        }
    }
}

fn decoded(bytes: &[u8], encoding: Encoding, name: String) -> Result<String, SourceFault> {
    let (text, length, stop) = encoding.decode_prefix(bytes);
    let Some(malformed) = stop else { return Ok(text) };
    let message = format!(
        "'{}' codec can't decode byte 0x{:02x} in position {length}: {}",
        encoding.name(),
        bytes[length],
        malformed.reason
    );
    Err(SourceFault::Undecodable { encoding: name, message })
}

/// The name in `coding: NAME` or `coding=NAME` of a comment in the first line, or in the second if there is
/// nothing but a comment in the first.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    for line in bytes.split(|&byte| byte == b'\n').take(2) {
        let blank = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c' | b'\r'));
        let Some(start) = blank else { continue };
        if line[start] != b'#' {
            return None;
        }
        if let Some(name) = named_in(&line[start..]) {
            return Some(name);
        }
    }
    None
}

fn named_in(comment: &[u8]) -> Option<&str> {
    const WORD: &[u8] = b"coding";
    let starts = comment.windows(WORD.len()).enumerate().filter(|(_, part)| *part == WORD);
    for (start, _) in starts {
        let rest = &comment[start + WORD.len()..];
        let Some((b':' | b'=', rest)) = rest.split_first() else { continue };
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let name = &rest[blanks..];
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let length = name.iter().take_while(|byte| is_part(byte)).count();
        if length > 0 {
            return std::str::from_utf8(&name[..length]).ok();
        }
    }
    None
}

/// The names of UTF-8 and Latin-1 have many spellings; others stay as they are written.
fn normal_name(name: &str) -> String {
    let plain = name.to_ascii_lowercase().replace('_', "-");
    let is = |known: &str| plain == known || plain.starts_with(&format!("{known}-"));
    if is("utf-8") {
        return "utf-8".to_owned();
    }
    if ["latin-1", "iso-8859-1", "iso-latin-1"].into_iter().any(is) {
        return "iso-8859-1".to_owned();
    }
    name.to_owned()
}

/// The texts known so far.
#[derive(Default)]
pub(crate) struct Sources(FxHashMap<String, Arc<str>>);

impl Vm {
    /// The text of source bytes, or the SyntaxError that they are none.
    pub(crate) fn decode_source(&mut self, bytes: &[u8], filename: &str) -> PyResult<String> {
        let fault = match decode_source(bytes) {
            Ok(text) => return Ok(text),
            Err(fault) => fault,
        };
        let (line, column) = if matches!(fault, SourceFault::MarkedOtherwise(_)) { (1, 0) } else { (0, -1) };
        let place =
            vec![self.new_str(filename), Value::from_small(line), Value::from_small(column), Value::NONE];
        let arguments = [self.new_str(&fault.of_bytes(filename)), self.new_tuple(place)];
        Err(self.raise_called(ExceptionKind::SyntaxError, &arguments))
    }

    /// Keeps the text that is compiled under a file name.
    pub fn keep_source(&mut self, filename: &str, text: &str) {
        self.sources.0.insert(filename.to_owned(), text.into());
    }

    /// The text that a file name stands for: what was compiled under that name, or else the file.
    pub(crate) fn source_text(&mut self, filename: &str) -> Option<Arc<str>> {
        if let Some(text) = self.sources.0.get(filename) {
            return Some(text.clone());
        }
        if filename.starts_with('<') {
            return None;
        }
        let text: Arc<str> = decode_source(&std::fs::read(filename).ok()?).ok()?.into();
        self.sources.0.insert(filename.to_owned(), text.clone());
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_declared_in_comments_of_the_first_lines() {
        assert_eq!(declared_encoding(b"# -*- coding: latin-1 -*-\n"), Some("latin-1"));
        assert_eq!(declared_encoding(b"#!/bin/x\n# vim: set fileencoding=cp1252 :\n"), Some("cp1252"));
        assert_eq!(declared_encoding(b"\n  # coding:utf8"), Some("utf8"));
        assert_eq!(declared_encoding(b"x = 1\n# coding: latin-1\n"), None);
        assert_eq!(declared_encoding(b"\n\n# coding: latin-1\n"), None);
        assert_eq!(declared_encoding(b"# encoding latin-1, coding : x\n"), None);
    }

    #[test]
    fn bytes_become_text() {
        assert_eq!(decode_source(b"\xef\xbb\xbfx"), Ok("x".to_owned()));
        assert_eq!(decode_source(b"# coding: latin-1\n\xe9"), Ok("# coding: latin-1\n\u{e9}".to_owned()));
        assert_eq!(decode_source(b"\xe9"), Err(SourceFault::NotUtf8 { byte: 0xe9, line: 1 }));
        let fault = SourceFault::MarkedOtherwise("iso-8859-1".to_owned());
        assert_eq!(decode_source(b"\xef\xbb\xbf# coding: latin-1"), Err(fault));
        assert_eq!(decode_source(b"# coding: x"), Err(SourceFault::UnknownEncoding("x".to_owned())));
    }
}
