//! What runs programs: this command in its two tiers, and the Pythons on the PATH.

use std::io;
use std::process::{Command, Stdio};

use super::programs::Program;

/// Commands that are looked for; those that answer with the same version are one engine.
const COMMANDS: &[&str] =
    &["python3", "python3.11", "python3.12", "python3.13", "python3.14", "python3.15", "pypy3"];

/// Prints implementation and version.
const VERSION: &str =
    "import sys; i = sys.implementation; print(i.name, '%d.%d.%d' % sys.version_info[:3], sep='-')";

/// Something that runs Python.
#[derive(Debug)]
pub struct Engine {
    /// Shown in the table: `interp`, `jit`, or implementation and version.
    pub name: String,
    command: String,
    flags: &'static [&'static str],
    /// Whether it is one of ours.
    pub ours: bool,
}

impl Engine {
    /// The command that runs this program with these arguments.
    pub fn command(&self, program: &Program, arguments: &[String]) -> Command {
        let mut command = Command::new(&self.command);
        command.args(self.flags);
        match program {
            Program::Text(text) => command.args(["-c", text]),
            Program::File(path) => command.arg(path),
        };
        command.args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// The interpreter alone, the JIT, and every Python that answers.
///
/// # Errors
/// The place of the command itself is not known.
pub fn all() -> io::Result<Vec<Engine>> {
    let own = std::env::current_exe()?.to_string_lossy().into_owned();
    let tier = |name: &str, flags| Engine { name: name.to_owned(), command: own.clone(), flags, ours: true };
    let mut engines = vec![tier("interp", &["run", "--jit=off"]), tier("jit", &["run", "--jit=on"])];
    for command in COMMANDS.iter().flat_map(|command| places(command)) {
        if let Some(name) = version(&command)
            && engines.iter().all(|engine| engine.name != name)
        {
            engines.push(Engine { name, command, flags: &[], ours: false });
        }
    }
    Ok(engines)
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
    let output = Command::new(command).args(["-c", VERSION]).stderr(Stdio::null()).output().ok()?;
    let name = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !name.is_empty()).then_some(name)
}
