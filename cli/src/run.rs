//! `genjit run`

use std::{fs, io};

use genjit::counters::{json_report, text_report};
use genjit::options::Stats;
use genjit::{Options, Vm};

use crate::interrupt;
use crate::program::{Program, Source, Unreadable};
use crate::terminal::complain;

/// A program to run.
#[derive(Debug)]
pub struct RunJob {
    /// Where its text is.
    pub source: Source,
    /// Its arguments, without its name.
    pub arguments: Vec<String>,
    /// The machine's options.
    pub options: Options,
}

/// Runs the program; the exit code.
pub fn run(job: &RunJob) -> i32 {
    let program = match job.source.read() {
        Ok(program) => program,
        Err(Unreadable { message, code }) => {
            complain(&message);
            return code;
        }
    };
    let mut vm = prepare(&program, &job.arguments, &job.options);
    let code = vm.run_main(&program.text, &program.path);
    report(&mut vm, &job.options);
    code
}

/// A machine in which the program's imports and arguments are set, and that Ctrl-C interrupts.
pub fn prepare(program: &Program, arguments: &[String], options: &Options) -> Vm {
    let mut vm = Vm::new(options.clone());
    let mut argv = vec![program.name.clone()];
    argv.extend_from_slice(arguments);
    vm.set_arguments(&argv);
    vm.set_log(Box::new(io::stderr()));
    vm.set_path(std::slice::from_ref(&program.folder));
    if let Err(error) = interrupt::install(vm.interrupter()) {
        complain(&format!("genjit: Ctrl-C will end the process: {error}\n"));
    }
    vm
}

/// Prints what the options ask for about the run that has ended.
pub fn report(vm: &mut Vm, options: &Options) {
    if options.perf_map
        && let Err(error) = write_perf_map(vm)
    {
        complain(&format!("genjit: the perf map was not written: {error}\n"));
    }
    let rows: Vec<(String, u64)> = vm.counters().collect();
    let rows = rows.iter().map(|(name, value)| (name.as_str(), *value));
    match options.stats {
        Stats::Off => return,
        Stats::Text => complain(&text_report(rows)),
        Stats::Json => complain(&json_report(rows)),
    }
    if let Some(reason) = vm.jit_unsupported() {
        complain(&format!("no machine code: {reason}\n"));
    }
}

/// Writes the file in which `perf` looks for the names of code made at run time.
fn write_perf_map(vm: &Vm) -> io::Result<()> {
    let mut text = String::new();
    for code in vm.machine_code() {
        text += &format!("{:x} {:x} genjit:{}\n", code.address, code.bytes, code.name);
    }
    fs::write(format!("/tmp/perf-{}.map", std::process::id()), text)
}
