//! What is typed at a prompt: each input runs in `__main__`, and the machine lives on.
//!
//! Inputs are called `<stdin-0>`, `<stdin-1>`, …, so that a traceback finds the lines of the right one; it
//! shows all of them as `<stdin>`. The words and the order of things are those of CPython's basic prompt.

#[cfg(feature = "compiler")]
use genjit_compiler::{Typed, typed};

#[cfg(feature = "compiler")]
use crate::error::PyResult;
#[cfg(feature = "compiler")]
use crate::evaluate::SourceMode;
#[cfg(feature = "compiler")]
use crate::exceptions::{Exception, ExceptionKind};
#[cfg(feature = "compiler")]
use crate::value::Value;
#[cfg(feature = "compiler")]
use crate::vm::Vm;

/// A file name as tracebacks show it.
pub(crate) fn shown(filename: &str) -> &str {
    if filename.starts_with("<stdin-") && filename.ends_with('>') { "<stdin>" } else { filename }
}

/// What became of the lines typed so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// More lines are wanted.
    More,
    /// They ran, or were wrong and that was said.
    Done,
    /// The program ended itself with this exit code.
    Exit(i32),
}

#[cfg(feature = "compiler")]
impl Vm {
    /// Takes the lines typed so far as an input, if they are a whole one, and runs it; exceptions are
    /// reported. With `last` there will be no more lines. `number` counts inputs.
    pub fn run_typed(&mut self, text: &str, last: bool, number: usize) -> Answer {
        let filename = format!("<stdin-{number}>");
        let result = match typed(text, &filename) {
            Typed::Nothing => return Answer::Done,
            Typed::Beginning if !last => return Answer::More,
            Typed::Beginning | Typed::Whole => self.run_input(text, &filename),
            Typed::Wrong(error) => Err(self.raise_compile_error(&error)),
        };
        let code = result.err().and_then(|raised| {
            let exception = self.take_raised(raised);
            self.report_typed(&exception)
        });
        // What cannot be written is said with the next input that writes.
        drop(self.streams.out.flush());
        drop(self.streams.err.flush());
        code.map_or(Answer::Done, Answer::Exit)
    }

    /// Runs a program in `__main__` and leaves what it defines there: what it does not catch is reported, but
    /// nothing ends. The exit code.
    pub fn run_before_prompt(&mut self, text: &str, path: &str) -> i32 {
        self.name_file(path);
        let result = self.run_source(text, path);
        let code = self.exit_code_of(result);
        drop(self.streams.out.flush());
        code
    }

    /// Has what was asked for before this moment forgotten: Ctrl-C that came too late for what it meant.
    pub fn forget_interrupt(&mut self) -> bool {
        self.poll.swap(0, std::sync::atomic::Ordering::Relaxed) != 0
    }

    /// What `sys.NAME` is as text: the prompts `ps1` and `ps2`, which programs may set.
    pub fn prompt_text(&mut self, name: &str) -> Option<String> {
        let value = self.sys_attribute(name)?;
        self.str_string(&value).map_err(|raised| drop(self.take_raised(raised))).ok()
    }

    /// Sets the prompts, which `sys` has only where there is one.
    pub fn set_prompts(&mut self, first: &str, next: &str) {
        for (name, text) in [("ps1", first), ("ps2", next)] {
            let text = self.new_str(text);
            self.set_sys(name, text);
        }
    }

    /// Names that may be typed: those of `__main__` and of `builtins`.
    pub fn typed_names(&mut self) -> Vec<String> {
        let main = self.main_namespace();
        let mut keys = main.keys();
        if let Some(builtins) = self.builtins.as_dict() {
            keys.extend(builtins.keys());
        }
        keys.iter().filter_map(|key| key.as_str().map(str::to_owned)).collect()
    }

    fn run_input(&mut self, text: &str, filename: &str) -> PyResult<()> {
        self.keep_source(filename, text);
        let main = self.main_namespace().into_value();
        let code = self.compile_source(text, filename, SourceMode::Single, false)?;
        self.run_code(code, main.clone(), main).map(drop)
    }

    /// Reports an exception and keeps it in `sys.last_exc`; the exit code if it ends the program.
    fn report_typed(&mut self, exception: &Value) -> Option<i32> {
        if self.is_exception_of(exception, ExceptionKind::SystemExit) {
            drop(self.streams.out.flush());
            return Some(self.report_uncaught(exception));
        }
        let class = self.class_of(exception).into_value();
        let traceback = exception.downcast::<Exception>().and_then(|object| object.traceback.get());
        self.set_sys("last_exc", exception.clone());
        self.set_sys("last_type", class);
        self.set_sys("last_value", exception.clone());
        self.set_sys("last_traceback", traceback.unwrap_or(Value::NONE));
        drop(self.streams.out.flush());
        self.report_uncaught(exception);
        None
    }
}
