//! The command line, read into a [`Command`].
//!
//! Flags stand before the program; everything behind it is the program's own.

use std::ffi::OsString;
use std::iter::Peekable;
use std::path::PathBuf;
use std::time::Duration;

use genjit::Options;

use crate::bench::{BenchJob, Json};
use crate::dis::DisJob;
use crate::help::Topic;
use crate::program::Source;
use crate::run::RunJob;

/// What was asked for.
#[derive(Debug)]
pub enum Command {
    /// A help text.
    Help(Topic),
    /// The version.
    Version,
    /// Run a program.
    Run(RunJob),
    /// Show its code.
    Dis(DisJob),
    /// Compare speeds.
    Bench(BenchJob),
}

/// Why a command line cannot be understood.
#[derive(Debug, PartialEq, Eq)]
pub struct Misuse(pub String);

/// How long a comparison takes unless told.
const BENCH_TIME: Duration = Duration::from_secs(120);

type Words = Peekable<std::vec::IntoIter<OsString>>;

/// Reads a command line without the command's own name.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn parse(words: impl Iterator<Item = OsString>) -> Result<Command, Misuse> {
    let words: Vec<OsString> = words.collect();
    let mut words = words.into_iter().peekable();
    let first = words.peek().map(|word| word.to_string_lossy().into_owned());
    match first.as_deref() {
        Some("--help" | "-h" | "help") => Ok(Command::Help(Topic::Command)),
        Some("--version" | "-V") => Ok(Command::Version),
        Some("run") => after(&mut words, run),
        Some("dis") => after(&mut words, dis),
        Some("bench") => after(&mut words, bench),
        None | Some(_) => run(&mut words),
    }
}

fn after(words: &mut Words, parse: fn(&mut Words) -> Result<Command, Misuse>) -> Result<Command, Misuse> {
    drop(words.next());
    parse(words)
}

/// The next word, if it is a flag: `-` alone is a program.
fn next_flag(words: &mut Words) -> Option<String> {
    let is_flag = |word: &OsString| word.len() > 1 && word.to_string_lossy().starts_with('-');
    words.next_if(is_flag).map(|flag| flag.to_string_lossy().into_owned())
}

fn run(words: &mut Words) -> Result<Command, Misuse> {
    let mut options = Options::from_environment();
    let mut prompt = false;
    let source = loop {
        match next_flag(words) {
            Some(flag) if flag == "--help" || flag == "-h" => return Ok(Command::Help(Topic::Run)),
            Some(flag) if flag == "-c" => break Source::Text(code_argument(words)?),
            Some(flag) if flag == "-m" => break Source::Module(module_argument(words)?),
            Some(flag) if flag == "-i" => prompt = true,
            Some(flag) => take_option(&mut options, flag, words)?,
            None if words.peek().is_none() => break Source::Stdin,
            None => break program(words)?,
        }
    };
    Ok(Command::Run(RunJob { source, arguments: texts(words), options, prompt }))
}

fn dis(words: &mut Words) -> Result<Command, Misuse> {
    let mut options = Options::from_environment();
    let mut jit = false;
    let source = loop {
        match next_flag(words) {
            Some(flag) if flag == "--help" || flag == "-h" => return Ok(Command::Help(Topic::Dis)),
            Some(flag) if flag == "--jit" => jit = true,
            Some(flag) if flag == "-c" => break Source::Text(code_argument(words)?),
            Some(flag) => take_option(&mut options, flag, words)?,
            None => break program(words)?,
        }
    };
    let function = words.next().map(|word| word.to_string_lossy().into_owned());
    match words.next() {
        Some(word) => Err(Misuse(format!("one function at most is shown: '{}'", word.to_string_lossy()))),
        None => Ok(Command::Dis(DisJob { source, function, jit, options })),
    }
}

