//! Running a program in a `Vm` of its own: the one place that knows the library's API.
//!
//! Each run is a process of its own, this very binary with [`CHILD`] as its first argument: a crash fails
//! one test, and what does not end can be killed. The child reads the source from standard input and
//! writes one message to standard output: exit code, both outputs and the log with their lengths, and the
//! counters.

use std::env;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use genjit::{Options, Vm};

use super::program::Program;

/// The first argument of a process that runs one program; the program's path and the flags follow.
pub const CHILD: &str = "--run-one-program";

/// The first flag of a process that runs its program several times; the number follows.
pub const ROUNDS: &str = "--rounds=";

/// Longer than any program needs with debug assertions on a busy machine, unless the build says how long:
/// instrumented ones take several times as much.
const LIMIT: Duration = Duration::from_secs(match option_env!("GENJIT_TEST_SECONDS") {
    Some(text) => seconds(text),
    None => 60,
});

const fn seconds(text: &str) -> u64 {
    match u64::from_str_radix(text, 10) {
        Ok(seconds) => seconds,
        Err(_) => panic!("GENJIT_TEST_SECONDS is a number"),
    }
}

/// What a run gave.
#[derive(Debug, Default)]
pub struct Outcome {
    pub code: i32,
    pub out: String,
    pub err: String,
    pub counters: Vec<(String, u64)>,
    /// Lines of the log and dumps that the flags asked for.
    pub log: String,
}

impl Outcome {
    /// The counter of this name, if there is one. Blanks do not count: headers have none in a name.
    pub fn counter(&self, name: &str) -> Option<u64> {
        let named = |(counter, _): &&(String, u64)| counter.replace(' ', "") == name;
        self.counters.iter().find(named).map(|&(_, value)| value)
    }

    fn write(&self, sink: &mut impl Write) -> io::Result<()> {
        writeln!(sink, "{} {} {} {}", self.code, self.out.len(), self.err.len(), self.log.len())?;
        write!(sink, "{}{}{}", self.out, self.err, self.log)?;
        self.counters.iter().try_for_each(|(name, value)| writeln!(sink, "{name}={value}"))
    }

    /// What [`write`](Self::write) wrote; `None` if it is cut off.
    fn read(message: &str) -> Option<Outcome> {
        let (head, rest) = message.split_once('\n')?;
        let mut numbers = head.split(' ');
        let code = numbers.next()?.parse().ok()?;
        let (out, rest) = rest.split_at_checked(numbers.next()?.parse().ok()?)?;
        let (err, rest) = rest.split_at_checked(numbers.next()?.parse().ok()?)?;
        let (log, rest) = rest.split_at_checked(numbers.next()?.parse().ok()?)?;
        let mut counters = Vec::new();
        for line in rest.lines() {
            let (name, value) = line.rsplit_once('=')?;
            counters.push((name.to_owned(), value.parse().ok()?));
        }
        Some(Outcome { code, out: out.to_owned(), err: err.to_owned(), counters, log: log.to_owned() })
    }
}

/// Runs the program with the flags. The error says that it crashed, panicked or took too long.
pub fn run(program: &Program, flags: &[String]) -> Result<Outcome, String> {
    run_within(program, flags, LIMIT)
}

/// The same with less time.
pub fn run_within(program: &Program, flags: &[String], limit: Duration) -> Result<Outcome, String> {
    let mut child = Command::new(env::current_exe().map_err(|e| e.to_string())?)
        .args([CHILD, &program.path])
        .args(flags)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| e.to_string())?;
    let mut input = child.stdin.take().expect("a pipe");
    // Fails only if the child has died, which is reported below.
    drop(input.write_all(program.source.as_bytes()));
    drop(input);
    let message = reader(child.stdout.take().expect("a pipe"));
    let complaint = reader(child.stderr.take().expect("a pipe"));
    let ended = wait(&mut child, limit);
    let (message, complaint) = (message.join().unwrap_or_default(), complaint.join().unwrap_or_default());
    let ended = ended?;
    Outcome::read(&message).filter(|_| ended.success()).ok_or_else(|| {
        let shown: Vec<&str> = complaint.lines().take(12).collect();
        format!("the run ended with {ended}\n{}", shown.join("\n"))
    })
}

/// Reads a pipe to its end beside the child, which would block on a full one.
fn reader(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before an error is shown.
        drop(pipe.read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Waits for the child, or kills it when its time is over.
fn wait(child: &mut Child, limit: Duration) -> Result<std::process::ExitStatus, String> {
    let start = Instant::now();
    let mut pause = Duration::from_micros(500);
    loop {
        if let Some(status) = child.try_wait().map_err(|e| e.to_string())? {
            return Ok(status);
        }
        if start.elapsed() > limit {
            drop(child.kill());
            drop(child.wait());
            return Err(format!("no end after {} s", limit.as_secs()));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// The child's part: `arguments` are the program's path and the flags.
///
/// # Errors
/// A flag that is refused, or a pipe that breaks.
pub fn run_child(arguments: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let [path, flags @ ..] = arguments else { return Err("no path".into()) };
    let mut source = String::new();
    io::stdin().read_to_string(&mut source)?;
    let (rounds, flags) = match flags.split_first() {
        Some((first, rest)) if first.starts_with(ROUNDS) => (first[ROUNDS.len()..].parse()?, rest),
        _ => (1, flags),
    };
    Ok(run_rounds(&source, path, flags, rounds)?.write(&mut io::stdout().lock())?)
}

/// Runs a program in this process.
///
/// # Errors
/// A flag that is refused.
pub fn run_here(source: &str, path: &str, flags: &[String]) -> Result<Outcome, Box<dyn std::error::Error>> {
    run_rounds(source, path, flags, 1)
}

/// The name of the counter of objects alive after a round.
pub fn live_after(round: usize) -> String {
    format!("live_after_{round}")
}

/// The same several times in one machine; the output and the code are the last round's.
fn run_rounds(
    source: &str,
    path: &str,
    flags: &[String],
    rounds: usize,
) -> Result<Outcome, Box<dyn std::error::Error>> {
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    let (out, err) = (Capture::default(), Capture::default());
    let mut vm = Vm::new(Options::parse_flags(&flags)?);
    vm.set_stdout(Box::new(out.clone()));
    vm.set_stderr(Box::new(err.clone()));
    vm.set_arguments(&[path.to_owned()]);
    let (mut code, mut live) = (0, Vec::new());
    for round in 1..=rounds {
        // As the command does: a program finds the modules beside it.
        vm.set_path(&[Path::new(path).parent().unwrap_or(Path::new("")).display().to_string()]);
        code = vm.run_main(source, path);
        live.push((live_after(round), vm.live_objects() as u64));
    }
    let counters = vm.counters().chain(live).collect();
    let log = vm.take_log().join("\n");
    // Finalisers that run with the Vm may still write.
    drop(vm);
    Ok(Outcome { code, out: out.text(), err: err.text(), counters, log })
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
