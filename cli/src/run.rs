//! `genjit run`

use std::io::IsTerminal;
use std::{env, fs, io};

use genjit::counters::{json_report, text_report};
use genjit::options::Stats;
use genjit::{Options, Vm};

use crate::interrupt::{self, Patience};
use crate::program::{Program, Source, Unreadable};
use crate::prompt;
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
    /// A prompt follows the program.
    pub prompt: bool,
}

/// Runs the program; the exit code.
pub fn run(job: &RunJob) -> i32 {
    match &job.source {
        Source::Module(name) => run_module(name, job),
        Source::Stdin if io::stdin().is_terminal() => run_prompt(None, job),
        source => match source.read() {
            Ok(program) if job.prompt => run_prompt(Some(program), job),
            Ok(program) => run_program(&program, job),
            Err(Unreadable { message, code }) => {
                complain(&message);
                code
            }
        },
    }
}

fn run_program(program: &Program, job: &RunJob) -> i32 {
    let (mut vm, _) = prepare(program, &job.arguments, &job.options);
    let code = vm.run_main(&program.text, &program.path);
    report(&mut vm, &job.options);
    code
}

/// Runs a module of `sys.path`, or one inside the binary, as the program. The current folder is the first
/// of the path.
fn run_module(name: &str, job: &RunJob) -> i32 {
    let folder = env::current_dir().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    let (text, path) = (String::new(), String::new());
    let program = Program { text, path, name: "-m".to_owned(), folder };
    let (mut vm, patience) = prepare(&program, &job.arguments, &job.options);
    let module = match vm.find_main_module(name) {
        Ok(module) => module,
        Err(reason) => {
            complain(&format!("genjit: {reason}\n"));
            return vm.end_session(1);
        }
    };
    set_arguments(&mut vm, &module.file, &job.arguments);
    let code = match job.prompt {
        false => vm.run_main_module(&module),
        true => {
            let code = vm.run_before_prompt(&module.text, &module.file);
            session(&mut vm, patience, code, false)
        }
    };
    report(&mut vm, &job.options);
    code
}

/// Runs the program, if there is one, and then what is typed.
fn run_prompt(program: Option<Program>, job: &RunJob) -> i32 {
    let banner = program.is_none();
    let name = job.arguments.is_empty().then(String::new);
    let nothing = || Program {
        text: String::new(),
        path: "<stdin>".to_owned(),
        name: name.unwrap_or_else(|| "-".to_owned()),
        folder: String::new(),
    };
    let program = program.unwrap_or_else(nothing);
    let (mut vm, patience) = prepare(&program, &job.arguments, &job.options);
    let code = if banner { 0 } else { vm.run_before_prompt(&program.text, &program.path) };
    let code = session(&mut vm, patience, code, banner);
    report(&mut vm, &job.options);
    code
}

/// A prompt, unless there is nobody to type: then the program's own exit code is the answer.
fn session(vm: &mut Vm, patience: Option<Patience>, code: i32, banner: bool) -> i32 {
    let code = match io::stdin().is_terminal() {
        true => prompt::session(vm, &patience.unwrap_or_default(), banner),
        false => code,
    };
    vm.end_session(code)
}

/// A machine in which the program's imports and arguments are set, and that Ctrl-C interrupts.
pub fn prepare(program: &Program, arguments: &[String], options: &Options) -> (Vm, Option<Patience>) {
    let mut vm = Vm::new(options.clone());
    set_arguments(&mut vm, &program.name, arguments);
    vm.set_log(Box::new(io::stderr()));
    vm.set_path(std::slice::from_ref(&program.folder));
    let patience = interrupt::install(vm.interrupter());
    let patience = patience.map_err(|error| {
        complain(&format!("genjit: Ctrl-C will end the process: {error}\n"));
    });
    (vm, patience.ok())
}

/// Sets `sys.argv`.
fn set_arguments(vm: &mut Vm, name: &str, arguments: &[String]) {
    let mut argv = vec![name.to_owned()];
    argv.extend_from_slice(arguments);
    vm.set_arguments(&argv);
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
