//! A prompt: inputs typed one after the other into one `__main__`.
#![cfg(feature = "compiler")]

use genjit_runtime::prompt::Answer;

use crate::Vm;

impl Vm {
    /// Takes the lines typed so far, each with its newline: runs them if they are a whole input, as CPython's
    /// basic prompt would. Values of expressions are shown and exceptions reported on the machine's
    /// streams. With `last` there will be no more lines; `number` counts the inputs before this one.
    ///
    /// ```
    /// use genjit::{Answer, Options, Vm};
    ///
    /// let mut vm = Vm::new(Options::default());
    /// assert_eq!(vm.run_typed("def f():\n", false, 0), Answer::More);
    /// assert_eq!(vm.run_typed("def f():\n    return 7\n\n", false, 0), Answer::Done);
    /// assert_eq!(vm.run_typed("raise SystemExit(f())\n", false, 1), Answer::Exit(7));
    /// ```
    pub fn run_typed(&mut self, text: &str, last: bool, number: usize) -> Answer {
        self.enter();
        self.machine.run_typed(text, last, number)
    }

    /// Runs a program in `__main__` and leaves what it defines there. What it does not catch is reported on
    /// standard error. The answer is the exit code it would have had.
    pub fn run_before_prompt(&mut self, source: &str, path: &str) -> i32 {
        self.enter();
        self.machine.run_before_prompt(source, path)
    }

    /// Drops an interrupt that was asked for and has not reached the program; whether there was one.
    pub fn forget_interrupt(&mut self) -> bool {
        self.machine.forget_interrupt()
    }

    /// Sets `sys.ps1` and `sys.ps2`.
    pub fn set_prompts(&mut self, first: &str, next: &str) {
        self.machine.set_prompts(first, next);
    }

    /// `str(sys.ps1)`, or of another name of `sys`; `None` if there is none.
    pub fn prompt_text(&mut self, name: &str) -> Option<String> {
        self.machine.prompt_text(name)
    }

    /// The names in `__main__` and in `builtins`.
    pub fn typed_names(&mut self) -> Vec<String> {
        self.machine.typed_names()
    }

    /// Ends the session as the end of a program does: finalisers run and output is flushed. The exit code:
    /// this one, unless output was lost.
    pub fn end_session(&mut self, code: i32) -> i32 {
        self.enter();
        self.machine.end_session(code)
    }
}
