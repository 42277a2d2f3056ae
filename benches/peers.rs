//! The Pythons on the PATH, each as a persistent process that runs a workload and times itself.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// The commands that are looked for; those that answer with the same version are one peer.
const COMMANDS: &[&str] =
    &["python3", "python3.11", "python3.12", "python3.13", "python3.14", "python3.15", "pypy3"];

/// Loads the program named by the first argument, says `ready`, then answers each line `N REPEATS` by a line
/// `SECONDS CHECKSUM`. Only the repeats are timed.
const DRIVER: &str = r#"
import sys
from time import perf_counter
scope = {"__name__": "workload"}
exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), scope)
prepared = None
print("ready", flush=True)
for line in sys.stdin:
    n, repeats = (int(word) for word in line.split())
    if "prepare" in scope and prepared != n:
        prepare = scope["prepare"]
        prepare(scope["DEPTH"] if prepare.__code__.co_varnames[0] == "depth" else n)
        prepared = n
    main = scope["main"]
    start = perf_counter()
    for _ in range(repeats):
        checksum = main(n)
    seconds = perf_counter() - start
    print("%.9f" % seconds, checksum, flush=True)
"#;

/// A Python implementation.
pub struct Peer {
    /// Its name and version, such as `cpython-3.11.2`: the benchmark's id.
    pub id: String,
    command: String,
}

/// The peers that answer, one of each version: these commands, and what is found on the PATH.
pub fn find(commands: &[String]) -> Vec<Peer> {
    let mut peers: Vec<Peer> = Vec::new();
    let found = COMMANDS.iter().flat_map(|command| places(command));
    for command in commands.iter().cloned().chain(found) {
        let Some(id) = version(&command) else { continue };
        if peers.iter().all(|peer| peer.id != id) {
            peers.push(Peer { id, command });
        }
    }
    peers
}

/// Every place on the PATH that has the command: the first may be a launcher that hides the others.
fn places(command: &str) -> Vec<String> {
    match Command::new("which").args(["-a", command]).output() {
        Ok(found) => String::from_utf8_lossy(&found.stdout).lines().map(str::to_owned).collect(),
        Err(_) => vec![command.to_owned()],
    }
}

/// Implementation and version, or `None` if the command does not run.
fn version(command: &str) -> Option<String> {
    let script =
        "import sys; i = sys.implementation; print(i.name, '%d.%d.%d' % sys.version_info[:3], sep='-')";
    let output = Command::new(command).args(["-c", script]).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl Peer {
    /// A process that has loaded the program and does nothing until it is asked to.
    pub fn start(&self, path: &str) -> Process {
        let mut child = Command::new(&self.command)
            .args(["-c", DRIVER, path])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|e| panic!("{}: {e}", self.command));
        let input = child.stdin.take().expect("a pipe");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut process = Process { child, input: Some(input), output };
        assert_eq!(process.line().trim_end(), "ready", "{}", self.command);
        process
    }
}

/// A running peer; its end of the pipe is closed and it is waited for when this is dropped.
pub struct Process {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Process {
    /// Runs `main(n)` so many times: the time of all of them, and the checksum.
    pub fn run(&mut self, n: i64, repeats: u64) -> (Duration, String) {
        let input = self.input.as_mut().expect("still running");
        writeln!(input, "{n} {repeats}").expect("the peer reads");
        let line = self.line();
        let (seconds, checksum) = line.trim_end().split_once(' ').expect("seconds and checksum");
        let seconds = seconds.parse().expect("seconds");
        (Duration::from_secs_f64(seconds), checksum.to_owned())
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("the peer answers");
        line
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.input.take());
        // A peer that cannot be waited for has ended already.
        drop(self.child.wait());
    }
}
