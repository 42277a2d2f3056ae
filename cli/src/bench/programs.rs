//! The programs that are compared.
//!
//! A program that measures itself takes N and REPEATS, writes `seconds=S items=I` for each repeat to standard
//! error and a checksum to standard output. Of any other program whole runs are measured.

use std::fs;
use std::path::PathBuf;

/// What an engine is given.
#[derive(Clone, Debug)]
pub enum Program {
    /// This text.
    Text(&'static str),
    /// This file.
    File(PathBuf),
}

/// A program to measure.
#[derive(Debug)]
pub struct Workload {
    /// Shown in the table.
    pub name: String,
    /// Where it is.
    pub program: Program,
    /// The size that takes tens of milliseconds in an interpreter; found by trying where it is not known.
    pub size: Option<u64>,
}

/// How many times larger the sizes of a full comparison are.
const FULL: u64 = 5;

/// Programs whose time grows much faster than their size: a full comparison keeps it.
const STEEP: &[&str] = &["mandelbrot", "nqueens", "permutations", "trampoline", "tree_balanced"];

macro_rules! workloads {
    ($($name:literal = $size:literal;)*) => {
        /// Name, size and text of each program that comes with the command, in the order of the table.
        const OURS: &[(&str, u64, &str)] = &[$((
            $name,
            $size,
            include_str!(concat!("../../../benches/programs/", $name, ".py")),
        )),*];
    };
}
workloads! {
    "count" = 1_000_000;
    "genexpr_sum" = 500_000;
    "pipeline5" = 200_000;
    "fib_mod" = 500_000;
    "float_walk" = 300_000;
    "send_avg" = 400_000;
    "send_pid" = 300_000;
    "yieldfrom_chain" = 100_000;
    "round_robin" = 300;
    "alive" = 50_000;
    "early_break" = 50_000;
    "short_lived" = 100_000;
    "try_finally" = 40_000;
    "matrix_rows" = 300;
    "async_gen" = 200_000;
    "async_switch" = 200;
    "branchy" = 100_000;
    "flatten" = 40_000;
    "kway_merge" = 1_500;
    "mandelbrot" = 40;
    "megamorphic" = 4_000;
    "nqueens" = 7;
    "permutations" = 8;
    "primes_chain" = 300;
    "primes_dict" = 20_000;
    "throw_machine" = 150_000;
    "tokenizer" = 4_000;
    "trampoline" = 22;
    "tree_balanced" = 15;
    "tree_list" = 5_000;
}

impl Workload {
    /// The size of a comparison, if it is known.
    pub fn sized(&self, full: bool) -> Option<u64> {
        let factor = if full && !STEEP.contains(&&*self.name) { FULL } else { 1 };
        self.size.map(|size| size * factor)
    }
}

/// These files as workloads, or the command's own if there are none.
///
/// # Errors
/// A message: a file cannot be read.
pub fn all(files: &[PathBuf]) -> Result<Vec<Workload>, String> {
    if files.is_empty() {
        let ours = OURS.iter();
        return Ok(ours
            .map(|&(name, size, text)| Workload {
                name: name.to_owned(),
                program: Program::Text(text),
                size: Some(size),
            })
            .collect());
    }
    files.iter().map(read).collect()
}

fn read(path: &PathBuf) -> Result<Workload, String> {
    // Engines read it again; that they can is known before anything is measured.
    fs::read(path).map_err(|error| format!("genjit: {}: {error}\n", path.display()))?;
    let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Workload { name, program: Program::File(path.clone()), size: None })
}
