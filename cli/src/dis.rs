//! `genjit dis`

use std::io;
use std::sync::Arc;

use genjit::bytecode::{CodeObject, Constant, DisOptions, dis as disassemble};
use genjit::{Error, Options, Tier, Vm};

use crate::program::{Source, Unreadable};
use crate::run::{prepare, report};
use crate::terminal::{complain, say};

/// What to show.
#[derive(Debug)]
pub struct DisJob {
    /// The program.
    pub source: Source,
    /// The qualified name of the function that is wanted; all of the program if none.
    pub function: Option<String>,
    /// Shows where machine code resumes, after a run.
    pub jit: bool,
    /// The options of that run.
    pub options: Options,
}

/// Shows it; the exit code.
pub fn dis(job: &DisJob) -> i32 {
    let program = match job.source.read() {
        Ok(program) => program,
        Err(Unreadable { message, code }) => {
            complain(&message);
            return code;
        }
    };
    // Which tier resumes a point is to be the same each time it is shown.
    let options = Options { jit_wait: true, ..job.options.clone() };
    let (mut vm, _) = prepare(&program, &[], &options);
    let module = match vm.compile(&program.text, &program.path) {
        Ok(module) => module,
        Err(error) => return refuse(&error),
    };
    let codes = match &job.function {
        None => vec![Arc::clone(&module)],
        Some(name) => named(&module, name),
    };
    if codes.is_empty() {
        let name = job.function.as_deref().unwrap_or_default();
        complain(&format!("genjit: {} has no function '{name}'\n", program.name));
        return 1;
    }
    if job.jit {
        return after_run(&mut vm, &module, &codes, job);
    }
    for code in codes {
        say(&disassemble(&code, &DisOptions::default()));
    }
    0
}

fn refuse(error: &Error) -> i32 {
    match error {
        Error::Exception(exception) => complain(exception.report()),
        error => complain(&format!("genjit: {error}\n")),
    }
    1
}

/// Runs the program, then shows the resume points of these code objects and of those in them.
fn after_run(vm: &mut Vm, module: &Arc<CodeObject>, codes: &[Arc<CodeObject>], job: &DisJob) -> i32 {
    vm.set_stdout(Box::new(io::stderr()));
    let exit = match vm.run_main_code(module) {
        Ok(exit) => exit,
        Err(error) => return refuse(&error),
    };
    report(vm, &job.options);
    for code in codes {
        walk(code, &mut |code| {
            if code.flags.makes_generator() {
                say(&resume_table(vm, code));
            }
        });
    }
    exit
}

/// The resume points of a generator function, one line each.
fn resume_table(vm: &Vm, code: &Arc<CodeObject>) -> String {
    let mut text = format!("{} ({}:{})\n", code.qualname, code.filename, code.firstlineno);
    for point in vm.resume_points(code) {
        let name = if point.index == 0 { "RESUME" } else { "YIELD_VALUE" };
        let place = match point.tier {
            Tier::Interpreter => "interpreter".to_owned(),
            Tier::Native { region, bytes } => format!("native       region {region} ({bytes} bytes)"),
            Tier::Shared { region } => format!("shared       region {region}"),
        };
        let counts = format!("entered {} switched {}", point.entries, point.switches);
        text += &format!(
            "  resume {:<3} {name:<12} offset {:<5} {place:<36} {counts}\n",
            point.index, point.offset
        );
    }
    text
}

/// The code objects of this qualified name.
fn named(module: &Arc<CodeObject>, name: &str) -> Vec<Arc<CodeObject>> {
    let mut found = Vec::new();
    walk(module, &mut |code| {
        if &*code.qualname == name {
            found.push(Arc::clone(code));
        }
    });
    found
}

/// Visits a code object and those among its constants, outermost first.
fn walk(code: &Arc<CodeObject>, visit: &mut dyn FnMut(&Arc<CodeObject>)) {
    visit(code);
    for constant in &code.consts {
        if let Constant::Code(inner) = constant {
            walk(inner, visit);
        }
    }
}
