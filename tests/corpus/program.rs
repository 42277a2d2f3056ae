//! The programs and their headers.
//!
//! A header is the block of comment lines at the top of a program. Its first line says what the program
//! is about; the others may be
//!
//!     # jit: threshold=2             options of the modes with machine code, as flags without `--jit-`
//!     # expect-jit: regions>=1       what counters must hold after the run in the mode `on`
//!     # loop-of: run                 the shape of that function's hot loop is tested (see `shape`)
//!     # loop-has: ... = add %...     an instruction of it, in order; `...` stands for anything
//!     # loop-lacks: call store       operations that are not in it
//!     # loop-guards: 1               how many instructions of it may leave, at most
//!     # sweep: exits                 every exit is forced in turn (see `sweep`)
//!     # exit: 1                      the exit code, 0 without the line
//!     # skip: REASON                 not run: the reason says what is missing
//!     # differs: REASON              known to give something else: the run fails once it does not
//!     # not-in: gc-every REASON      not run in modes whose names begin so
//!     # oracle: native               the expected text comes from a CPython that is not under node
//!
//! A file that begins with `# module: ` is no program but a module for those beside it.
//!
//! Expected standard output is in `NAME.out`, expected standard error in `NAME.err`; a file that is
//! not there means no output.

use std::fs;
use std::path::{Path, PathBuf};

/// One program with what is expected of it.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// `TOPIC/NAME`.
    pub name: String,
    /// The file name that the program is compiled with, from the root of the checkout.
    pub path: String,
    pub source: String,
    /// Flags of the modes with machine code.
    pub flags: Vec<String>,
    pub expected: Expected,
    pub counters: Vec<CounterTest>,
    pub shape: Option<Shape>,
    pub sweep: bool,
    pub skip: Option<String>,
    /// Why its output is known to differ.
    pub differs: Option<String>,
    /// Beginnings of the names of modes that it is not run in.
    pub not_in: Vec<String>,
}

/// What a run must give, with addresses replaced.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expected {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// What the hot loop of a function must look like in the optimised IR.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    pub function: String,
    pub has: Vec<String>,
    pub lacks: Vec<String>,
    pub guards: Option<usize>,
}

/// `NAME>=N`, `NAME<=N` or `NAME=N`.
#[derive(Clone, Debug)]
pub struct CounterTest {
    pub name: String,
    pub relation: String,
    pub value: u64,
}

impl CounterTest {
    fn parse(text: &str) -> Self {
        let start = text.find(['<', '>', '=']).unwrap_or_else(|| panic!("no relation in {text}"));
        let (name, rest) = text.split_at(start);
        let (relation, value) = rest.split_at(if rest.starts_with('=') { 1 } else { 2 });
        let value = value.parse().unwrap_or_else(|_| panic!("no number in {text}"));
        CounterTest { name: name.to_owned(), relation: relation.to_owned(), value }
    }

    /// Whether a counter of this value passes.
    pub fn holds(&self, value: u64) -> bool {
        match self.relation.as_str() {
            ">=" => value >= self.value,
            "<=" => value <= self.value,
            _ => value == self.value,
        }
    }
}

/// The root of the checkout, where the programs' paths begin.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every program of `tests/lang` and the examples that have an expected output, sorted by name.
pub fn all() -> Vec<Program> {
    let mut programs = Vec::new();
    let mut topics = sorted_paths(&root().join("tests/lang"));
    topics.push(root().join("examples"));
    for topic in topics.iter().filter(|path| path.is_dir()) {
        for path in sorted_paths(topic) {
            if path.extension().is_some_and(|extension| extension == "py") {
                programs.extend(read(&path));
            }
        }
    }
    programs
}

pub fn sorted_paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("entry").path()).collect();
    paths.sort();
    paths
}

/// The program of this file, if it is not a module.
fn read(path: &Path) -> Option<Program> {
    let source = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    if source.starts_with("# module: ") {
        return None;
    }
    let relative = path.strip_prefix(root()).expect("inside the checkout").display().to_string();
    let text = |extension: &str| fs::read_to_string(path.with_extension(extension)).unwrap_or_default();
    let name = relative.trim_start_matches("tests/lang/").trim_end_matches(".py").to_owned();
    let mut program = Program { name, path: relative, ..Program::default() };
    program.expected.out = text("out");
    program.expected.err = text("err");
    for line in source.lines().take_while(|line| line.starts_with('#')) {
        if let Some((key, value)) = line.trim_start_matches("# ").split_once(": ") {
            program.set(key, value);
        }
    }
    program.source = source;
    Some(program)
}

impl Program {
    fn shape(&mut self) -> &mut Shape {
        self.shape.as_mut().expect("`loop-of` comes first")
    }

    fn set(&mut self, key: &str, value: &str) {
        let words = || value.split_whitespace();
        match key {
            "jit" => self.flags = words().map(|option| format!("--jit-{option}")).collect(),
            "expect-jit" => self.counters = words().map(CounterTest::parse).collect(),
            "loop-of" => self.shape = Some(Shape { function: value.to_owned(), ..Shape::default() }),
            "loop-has" => self.shape().has.push(value.to_owned()),
            "loop-lacks" => self.shape().lacks.extend(words().map(str::to_owned)),
            "loop-guards" => self.shape().guards = Some(value.parse().expect("a number")),
            "sweep" => self.sweep = value == "exits",
            "exit" => self.expected.code = value.parse().expect("an exit code"),
            "skip" => self.skip = Some(value.to_owned()),
            "differs" => self.differs = Some(value.to_owned()),
            "not-in" => self.not_in.extend(words().next().map(str::to_owned)),
            // The first line, which may hold a colon, and what only the oracle's script reads.
            _ => {}
        }
    }
}
