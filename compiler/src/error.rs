//! What can be wrong with a source text.

use std::sync::Arc;

/// The exception class that a [`CompileError`] is raised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorClass {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
    /// `RecursionError`: nested too deeply for the compiler.
    Recursion,
    /// `OverflowError`: more constants, names or code than the instruction format can count.
    Overflow,
    /// `SystemError`: a fault of the compiler itself.
    System,
}

impl ErrorClass {
    /// The class's Python name.
    pub const fn name(self) -> &'static str {
        match self {
            ErrorClass::Syntax => "SyntaxError",
            ErrorClass::Indentation => "IndentationError",
            ErrorClass::Tab => "TabError",
            ErrorClass::Recursion => "RecursionError",
            ErrorClass::Overflow => "OverflowError",
            ErrorClass::System => "SystemError",
        }
    }
}

/// Where a syntax error is, in the terms of the attributes of Python's `SyntaxError`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ErrorPlace {
    /// First line, from 1; 0 if there is no place.
    pub lineno: u32,
    /// First column, from 1, in characters; 0 if only the line is known.
    pub offset: u32,
    /// Last line, from 1.
    pub end_lineno: u32,
    /// Column behind the last character, from 1; 0 if not known, -1 if there is none.
    pub end_offset: i32,
    /// The first line's text, with its newline if it has one.
    pub text: Option<Arc<str>>,
}

/// An error of [`compile`](crate::compile), with CPython 3.14's message where CPython has the error.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}: {message} ({filename}, line {})", class.name(), place.lineno)]
pub struct CompileError {
    /// The exception's class.
    pub class: ErrorClass,
    /// The message, `SyntaxError.msg`.
    pub message: String,
    /// The file name given to [`compile`](crate::compile).
    pub filename: Arc<str>,
    /// Where it is.
    pub place: ErrorPlace,
}

impl CompileError {
    /// An error without a place; the file name is filled in by [`compile`](crate::compile).
    pub(crate) fn without_place(class: ErrorClass, message: impl Into<String>) -> CompileError {
        CompileError { class, message: message.into(), filename: Arc::from(""), place: ErrorPlace::default() }
    }

    /// A broken invariant of the compiler.
    pub(crate) fn internal(message: &str) -> CompileError {
        CompileError::without_place(ErrorClass::System, format!("compiler: {message}"))
    }
}
