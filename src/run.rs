//! Running Python source.
#![cfg(feature = "compiler")]

use std::fs;
use std::path::Path;

use crate::{Error, Value, Vm};

impl Vm {
    /// Runs a program as the command does: in `__main__`, with a traceback on standard error if it
    /// raises, and with everything of it finalised and flushed at its end. `path` is its file name in
    /// tracebacks. The answer is the exit code: 0, 1 after a traceback, 130 after an interrupt, or what
    /// `SystemExit` says.
    pub fn run_main(&mut self, source: &str, path: &str) -> i32 {
        self.handles.sweep();
        self.machine.run_main(source, path)
    }

    /// Runs source text in `__main__` and leaves what it defines there. `path` is its file name in
    /// tracebacks.
    ///
    /// # Errors
    /// It does not compile, or it raised.
    pub fn run_source(&mut self, source: &str, path: &str) -> Result<(), Error> {
        self.handles.sweep();
        let result = self.machine.run_source(source, path);
        self.checked(result)
    }

    /// Runs a file in `__main__` and leaves what it defines there.
    ///
    /// # Errors
    /// It cannot be read or is no UTF-8, does not compile, or raised.
    pub fn run_file(&mut self, path: &Path) -> Result<(), Error> {
        let source = fs::read_to_string(path)?;
        self.run_source(&source, &path.display().to_string())
    }

    /// The value of an expression in `__main__`.
    ///
    /// # Errors
    /// It does not compile, or it raised.
    pub fn evaluate(&mut self, expression: &str) -> Result<Value, Error> {
        self.handles.sweep();
        let result = self.machine.evaluate(expression);
        let object = self.checked(result)?;
        Ok(self.handles.add(object))
    }
}
