//! How a text file reads and writes: its encoding, and what ends its lines.

use crate::error::PyResult;
use crate::string::encodings::Encoding;
use crate::value::Value;
use crate::vm::Vm;

/// The argument `newline`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Newline {
    /// None: any end of a line, which reads as `\n`.
    Universal,
    /// Any end of a line, as it is.
    Any,
    /// Only `\n`.
    Feed,
    /// Only `\r`.
    Return,
    /// Only `\r\n`.
    Both,
}

impl Newline {
    /// What an argument says; nothing if it says nothing known.
    pub(super) fn from_text(text: Option<&str>) -> Option<Newline> {
        Some(match text {
            None => Newline::Universal,
            Some("") => Newline::Any,
            Some("\n") => Newline::Feed,
            Some("\r") => Newline::Return,
            Some("\r\n") => Newline::Both,
            Some(_) => return None,
        })
    }

    /// The end of the first line of `bytes`, of which none lies before `from`; else where to look on once there
    /// are more. `ended` if there are no more.
    pub(super) fn find_end(self, bytes: &[u8], from: usize, ended: bool) -> Result<usize, usize> {
        let found = |wanted: u8| bytes[from..].iter().position(|&byte| byte == wanted).map(|at| from + at);
        match self {
            Newline::Feed => found(b'\n').map(|at| at + 1).ok_or(bytes.len()),
            Newline::Return => found(b'\r').map(|at| at + 1).ok_or(bytes.len()),
            Newline::Both => {
                let at = bytes[from..].windows(2).position(|pair| pair == b"\r\n");
                at.map(|at| from + at + 2).ok_or(bytes.len().saturating_sub(1).max(from))
            }
            Newline::Universal | Newline::Any => {
                let at = bytes[from..].iter().position(|&byte| byte == b'\n' || byte == b'\r');
                let Some(at) = at.map(|at| from + at) else { return Err(bytes.len()) };
                match (bytes[at], bytes.get(at + 1)) {
                    (b'\r', Some(b'\n')) => Ok(at + 2),
                    (b'\r', None) if !ended => Err(at),
                    _ => Ok(at + 1),
                }
            }
        }
    }

    /// The first `count` characters of a line: how many bytes, and how many characters there were.
    pub(super) fn prefix(self, encoding: Encoding, line: &[u8], count: usize) -> (usize, usize) {
        let (mut at, mut characters) = (0, 0);
        while at < line.len() && characters < count {
            let length = match line[at] {
                b'\r' if self == Newline::Universal && line.get(at + 1) == Some(&b'\n') => 2,
                0xf0.. if encoding == Encoding::Utf8 => 4,
                0xe0.. if encoding == Encoding::Utf8 => 3,
                0xc0.. if encoding == Encoding::Utf8 => 2,
                _ => 1,
            };
            at = (at + length).min(line.len());
            characters += 1;
        }
        (at, characters)
    }

    /// Text as it is written, if it is to be changed.
    pub(super) fn translate_written(self, text: &str) -> Option<String> {
        match self {
            Newline::Return if text.contains('\n') => Some(text.replace('\n', "\r")),
            Newline::Both if text.contains('\n') => Some(text.replace('\n', "\r\n")),
            _ => None,
        }
    }
}

/// What a text file is set to, and how far it is.
pub(crate) struct TextState {
    pub(super) encoding: Encoding,
    /// `encoding` as the program sees it.
    pub(super) shown: String,
    pub(super) errors: String,
    pub(super) newline: Newline,
    pub(super) line_buffering: bool,
    pub(super) write_through: bool,
    /// The encoding behind the mark, once reading has begun.
    pub(super) reading: Option<Encoding>,
    pub(super) started_writing: bool,
    /// A loop reads lines: the position is not told.
    pub(super) iterating: bool,
    /// Ends of lines seen: bits for `\r`, `\n`, `\r\n`.
    seen: u8,
}

const SEEN: [&str; 3] = ["\r", "\n", "\r\n"];

impl TextState {
    pub(super) fn new(encoding: Encoding, shown: &str, errors: &str, newline: Newline) -> TextState {
        TextState {
            encoding,
            shown: shown.to_owned(),
            errors: errors.to_owned(),
            newline,
            line_buffering: false,
            write_through: false,
            reading: None,
            started_writing: false,
            iterating: false,
            seen: 0,
        }
    }

    /// From the arguments of `open` and `TextIOWrapper`.
    pub(super) fn from_arguments(
        vm: &mut Vm,
        function: &str,
        encoding: Option<Value>,
        errors: Option<Value>,
        newline: Option<Value>,
    ) -> PyResult<TextState> {
        let mut text = |value: Option<Value>, name: &str| match value.filter(|value| !value.is_none()) {
            Some(value) => match value.as_str() {
                Some(text) => Ok(Some(text.to_owned())),
                None => {
                    let found = vm.type_name(&value);
                    let message = format!("{function}() argument '{name}' must be str or None, not {found}");
                    Err(vm.raise_type_error(message))
                }
            },
            None => Ok(None),
        };
        let encoding = text(encoding, "encoding")?;
        let errors = text(errors, "errors")?;
        let newline = text(newline, "newline")?;
        let Some(kind) = Newline::from_text(newline.as_deref()) else {
            let newline = newline.unwrap_or_default();
            return Err(vm.raise_value_error(format!("illegal newline value: {newline}")));
        };
        let encoding = encoding.filter(|encoding| encoding != "locale");
        let shown = encoding.as_deref().unwrap_or("UTF-8");
        let found = vm.find_encoding(shown)?;
        Ok(TextState::new(found, shown, errors.as_deref().unwrap_or("strict"), kind))
    }

    /// Notes the ends of lines in text that was read.
    pub(super) fn note_newlines(&mut self, text: &str) {
        if !matches!(self.newline, Newline::Universal | Newline::Any) || self.seen == 7 {
            return;
        }
        let bytes = text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            self.seen |= match byte {
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => 4,
                b'\r' => 1,
                b'\n' if at > 0 && bytes[at - 1] == b'\r' => 0,
                b'\n' => 2,
                _ => 0,
            };
        }
    }

    /// The ends of lines seen.
    pub(super) fn seen_newlines(&self) -> Vec<&'static str> {
        SEEN.iter().enumerate().filter(|(bit, _)| self.seen >> bit & 1 == 1).map(|(_, text)| *text).collect()
    }
}