fn bench(words: &mut Words) -> Result<Command, Misuse> {
    let mut job = BenchJob { files: Vec::new(), time: BENCH_TIME, full: false, json: None };
    loop {
        match next_flag(words) {
            Some(flag) if flag == "--help" || flag == "-h" => return Ok(Command::Help(Topic::Bench)),
            Some(flag) if flag == "--full" => job.full = true,
            Some(flag) if flag == "--json" => job.json = Some(Json::Stdout),
            Some(flag) if flag.starts_with("--json=") => {
                job.json = Some(Json::Files(PathBuf::from(&flag["--json=".len()..])));
            }
            Some(flag) => match flag.strip_prefix("--seconds=").map(str::parse) {
                Some(Ok(seconds)) if seconds > 0 => job.time = Duration::from_secs(seconds),
                Some(_) => return Err(Misuse(format!("bad value in '{flag}': expected --seconds=N"))),
                None => return Err(Misuse(format!("unknown option '{flag}'"))),
            },
            None => match words.next() {
                Some(file) => job.files.push(PathBuf::from(file)),
                None => return Ok(Command::Bench(job)),
            },
        }
    }
}

/// Takes a flag of the list; the folder of `--stdlib` may also be the word behind it.
fn take_option(options: &mut Options, mut flag: String, words: &mut Words) -> Result<(), Misuse> {
    if flag == "--stdlib" {
        let folder = words.next().ok_or_else(|| Misuse("--stdlib wants a folder".to_owned()))?;
        flag = format!("--stdlib={}", folder.to_string_lossy());
    }
    match options.take_flag(&flag) {
        Ok(true) => match options.stdlib.as_ref().filter(|folder| !folder.is_dir()) {
            Some(folder) => Err(Misuse(format!("--stdlib: '{}' is not a folder", folder.display()))),
            None => Ok(()),
        },
        Ok(false) => Err(Misuse(format!("unknown option '{flag}'"))),
        Err(error) => Err(Misuse(error.to_string())),
    }
}

fn code_argument(words: &mut Words) -> Result<String, Misuse> {
    let code = words.next().ok_or_else(|| Misuse("-c wants the program's text".to_owned()))?;
    code.into_string().map_err(|_| Misuse("the text behind -c is not UTF-8".to_owned()))
}

fn module_argument(words: &mut Words) -> Result<String, Misuse> {
    let name = words.next().ok_or_else(|| Misuse("-m wants a module's name".to_owned()))?;
    name.into_string().map_err(|_| Misuse("the name behind -m is not UTF-8".to_owned()))
}

fn program(words: &mut Words) -> Result<Source, Misuse> {
    match words.next() {
        None => Err(Misuse("a program is wanted".to_owned())),
        Some(word) if word == "-" => Ok(Source::Stdin),
        Some(word) => Ok(Source::File(PathBuf::from(word))),
    }
}

fn texts(words: &mut Words) -> Vec<String> {
    words.map(|word| word.to_string_lossy().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, Misuse> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn what_stands_behind_the_program_is_its_own() {
        let Ok(Command::Run(job)) = parsed("run --jit=off x.py --verify -c") else { panic!("a run") };
        assert_eq!(job.source, Source::File("x.py".into()));
        assert_eq!(job.arguments, ["--verify", "-c"]);
        let Ok(Command::Run(job)) = parsed("-m a.b --verify") else { panic!("a run") };
        assert_eq!(job.source, Source::Module("a.b".to_owned()));
        assert_eq!(job.arguments, ["--verify"]);
        let Ok(Command::Run(job)) = parsed("run --verify") else { panic!("a run") };
        assert_eq!(job.source, Source::Stdin);
        let Ok(Command::Run(job)) = parsed("- a") else { panic!("a run") };
        assert_eq!((job.source, job.arguments), (Source::Stdin, vec!["a".to_owned()]));
    }

    #[test]
    fn misuse_is_named() {
        let message = |line| parsed(line).unwrap_err().0;
        assert_eq!(message("run --nope x.py"), "unknown option '--nope'");
        assert_eq!(message("bench --seconds=0"), "bad value in '--seconds=0': expected --seconds=N");
        assert_eq!(message("run --jit=x y.py"), "bad value in '--jit=x': expected --jit=off|on|eager");
        assert_eq!(message("-c"), "-c wants the program's text");
        assert_eq!(message("-m"), "-m wants a module's name");
    }
}
