//! The machine as embedders see it.

use std::io::Write;

use genjit_runtime::error::{PyResult, Raised};
use genjit_runtime::io::Output;
use genjit_runtime::value::Value as Object;
use genjit_runtime::vm::{Interrupter, Vm as Machine};

use crate::handle::Handles;
use crate::{Argument, Error, Exception, Options, Value};

/// One isolated virtual machine: objects, modules, machine code, options and counters.
///
/// It runs on the thread that calls it and may be moved to another between two calls.
pub struct Vm {
    // First, as the objects in it belong to the machine.
    pub(crate) handles: Handles,
    pub(crate) machine: Box<Machine>,
}

impl Vm {
    /// A new machine with these options and the standard streams of the process.
    pub fn new(options: Options) -> Vm {
        Vm { handles: Handles::default(), machine: Machine::with_options(&options) }
    }

    /// Sends what the program writes to standard output here. It arrives in pieces of some kilobytes; the
    /// rest when a program has ended, or at [`flush`](Vm::flush).
    pub fn set_stdout(&mut self, sink: Box<dyn Write + Send>) {
        self.machine.streams.out = Output::new(sink, false);
    }

    /// Sends what goes to standard error here, each line at once.
    pub fn set_stderr(&mut self, sink: Box<dyn Write + Send>) {
        self.machine.streams.err = Output::new(sink, true);
    }

    /// Sends lines of the JIT's log and dumps here, each as it comes; see the options `jit_log` and
    /// `jit_dump`. Without this they are kept for [`take_log`](Vm::take_log).
    pub fn set_log(&mut self, sink: Box<dyn Write + Send>) {
        self.machine.set_log(sink);
    }

    /// Hands buffered output to its sinks.
    ///
    /// # Errors
    /// Those of the sinks.
    pub fn flush(&mut self) -> Result<(), Error> {
        self.machine.streams.out.flush()?;
        Ok(self.machine.streams.err.flush()?)
    }

    /// Sets `sys.argv`.
    pub fn set_arguments(&mut self, arguments: &[String]) {
        self.machine.set_arguments(arguments);
    }

    /// Sets `sys.path`: the folders where imported modules are looked for.
    pub fn set_path(&mut self, folders: &[String]) {
        self.machine.set_path(folders);
    }

    /// Tells how many bytes of native stack a program may use, counted from the call that runs it: 6 MiB
    /// unless told, and never more than three quarters of what its thread has left. Programs that need
    /// more get `RecursionError`.
    pub fn set_native_stack(&mut self, bytes: usize) {
        self.machine.set_native_stack(bytes);
    }

    /// A handle by which other threads raise `KeyboardInterrupt` in the running program.
    pub fn interrupter(&self) -> Interrupter {
        self.machine.interrupter()
    }

    /// Every counter with its name, in a fixed order: the same values on every run of the same program.
    pub fn counters(&self) -> impl Iterator<Item = (String, u64)> + use<> {
        self.machine.counter_rows().into_iter()
    }

    /// Objects alive in this machine.
    pub fn live_objects(&self) -> usize {
        self.machine.live_objects()
    }

    /// Why there is no machine code although the options ask for it; `None` if there is.
    pub fn jit_unsupported(&self) -> Option<String> {
        self.machine.jit_unsupported()
    }

    /// Calls what `__main__` has under this name.
    ///
    /// # Errors
    /// The name is not there, an argument belongs to another machine, or the call raised.
    pub fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Result<Value, Error> {
        let result = self.call_object(name, arguments)?;
        Ok(self.handles.add(result))
    }

    pub(crate) fn call_object(&mut self, name: &str, arguments: &[Argument<'_>]) -> Result<Object, Error> {
        self.enter();
        let callable = self.machine.main_name(name).ok_or_else(|| Error::NotFound(name.to_owned()))?;
        let mut objects = Vec::with_capacity(arguments.len());
        for argument in arguments {
            objects.push(argument.to_object(&mut self.machine, &self.handles)?);
        }
        let result = self.machine.call(&callable, &objects);
        self.checked(result)
    }

    /// What `__main__` has under this name.
    pub fn get(&mut self, name: &str) -> Option<Value> {
        let object = self.machine.main_name(name)?;
        Some(self.handles.add(object))
    }

    /// The int's value, if it is an int of 64 bits. A bool is one.
    pub fn to_i64(&self, value: &Value) -> Option<i64> {
        self.handles.get(value).ok()?.as_int()?.to_i64()
    }

    /// The float's value, if it is a float.
    pub fn to_f64(&self, value: &Value) -> Option<f64> {
        self.handles.get(value).ok()?.as_float()
    }

    /// The text, if it is a str.
    pub fn to_text(&self, value: &Value) -> Option<String> {
        self.handles.get(value).ok()?.as_str().map(str::to_owned)
    }

    /// Whether it is `None`.
    pub fn is_none(&self, value: &Value) -> bool {
        self.handles.get(value).is_ok_and(Object::is_none)
    }

    /// `repr(value)`; a stand-in in angle brackets if that raises or the value is another machine's.
    pub fn repr(&mut self, value: &Value) -> String {
        let Ok(object) = self.handles.get(value) else { return "<foreign value>".to_owned() };
        let object = object.clone();
        self.machine.measure_native_stack();
        self.machine.repr_string(&object).unwrap_or_else(|raised| {
            drop(self.machine.take_raised(raised));
            "<repr() failed>".to_owned()
        })
    }

    /// What precedes everything that may run Python code: values that the host dropped go, and the thread's
    /// stack is measured.
    pub(crate) fn enter(&mut self) {
        self.machine.measure_native_stack();
        self.handles.sweep();
    }

    /// A result of the runtime as a result of this library.
    pub(crate) fn checked<T>(&mut self, result: PyResult<T>) -> Result<T, Error> {
        result.map_err(|raised| Error::Exception(Box::new(self.exception(raised))))
    }

    /// Takes the exception in flight and describes it.
    pub(crate) fn exception(&mut self, raised: Raised) -> Exception {
        let object = self.machine.take_raised(raised);
        let report = self.machine.format_exception(&object);
        let message = self.machine.str_string(&object).unwrap_or_else(|raised| {
            drop(self.machine.take_raised(raised));
            "<exception str() failed>".to_owned()
        });
        let class = self.machine.class_of(&object).qualname_text();
        Exception { class, message, report, value: self.handles.add(object) }
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        self.machine.measure_native_stack();
        self.handles.clear();
        self.machine.end_program();
    }
}
