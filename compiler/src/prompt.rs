//! Whether what was typed at a prompt is a whole input: when CPython's prompt would stop reading lines.
//!
//! A simple statement ends with its line, a compound one with an empty line. What cannot become right by
//! more lines is whole too: compiling it says what is wrong.

use ruff_python_ast::token::{Token, TokenKind, Tokens};
use ruff_python_ast::{Mod, PythonVersion, Stmt};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, Mode, ParseError, ParseErrorType, ParseOptions,
    parse_unchecked,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::error::CompileError;
use crate::source::Source;

/// What the lines typed so far are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Blanks and comments.
    Nothing,
    /// The beginning of an input.
    Beginning,
    /// An input: to be compiled as [`Mode::Single`](crate::Mode::Single).
    Whole,
    /// An input that is wrong although its statements are right: a block without its empty line.
    Wrong(Box<CompileError>),
}

/// What these lines are; each ends with a newline.
///
/// ```
/// use genjit_compiler::{Typed, typed};
///
/// assert_eq!(typed("x = (1,\n", "<stdin>"), Typed::Beginning);
/// assert_eq!(typed("x = (1,\n2)\n", "<stdin>"), Typed::Whole);
/// assert_eq!(typed("if x:\n    y\n", "<stdin>"), Typed::Beginning);
/// assert_eq!(typed("if x:\n    y\n\n", "<stdin>"), Typed::Whole);
/// ```
pub fn typed(text: &str, filename: &str) -> Typed {
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(text, options);
    let tokens = parsed.tokens();
    let Some(first) = tokens.iter().find(|token| !is_trivia(token.kind())) else {
        return if ends_in_backslash(text, tokens) { Typed::Beginning } else { Typed::Nothing };
    };
    let end = TextSize::new(text.len() as u32);
    let is_wrong = |error: &&ParseError| {
        !wants_more(error, text) && error.location.start() < end && !wants_block(error, tokens)
    };
    let wrong = parsed.errors().iter().any(|error| is_wrong(&error));
    // An open bracket makes the parser complain of the line behind it: the brackets decide, unless something
    // between them is wrong already.
    let within = |error: &ParseError| is_wrong(&error) && lies_within(error, tokens);
    if ends_in_backslash(text, tokens) || open_brackets(tokens) && !parsed.errors().iter().any(within) {
        return Typed::Beginning;
    }
    if parsed.errors().iter().any(|error| wants_more(error, text)) {
        return Typed::Beginning;
    }
    let Mod::Module(module) = parsed.syntax() else { return Typed::Whole };
    if !is_compound(first, module.body.first(), text) {
        return Typed::Whole;
    }
    if wrong || text.ends_with("\n\n") {
        return Typed::Whole;
    }
    match module.body.get(1) {
        Some(second) if parsed.errors().is_empty() => {
            let start = second.start();
            let token = tokens.iter().find(|token| token.start() == start);
            let range = token.map_or(TextRange::empty(start), |token| token.range());
            Typed::Wrong(Box::new(Source::new(text, filename).error(range, "invalid syntax")))
        }
        _ => Typed::Beginning,
    }
}

fn is_trivia(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Newline
            | TokenKind::NonLogicalNewline
            | TokenKind::Comment
            | TokenKind::Indent
            | TokenKind::Dedent
            | TokenKind::EndOfFile
    )
}

/// Whether an error says that a string is open that may go on in the next line.
fn wants_more(error: &ParseError, text: &str) -> bool {
    let ParseErrorType::Lexical(lexical) = &error.error else { return false };
    match lexical {
        LexicalErrorType::UnclosedStringError => {
            let start = text[error.location.start().to_usize()..]
                .trim_start_matches(|c: char| c.is_ascii_alphabetic());
            start.starts_with("\"\"\"") || start.starts_with("'''")
        }
        LexicalErrorType::FStringError(error) | LexicalErrorType::TStringError(error) => {
            *error == InterpolatedStringErrorType::UnterminatedTripleQuotedString
        }
        _ => false,
    }
}

