//! The source text: where lines start, and how places in it are told.

use std::sync::Arc;

use ruff_text_size::{TextRange, TextSize};

use crate::error::{CompileError, ErrorClass, ErrorPlace};
use crate::ir::Loc;

/// A source text with its file name and line starts. Lines end with `\n`, `\r\n` or `\r`.
pub(crate) struct Source<'a> {
    pub text: &'a str,
    pub filename: Arc<str>,
    line_starts: Vec<u32>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str, filename: &str) -> Source<'a> {
        let bytes = text.as_bytes();
        let mut line_starts = vec![0];
        for (i, &byte) in bytes.iter().enumerate() {
            let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
            if ends_line {
                line_starts.push(i as u32 + 1);
            }
        }
        Source { text, filename: filename.into(), line_starts }
    }

    /// Line (from 1) and column (from 0, in bytes) of an offset.
    pub(crate) fn line_col(&self, offset: TextSize) -> (u32, u32) {
        let offset = offset.to_u32();
        let line = self.line_starts.partition_point(|&start| start <= offset);
        (line as u32, offset - self.line_starts[line - 1])
    }

    /// The line (from 1) of an offset.
    pub(crate) fn line(&self, offset: TextSize) -> u32 {
        self.line_col(offset).0
    }

    /// A range as instructions carry it.
    pub(crate) fn loc(&self, range: TextRange) -> Loc {
        let (line, col) = self.line_col(range.start());
        let (end_line, end_col) = self.line_col(range.end());
        Loc { line: line as i32, end_line: end_line as i32, col: col as i32, end_col: end_col as i32 }
    }

    /// The text of a line, with its end.
    fn line_text(&self, line: u32) -> &'a str {
        let start = self.line_starts[line as usize - 1] as usize;
        let end = self.line_starts.get(line as usize).map_or(self.text.len(), |&e| e as usize);
        &self.text[start..end]
    }

    /// Column from 1 in characters.
    fn char_column(&self, line: u32, col: u32) -> u32 {
        let text = self.line_text(line);
        let end = (col as usize).min(text.len());
        text[..text.floor_char_boundary(end)].chars().count() as u32 + 1
    }

    /// A `SyntaxError` at a range.
    pub(crate) fn error(&self, range: TextRange, message: impl Into<String>) -> CompileError {
        self.error_of(ErrorClass::Syntax, range, message)
    }

    /// An error of another class at a range.
    pub(crate) fn error_of(
        &self,
        class: ErrorClass,
        range: TextRange,
        message: impl Into<String>,
    ) -> CompileError {
        self.error_at(class, self.loc(range), message)
    }

    /// An error at a place given as instructions carry it.
    pub(crate) fn error_at(&self, class: ErrorClass, loc: Loc, message: impl Into<String>) -> CompileError {
        let (line, end_line) = (loc.line.max(1) as u32, loc.end_line.max(1) as u32);
        let text = self.line_text(line);
        CompileError {
            class,
            message: message.into(),
            filename: self.filename.clone(),
            place: ErrorPlace {
                lineno: line,
                offset: self.char_column(line, loc.col.max(0) as u32),
                end_lineno: end_line,
                end_offset: self.char_column(end_line, loc.end_col.max(0) as u32),
                text: (!text.is_empty()).then(|| Arc::from(text)),
            },
        }
    }

    /// The first place at or after `from` that is neither blank, nor in a comment, nor a joined line end.
    pub(crate) fn skip_trivia(&self, from: TextSize) -> TextSize {
        let bytes = self.text.as_bytes();
        let mut i = from.to_usize();
        while let Some(&byte) = bytes.get(i) {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b'\x0c' | b'\\' => i += 1,
                b'#' => {
                    while bytes.get(i).is_some_and(|&b| b != b'\n' && b != b'\r') {
                        i += 1;
                    }
                }
                _ => break,
            }
        }
        TextSize::new(i as u32)
    }
}
