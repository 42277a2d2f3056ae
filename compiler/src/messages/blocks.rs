//! Blocks: missing bodies, indentation, `try` without clauses.

use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_parser::ParseErrorType;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::Fault;
use crate::error::{CompileError, ErrorClass};
use crate::source::Source;

/// Width that a tab advances to a multiple of.
const TAB: usize = 8;

/// Refuses indentation whose depth depends on the width of tabs.
pub(crate) fn check_tabs(source: &Source<'_>, tokens: &Tokens) -> Result<(), CompileError> {
    if !source.text.contains('\t') {
        return Ok(());
    }
    // Column with tabs of eight, and with tabs of one.
    let mut stack = vec![(0, 0)];
    let mut at_line_start = true;
    for token in tokens.iter() {
        match token.kind() {
            TokenKind::Newline => at_line_start = true,
            TokenKind::NonLogicalNewline | TokenKind::Comment | TokenKind::Indent | TokenKind::Dedent => {}
            // What the lexer puts for indentation that it cannot place.
            TokenKind::Unknown if source.text[token.range()].trim().is_empty() => {}
            _ if at_line_start => {
                at_line_start = false;
                let columns = columns(source, token.start());
                if !fits(&mut stack, columns) {
                    let line = source.line(token.start());
                    let start = source.line_start(line);
                    let message = "inconsistent use of tabs and spaces in indentation";
                    let mut error = source.error_of(ErrorClass::Tab, TextRange::empty(start), message);
                    error.place.end_offset = 0;
                    return Err(error);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn columns(source: &Source<'_>, token: TextSize) -> (usize, usize) {
    let start = source.line_start(source.line(token)).to_usize();
    let indentation = &source.text[start..token.to_usize()];
    indentation.chars().fold((0, 0), |(wide, narrow), c| match c {
        '\t' => ((wide / TAB + 1) * TAB, narrow + 1),
        ' ' => (wide + 1, narrow + 1),
        _ => (0, 0),
    })
}

/// Whether both columns compare alike with those of the blocks around.
fn fits(stack: &mut Vec<(usize, usize)>, (wide, narrow): (usize, usize)) -> bool {
    while stack.len() > 1 && stack.last().is_some_and(|top| top.0 > wide) {
        stack.pop();
    }
    let (top_wide, top_narrow) = stack.last().copied().unwrap_or_default();
    if wide > top_wide {
        stack.push((wide, narrow));
        return narrow > top_narrow;
    }
    wide < top_wide || narrow == top_narrow
}

impl Fault<'_> {
    pub(super) fn explain_block(&self, error: &ParseErrorType) -> Option<CompileError> {
        match error {
            ParseErrorType::UnexpectedIndentation => {
                let line = self.source.line(self.range.start());
                let width = self.source.indentation(line);
                let at = self.source.line_start(line) + TextSize::new(width.saturating_sub(1) as u32);
                Some(self.indentation(TextRange::empty(at), true, "unexpected indent".into()))
            }
            ParseErrorType::OtherError(text) => {
                if let Some(parent) = text.strip_prefix("Expected an indented block after ") {
                    return self.missing_block(parent);
                }
                if text.starts_with("Expected `except` or `finally`") {
                    let message = "expected 'except' or 'finally' block";
                    return Some(if self.at_end() {
                        let mut error = self.error_point(self.source.last_line_end(), message);
                        error.place.end_offset = -1;
                        error
                    } else {
                        self.error_at(self.at, message)
                    });
                }
                if text.starts_with("Cannot have both 'except' and 'except*'") {
                    let star = usize::from(self.kind(1) == TokenKind::Star);
                    let message = "cannot have both 'except' and 'except*' on the same 'try'";
                    return Some(self.error(self.span(self.at, self.at + 1 + star), message));
                }
                if text.starts_with("Expected one or more exception types") {
                    return Some(self.error_at(self.at, "expected one or more exception types"));
                }
                if text.starts_with("Multiple exception types") {
                    return self.exceptions_with_name();
                }
                None
            }
            _ => None,
        }
    }

    fn indentation(&self, range: TextRange, open: bool, message: String) -> CompileError {
        let mut error = self.source.error_of(ErrorClass::Indentation, range, message);
        if open {
            error.place.end_offset = -1;
        }
        error
    }

    fn at_end(&self) -> bool {
        let rest = &self.source.text[self.range.start().to_usize().min(self.source.text.len())..];
        rest.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#'))
    }

    /// A compound statement without body. `parent` is the parser's name of the statement.
    fn missing_block(&self, parent: &str) -> Option<CompileError> {
        let keyword = parent.split('`').nth(1);
        let (word, description) = match keyword {
            None => ("def", "function definition".to_owned()),
            Some("class") => ("class", "class definition".to_owned()),
            Some(word) => (word, format!("'{word}' statement")),
        };
        let line = self.line_of_keyword(word)?;
        let message = format!("expected an indented block after {description} on line {line}");
        Some(if self.at_end() {
            self.indentation(TextRange::empty(self.source.last_line_end()), true, message)
        } else {
            self.indentation(self.token_range(self.next_word()), false, message)
        })
    }

    /// The first token at the place that is no change of indentation.
    fn next_word(&self) -> usize {
        let layout = |i: &usize| {
            let kind = self.tokens.get(*i).map(|t| t.kind());
            matches!(kind, Some(TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent))
        };
        (self.at..self.tokens.len()).find(|i| !layout(i)).unwrap_or(self.at)
    }

    /// Line of the last statement before the place that starts with the keyword.
    fn line_of_keyword(&self, word: &str) -> Option<u32> {
        let before = &self.tokens[..self.at.min(self.tokens.len())];
        let index = (0..before.len()).rev().find(|&i| self.token_text(i) == word)?;
        Some(self.source.line(before[index].start()))
    }

    /// `except A, B as e`: from the first class to the name.
    fn exceptions_with_name(&self) -> Option<CompileError> {
        let end = (self.at..self.tokens.len()).find(|&i| self.tokens[i].kind() == TokenKind::Colon)?;
        let message = "multiple exception types must be parenthesized when using 'as'";
        Some(self.error(self.span(self.at, end), message))
    }
}
