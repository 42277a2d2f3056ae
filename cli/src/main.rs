//! The `genjit` command: runs programs, shows their code, compares speeds.
//!
//! - `args`: the command line as a [`Command`]
//! - `program`: where a program's text comes from, and what is said when it cannot be had
//! - `run`, `dis`, `bench`: the subcommands
//! - `prompt`: what is typed when there is no program
//! - `interrupt`: Ctrl-C
//! - `terminal`: what the command itself says
//!
//! Exit codes: 0; 1 after a traceback; 2 for misuse; what `SystemExit` says; 130 after Ctrl-C.

mod allocator;
mod args;
mod bench;
mod dis;
mod help;
mod interrupt;
mod program;
mod prompt;
mod run;
mod terminal;

use std::process::ExitCode;

use args::{Command, Misuse};

#[global_allocator]
static ALLOCATOR: allocator::BySize = allocator::BySize;

/// Exit code of a command line that cannot be understood.
const MISUSE: i32 = 2;

fn main() -> ExitCode {
    let code = match args::parse(std::env::args_os().skip(1)) {
        Ok(command) => execute(command),
        Err(Misuse(message)) => {
            terminal::complain(&format!("genjit: {message}\n{}", help::USAGE));
            MISUSE
        }
    };
    // The operating system keeps eight bits.
    ExitCode::from((code & 0xff) as u8)
}

fn execute(command: Command) -> i32 {
    match command {
        Command::Help(topic) => {
            terminal::say(&help::text(topic));
            0
        }
        Command::Version => {
            terminal::say(&help::version());
            0
        }
        Command::Run(job) => run::run(&job),
        Command::Dis(job) => dis::dis(&job),
        Command::Bench(job) => bench::bench(&job),
    }
}
