//! Running Python source.
#![cfg(feature = "compiler")]

use std::fs;
use std::path::Path;

use crate::{Error, MainModule, Value, Vm};

impl Vm {
    /// Runs a program as the command does: in `__main__`, with a traceback on standard error if it
    /// raises, and with everything of it finalised and flushed at its end. `path` is its file name in
    /// tracebacks. The answer is the exit code: 0, 1 after a traceback, 130 after an interrupt, or what
    /// `SystemExit` says.
    pub fn run_main(&mut self, source: &str, path: &str) -> i32 {
        self.enter();
        self.machine.run_main(source, path)
    }

    /// Finds the module that is to run as the program, as `-m` does: the one of this name, or `__main__` of the
    /// package of this name. It is looked for in the folders of `sys.path` and inside the binary; the
    /// packages that it is in are imported.
    ///
    /// # Errors
    /// Why there is none, as CPython says it.
    pub fn find_main_module(&mut self, name: &str) -> Result<MainModule, String> {
        self.enter();
        self.machine.find_main_module(name)
    }

    /// Runs a module as the program; see [`run_main`](Vm::run_main).
    pub fn run_main_module(&mut self, module: &MainModule) -> i32 {
        self.machine.set_main_package(&module.package);
        self.run_main(&module.text, &module.file)
    }

    /// Runs source text in `__main__` and leaves what it defines there. `path` is its file name in
    /// tracebacks.
    ///
    /// # Errors
    /// It does not compile, or it raised.
    pub fn run_source(&mut self, source: &str, path: &str) -> Result<(), Error> {
        self.enter();
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
        self.enter();
        let result = self.machine.evaluate(expression);
        let object = self.checked(result)?;
        Ok(self.handles.add(object))
    }
}
