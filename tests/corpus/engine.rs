//! Running a program in a `Vm` of its own: the one place that knows the library's API.

use std::io::{self, Write};
use std::panic;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use genjit::{Options, Vm};

use super::program::Program;

/// Longer than any program needs with debug assertions on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);

/// The stack of the thread that runs a program: what a main thread has on Linux.
const STACK: usize = 8 << 20;

/// What a run gave.
#[derive(Debug, Default)]
pub struct Outcome {
    pub code: i32,
    pub out: String,
    pub err: String,
    pub counters: Vec<(String, u64)>,
}

impl Outcome {
    /// The counter of this name, if there is one. Blanks do not count: headers have none in a name.
    pub fn counter(&self, name: &str) -> Option<u64> {
        let named = |(counter, _): &&(String, u64)| counter.replace(' ', "") == name;
        self.counters.iter().find(named).map(|&(_, value)| value)
    }
}

/// Runs the program with the flags. The error says that it panicked, or took too long: then its
/// thread is left behind, since nothing can stop it from outside.
pub fn run(program: &Program, flags: &[String]) -> Result<Outcome, String> {
    let (sender, receiver) = mpsc::channel();
    let (source, path, flags) = (program.source.clone(), program.path.clone(), flags.to_vec());
    let body = move || {
        let result = panic::catch_unwind(|| run_here(&source, &path, &flags));
        let failure = |_| Err("the runtime panicked".to_owned());
        // The receiver is gone only when the time is over.
        drop(sender.send(result.unwrap_or_else(failure)));
    };
    thread::Builder::new().stack_size(STACK).spawn(body).map_err(|e| e.to_string())?;
    receiver.recv_timeout(LIMIT).map_err(|_| format!("no end after {} s", LIMIT.as_secs()))?
}

fn run_here(source: &str, path: &str, flags: &[String]) -> Result<Outcome, String> {
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    let options = Options::parse_flags(&flags).map_err(|e| e.to_string())?;
    let (out, err) = (Capture::default(), Capture::default());
    let mut vm = Vm::new(options);
    vm.set_stdout(Box::new(out.clone()));
    vm.set_stderr(Box::new(err.clone()));
    vm.set_arguments(&[path.to_owned()]);
    let code = vm.run_main(source, path);
    let counters = vm.counters().collect();
    // Finalisers that run with the Vm may still write.
    drop(vm);
    Ok(Outcome { code, out: out.text(), err: err.text(), counters })
}

/// A writer whose text can be read after the `Vm` that owns a clone of it is gone.
#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Vec<u8>>>);

impl Capture {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("not poisoned")).into_owned()
    }
}

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("not poisoned").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
