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

    /// Where a line starts.
    pub(crate) fn line_start(&self, line: u32) -> TextSize {
        TextSize::new(self.line_starts[line as usize - 1])
    }

    /// Where a line ends, its line end not counted.
    pub(crate) fn line_end(&self, line: u32) -> TextSize {
        let text = self.line_text(line).trim_end_matches(['\n', '\r']);
        self.line_start(line) + TextSize::new(text.len() as u32)
    }

    /// Bytes of blanks that a line starts with.
    pub(crate) fn indentation(&self, line: u32) -> usize {
        let text = self.line_text(line);
        text.len() - text.trim_start_matches([' ', '\t', '\x0c']).len()
    }

    /// The last line that is not empty behind a final line end.
    pub(crate) fn last_line(&self) -> u32 {
        let last = self.line_starts.len() as u32;
        if last > 1 && self.line_text(last).is_empty() { last - 1 } else { last }
    }

    /// Where the last line ends.
    pub(crate) fn last_line_end(&self) -> TextSize {
        self.line_end(self.last_line())
    }

    /// Where the text ends.
    pub(crate) fn text_end(&self) -> TextSize {
        TextSize::new(self.text.len() as u32)
    }

    /// The text of a line, with its end.
    pub(crate) fn line_text(&self, line: u32) -> &'a str {
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
        // A place that the parser reports may lie behind the text.
        let end = self.text_end();
        let range = TextRange::new(range.start().min(end), range.end().min(end));
        let mut loc = self.loc(range);
        if matches!(&self.text[range], "\n" | "\r" | "\r\n") {
            // A line end counts as one character of its line.
            loc.end_line = loc.line;
            loc.end_col = loc.col + 1;
        }
        self.error_at(class, loc, message)
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
                end_offset: self.char_column(end_line, loc.end_col.max(0) as u32) as i32,
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

#[cfg(test)]
mod tests {
    use super::Source;
    use ruff_text_size::{TextRange, TextSize};

    #[test]
    fn lines_end_in_three_ways() {
        let source = Source::new("a\nbc\r\nd\re", "FILE");
        let places: Vec<_> = (0..9).map(|i| source.line_col(TextSize::new(i))).collect();
        assert_eq!(places[2..7], [(2, 0), (2, 1), (2, 2), (2, 3), (3, 0)]);
        assert_eq!(places[8], (4, 0));
        assert_eq!(source.last_line(), 4);
    }

    #[test]
    fn columns_of_errors_count_characters() {
        let source = Source::new("é = ?\n", "FILE");
        let at = TextSize::new(5);
        let error = source.error(TextRange::new(at, at + TextSize::new(1)), "message");
        assert_eq!((error.place.lineno, error.place.offset, error.place.end_offset), (1, 5, 6));
        assert_eq!(error.place.text.as_deref(), Some("é = ?\n"));
    }
}
