//! Running the command, each time with a limit: what hangs fails.

#![allow(dead_code, reason = "each test file uses a part")]

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than any run here takes with debug assertions on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

/// Every run is made in these modes.
pub const TIERS: [&str; 3] = ["--jit=off", "--jit=on", "--jit=eager"];

/// What a run gave.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code; 128 and the number for a signal.
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Outcome {
    /// The last line of standard error.
    pub fn last_error(&self) -> &str {
        self.err.lines().last().unwrap_or_default()
    }
}

/// The command with these arguments, all streams in pipes.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_genjit"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the command to its end.
pub fn run(arguments: &[&str]) -> Outcome {
    finish(command(arguments).spawn().expect("the command starts"))
}

/// The same with a text on standard input.
pub fn run_with_input(arguments: &[&str], input: &[u8]) -> Outcome {
    let mut child = command(arguments).stdin(Stdio::piped()).spawn().expect("the command starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    // A command that does not read all of it is no failure.
    drop(pipe.write_all(input));
    drop(pipe);
    finish(child)
}

/// Waits for the end of a run whose streams are pipes, or were taken.
pub fn finish(mut child: Child) -> Outcome {
    let (out, err) = (reader(child.stdout.take()), reader(child.stderr.take()));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        if start.elapsed() > LIMIT {
            drop(child.kill());
            drop(child.wait());
            panic!("no end after {} s", LIMIT.as_secs());
        }
        thread::sleep(Duration::from_millis(2));
    };
    let text = |reader: thread::JoinHandle<String>| reader.join().expect("a text");
    let outcome = Outcome { code: code_of(status), out: text(out), err: text(err) };
    assert!(!outcome.err.contains("panicked at"), "{}", outcome.err);
    outcome
}

fn reader(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            pipe.read_to_end(&mut bytes).expect("a pipe");
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn code_of(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt;
    status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or_default())
}

/// A file of a test, in the folder that cargo keeps for them.
pub fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).expect("a file");
    path
}
