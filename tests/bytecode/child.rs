//! The process that makes code, has it verified, and runs what passed.
//!
//! It writes a line before each case and another if the case ran, so that whoever started it knows which
//! one it died of. A second thread interrupts what runs long, again and again; a program that catches
//! that for ever ends the process with [`ENDLESS`].

use std::io::{self, Write};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use genjit::bytecode::{CodeObject, Constant};
use genjit::{Argument, Error, Generator, Interrupter, Options, Resume, Value, Vm};

use super::{arbitrary, mutated};

/// The first argument of such a process; kind, range and flag follow.
pub const CHILD: &str = "--run-cases";

/// Exit code of a process whose case catches every interrupt.
pub const ENDLESS: i32 = 77;

/// How long a case runs undisturbed, and how long at most.
const PATIENCE: (Duration, Duration) = (Duration::from_millis(15), Duration::from_secs(1));

const SAMPLES: &str = include_str!("samples.py");

/// Where code comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Arbitrary,
    Mutated,
}

/// Names of the kinds.
pub const KINDS: [(&str, Kind); 2] = [("arbitrary", Kind::Arbitrary), ("mutated", Kind::Mutated)];

/// The functions of the samples.
fn samples() -> Vec<Arc<CodeObject>> {
    let mut vm = Vm::new(Options::default());
    let module = vm.compile(SAMPLES, "samples.py").expect("the samples compile");
    let functions = module.consts.iter().filter_map(|constant| match constant {
        Constant::Code(code) => Some(Arc::clone(code)),
        _ => None,
    });
    functions.filter(|code| code.name.starts_with(char::is_lowercase)).collect()
}

/// The code of a case.
pub fn make(kind: Kind, case: u64) -> CodeObject {
    let samples = samples();
    from_samples(kind, case, &samples)
}

fn from_samples(kind: Kind, case: u64, samples: &[Arc<CodeObject>]) -> CodeObject {
    match kind {
        Kind::Arbitrary => arbitrary::code(case, &samples[1]),
        Kind::Mutated => mutated::code(case, samples),
    }
}

/// Runs the cases of a range.
pub fn run(kind: Kind, cases: Range<u64>, flag: &str) -> io::Result<()> {
    let samples = samples();
    let watch = Watch::start();
    let options = Options::parse_flags(&[flag]).expect("a flag");
    let mut out = io::stdout().lock();
    for case in cases {
        writeln!(out, "case {case}")?;
        let code = from_samples(kind, case, &samples);
        let mut vm = Vm::new(options.clone());
        vm.set_stdout(Box::new(io::sink()));
        vm.set_stderr(Box::new(io::sink()));
        vm.run_source(SAMPLES, "samples.py").expect("the samples run");
        watch.begin(vm.interrupter());
        if run_one(&mut vm, code, &watch) {
            writeln!(out, "ran {case}")?;
        }
        // What is left of it is finalised, which is a part of running it.
        drop(vm);
        watch.end();
    }
    Ok(())
}

/// Whether the verifier let the code through; it has run then.
fn run_one(vm: &mut Vm, code: CodeObject, watch: &Watch) -> bool {
    let name = code.name.to_string();
    match vm.load(code) {
        Err(Error::Verify(_)) => return false,
        result => result.expect("it is defined"),
    }
    let items = vm.get("ITEMS").expect("a list");
    for round in 0..4 {
        let arguments: [&[Argument<'_>]; 4] =
            [&[3.into()], &[], &["ab".into(), (&items).into()], &[2.5.into(), Argument::None]];
        // Often enough for machine code, with the first arguments.
        for _ in 0..if round == 0 { 4 } else { 1 } {
            if watch.has_interrupted() {
                return true;
            }
            if let Ok(generator) = vm.call_generator(&name, arguments[round]) {
                drive(vm, generator, round, watch);
            }
        }
    }
    true
}

/// Resumes a generator in each way; whatever it answers is right.
fn drive(vm: &mut Vm, mut generator: Generator, round: usize, watch: &Watch) {
    if round == 2 {
        drop(vm.call("consume", &[generator.value().into()]));
        return;
    }
    for step in 0..12 {
        let sent: Argument<'_> = if step % 4 == 3 { step.into() } else { Argument::None };
        match vm.send(&mut generator, sent) {
            Ok(Resume::Yield(item)) if !watch.has_interrupted() => look_at(vm, &item),
            _ => break,
        }
    }
    drop(vm.throw(&mut generator, "ValueError", "thrown"));
    drop(vm.resume(&mut generator));
    drop(vm.close(&mut generator));
}

fn look_at(vm: &mut Vm, item: &Value) {
    drop(vm.repr(item));
}

/// The second thread's view of what runs.
struct Watch {
    /// When the case began, in milliseconds; 0 between cases.
    began: AtomicU64,
    clock: Instant,
    running: Mutex<Option<Interrupter>>,
    interrupted: AtomicBool,
}

impl Watch {
    fn start() -> Arc<Watch> {
        let watch = Arc::new(Watch {
            began: AtomicU64::new(0),
            clock: Instant::now(),
            running: Mutex::new(None),
            interrupted: AtomicBool::new(false),
        });
        let seen = Arc::clone(&watch);
        thread::spawn(move || {
            loop {
                thread::sleep(Duration::from_millis(10));
                seen.look();
            }
        });
        watch
    }

    fn now(&self) -> u64 {
        1 + u64::try_from(self.clock.elapsed().as_millis()).expect("milliseconds")
    }

    fn begin(&self, interrupter: Interrupter) {
        *self.running.lock().expect("not poisoned") = Some(interrupter);
        self.interrupted.store(false, Ordering::SeqCst);
        self.began.store(self.now(), Ordering::SeqCst);
    }

    /// Whether the case takes too long: one interrupt is enough.
    fn has_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::SeqCst)
    }

    fn end(&self) {
        self.began.store(0, Ordering::SeqCst);
        *self.running.lock().expect("not poisoned") = None;
    }

    fn look(&self) {
        let began = self.began.load(Ordering::SeqCst);
        let age = Duration::from_millis(self.now().saturating_sub(began));
        if began == 0 || age < PATIENCE.0 {
            return;
        }
        if age > PATIENCE.1 {
            std::process::exit(ENDLESS);
        }
        if let Some(interrupter) = &*self.running.lock().expect("not poisoned") {
            self.interrupted.store(true, Ordering::SeqCst);
            interrupter.interrupt();
        }
    }
}
