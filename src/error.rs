//! What can go wrong when Rust code asks a machine for something.

use std::fmt;
use std::io;

use genjit_bytecode::VerifyError;
use genjit_runtime::options::BadFlag;

use crate::Value;

/// A Python exception that left the code that was run.
#[derive(Debug)]
pub struct Exception {
    pub(crate) class: String,
    pub(crate) message: String,
    pub(crate) report: String,
    pub(crate) value: Value,
}

impl Exception {
    /// The name of its class, such as `ValueError`.
    pub fn class(&self) -> &str {
        &self.class
    }

    /// `str(exception)`
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What the command would print: traceback, causes and message; several lines.
    pub fn report(&self) -> &str {
        &self.report
    }

    /// The exception object.
    pub fn value(&self) -> &Value {
        &self.value
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message.as_str() {
            "" => f.write_str(&self.class),
            message => write!(f, "{}: {message}", self.class),
        }
    }
}

impl std::error::Error for Exception {}

/// Why a machine could not do what it was asked.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Python code raised this.
    Exception(Box<Exception>),
    /// The code object must not run.
    Verify(VerifyError),
    /// `__main__` has no such name.
    NotFound(String),
    /// The object that was called gave no generator, but one of this type.
    NotAGenerator(String),
    /// The handle belongs to another machine.
    ForeignValue,
    /// There is no built-in exception of this name.
    NotAnException(String),
    /// A file could not be read.
    Io(io::Error),
    /// An option could not be used.
    Flag(BadFlag),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Exception(exception) => exception.fmt(f),
            Error::Verify(error) => error.fmt(f),
            Error::NotFound(name) => write!(f, "__main__ has no '{name}'"),
            Error::NotAGenerator(found) => write!(f, "'{found}' object is not a generator"),
            Error::ForeignValue => f.write_str("the value belongs to another machine"),
            Error::NotAnException(name) => write!(f, "'{name}' is no built-in exception"),
            Error::Io(error) => error.fmt(f),
            Error::Flag(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Exception(exception) => Some(exception),
            Error::Verify(error) => Some(error),
            Error::Io(error) => Some(error),
            Error::Flag(error) => Some(error),
            _ => None,
        }
    }
}

macro_rules! from {
    ($($ty:ty: $variant:ident;)*) => {
        $(impl From<$ty> for Error {
            fn from(error: $ty) -> Error {
                Error::$variant(error)
            }
        })*
    };
}
from! {
    VerifyError: Verify;
    io::Error: Io;
    BadFlag: Flag;
}
