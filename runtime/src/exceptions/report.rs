//! Reports of exceptions that end here: uncaught ones, and those that nobody can catch.

use crate::exceptions::{Exception, ExceptionKind, field};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// Writes to `sys.stderr`; failures are ignored.
    pub(crate) fn write_stderr(&mut self, text: &str) {
        match self.sys_attribute("stderr") {
            Some(stderr) if !stderr.is_none() => {
                if let Err(raised) = self.write_to(&stderr, text) {
                    drop(self.take_raised(raised));
                }
            }
            Some(_) => {}
            None => self.write_error(text),
        }
    }

    /// Writes to `sys.stdout`.
    pub(crate) fn write_stdout(&mut self, text: &str) -> crate::error::PyResult<()> {
        match self.sys_attribute("stdout") {
            Some(stdout) if stdout.is_none() => Ok(()),
            Some(stdout) => self.write_to(&stdout, text),
            None => Err(self.raise_runtime_error("lost sys.stdout")),
        }
    }

    /// What the command does with an exception that a program let out: prints it through
    /// `sys.excepthook`, or obeys a SystemExit. The exit code.
    pub fn report_uncaught(&mut self, exception: &Value) -> i32 {
        if self.is_exception_of(exception, ExceptionKind::SystemExit) {
            return self.exit_code(exception);
        }
        self.print_uncaught(exception);
        if self.is_exception_of(exception, ExceptionKind::KeyboardInterrupt) { 130 } else { 1 }
    }

    fn print_uncaught(&mut self, exception: &Value) {
        let Some(hook) = self.sys_attribute("excepthook") else {
            let text = self.format_exception(exception);
            return self.write_error(&text);
        };
        let class = self.class_of(exception).into_value();
        let traceback = exception.downcast::<Exception>().and_then(|object| object.traceback.get());
        let arguments = [class, exception.clone(), traceback.unwrap_or(Value::NONE)];
        if let Err(raised) = self.call(&hook, &arguments) {
            let second = self.take_raised(raised);
            let text = self.format_exception(&second);
            self.write_stderr(&format!("Error in sys.excepthook:\n{text}\nOriginal exception was:\n"));
            let text = self.format_exception(exception);
            self.write_stderr(&text);
        }
    }

    /// None is success, an int is the code itself, anything else is printed and means failure.
    fn exit_code(&mut self, exception: &Value) -> i32 {
        let object: Option<Ref<Exception>> = exception.downcast::<Exception>().cloned();
        let code = object.map_or(Value::NONE, |object| object.fields[field::VALUE].get_or_none());
        if code.is_none() {
            return 0;
        }
        if let Some(int) = code.as_int() {
            // As the operating system sees it: the low eight bits.
            return (int.clamped() & 0xff) as i32;
        }
        let text = self.str_string(&code).unwrap_or_else(|raised| {
            drop(self.take_raised(raised));
            String::new()
        });
        self.write_stderr(&format!("{text}\n"));
        1
    }

    /// Reports an exception that cannot be raised anywhere: it came out of a finaliser or callback.
    pub(crate) fn report_unraisable(&mut self, exception: Value, message: &str, object: Option<Value>) {
        self.ensure_traceback(&exception);
        let hook = self.sys_attribute("unraisablehook");
        let original = self.sys_attribute("__unraisablehook__");
        match (hook, original) {
            (Some(hook), Some(original)) if !hook.is(&original) => {
                self.call_unraisable_hook(&hook, exception, message, object);
            }
            _ => self.print_unraisable(&exception, Some(message), object),
        }
    }

    fn call_unraisable_hook(&mut self, hook: &Value, exception: Value, message: &str, object: Option<Value>) {
        let class = self.class_of(&exception).into_value();
        let traceback = exception.downcast::<Exception>().and_then(|exception| exception.traceback.get());
        let message = self.new_str(message);
        let fields = &["exc_type", "exc_value", "exc_traceback", "err_msg", "object"];
        let items =
            vec![class, exception, traceback.unwrap_or(Value::NONE), message, object.unwrap_or(Value::NONE)];
        let arguments = crate::modules::sys::new_record(self, "UnraisableHookArgs", fields, items);
        if let Err(raised) = self.call(hook, &[arguments]) {
            let second = self.take_raised(raised);
            self.print_unraisable(
                &second,
                Some("Exception ignored in sys.unraisablehook"),
                Some(hook.clone()),
            );
        }
    }

    /// The text of `sys.unraisablehook`.
    pub(crate) fn print_unraisable(
        &mut self,
        exception: &Value,
        message: Option<&str>,
        object: Option<Value>,
    ) {
        let message = message.unwrap_or("Exception ignored in");
        let shown = object.map(|object| {
            self.repr_string(&object).unwrap_or_else(|raised| {
                drop(self.take_raised(raised));
                "<object repr() failed>".to_owned()
            })
        });
        let head = shown.map_or_else(|| format!("{message}:\n"), |shown| format!("{message}: {shown}\n"));
        let traceback = exception.downcast::<Exception>().and_then(|exception| exception.traceback.get());
        let mut text = head;
        if let Some(traceback) = traceback {
            text += "Traceback (most recent call last):\n";
            text += &self.format_traceback(&traceback, false);
        }
        text += &self.format_exception_only(exception);
        self.write_stderr(&text);
    }
}