/// Whether an error says that a block is missing, and only the end follows.
fn wants_block(error: &ParseError, tokens: &Tokens) -> bool {
    let ParseErrorType::OtherError(message) = &error.error else { return false };
    message.starts_with("Expected an indented block")
        && tokens.iter().all(|token| token.start() < error.location.start() || is_trivia(token.kind()))
}

/// Whether an error is of something that was typed, and not of what is still missing behind it.
fn lies_within(error: &ParseError, tokens: &Tokens) -> bool {
    let last = tokens.iter().rev().find(|token| !is_trivia(token.kind()));
    last.is_some_and(|last| error.location.start() <= last.start())
}

fn open_brackets(tokens: &Tokens) -> bool {
    let mut depth = 0i32;
    for token in tokens.iter() {
        match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth > 0
}

/// Whether the last line is joined with the next.
fn ends_in_backslash(text: &str, tokens: &Tokens) -> bool {
    let text = text.trim_end_matches(['\n', '\r']);
    let end = TextSize::new(text.len() as u32);
    text.ends_with('\\')
        && !tokens.iter().any(|token| token.kind() == TokenKind::Comment && token.end() >= end)
}

fn is_compound(first: &Token, statement: Option<&Stmt>, text: &str) -> bool {
    match first.kind() {
        TokenKind::If
        | TokenKind::For
        | TokenKind::While
        | TokenKind::Try
        | TokenKind::With
        | TokenKind::Def
        | TokenKind::Class
        | TokenKind::Async
        | TokenKind::At => true,
        // A soft keyword: a name unless its line is the head of a block.
        TokenKind::Match => {
            matches!(statement, Some(Stmt::Match(_)))
                || text[first.start().to_usize()..]
                    .lines()
                    .next()
                    .is_some_and(|line| line.trim_end().ends_with(':'))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str) -> Typed {
        typed(text, "<stdin>")
    }

    #[test]
    fn simple_statements_end_with_their_line() {
        for text in [
            "1\n",
            "x = 1; y = 2\n",
            "x = = 1\n",
            "'abc\n",
            ")\n",
            "match = 1\n",
            "match.x\n",
            "f(1))\n",
            "f(a b\n",
            "f('a\n",
        ] {
            assert_eq!(is(text), Typed::Whole, "{text}");
        }
    }

    #[test]
    fn what_is_open_goes_on() {
        for text in [
            "f(\n",
            "x = [1,\n  2,\n",
            "'''a\n",
            "f'''{1}\n",
            "x = 1 + \\\n",
            "if 1:\n",
            "if 1:\n  x\n",
            "try:\n  x\n",
            "@d\n",
            "for x in y: pass\n",
            "class A:\n\n".trim_end_matches('\n'),
            "match x:\n",
            "match x:\n  case 1:\n",
            "if 1:\n  f(\n",
            "def f():\n  # a\n",
            "if 1:\n  x\nelse:\n",
            "if 1:\n  x\n  \n",
            "x = {'a': 1, # b\n",
            "f('''a\n",
            "x = [y for y\n",
            "x = (1 if y\n",
            "f(a,\n  b=\n",
        ] {
            assert_eq!(is(text), Typed::Beginning, "{text}");
        }
    }

    #[test]
    fn blocks_end_with_an_empty_line() {
        for text in [
            "if 1:\n  x\n\n",
            "for x in y: pass\n\n",
            "try:\n  x\nfinally:\n  y\n\n",
            "def f(:\n",
            "def f():\n  '''a\n\n  b'''\n\n",
            "if 1:\n\n",
        ] {
            assert_eq!(is(text), Typed::Whole, "{text}");
        }
        assert_eq!(is("def f():\n  '''a\n\n"), Typed::Beginning);
    }

    #[test]
    fn a_wrong_line_in_a_block_ends_it() {
        assert_eq!(is("if 1:\n  y =\n"), Typed::Whole);
        assert!(matches!(is("if 1:\n  y\nx = 1\n"), Typed::Wrong(_)));
    }

    #[test]
    fn comments_and_blanks_are_nothing() {
        for text in ["\n", "   \n", "# a\n", "  # a\n"] {
            assert_eq!(is(text), Typed::Nothing, "{text}");
        }
    }
}
