//! `genjit bench`: the same programs in both tiers and in every Python found, side by side.
//!
//! A *cell* is one program in one *engine*. Every cell gets the same share of the time. The size N of a
//! program is the same in all of its cells, so that their checksums can be compared.
//!
//! - `programs`: what is run
//! - `engine`: what runs it
//! - `cell`: a run, measured
//! - `table`: the outcome, `pyperf`: the same as a file of pyperf

mod cell;
mod engine;
mod programs;
mod pyperf;
mod table;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use cell::{Cell, Shape};
use engine::Engine;
use programs::Workload;
use table::Row;

use crate::terminal::{Progress, complain, say};

/// How much longer everything takes with `--full`.
const FULL: u32 = 10;

/// What to compare.
#[derive(Debug)]
pub struct BenchJob {
    /// Programs; those that come with the command if none.
    pub files: Vec<PathBuf>,
    /// How long all of it may take, about.
    pub time: Duration,
    /// Larger sizes, longer.
    pub full: bool,
    /// The outcome is wanted in pyperf's format.
    pub json: Option<Json>,
}

/// Where the outcome goes in pyperf's format.
#[derive(Debug, PartialEq, Eq)]
pub enum Json {
    /// To standard output, in the place of the table: one suite whose benchmarks are programs in engines.
    Stdout,
    /// A file of this name for each engine, the engine's name before its extension.
    Files(PathBuf),
}

/// Compares and prints; the exit code.
pub fn bench(job: &BenchJob) -> i32 {
    let begin = Instant::now();
    let progress = Progress::new();
    progress.show("looking for Pythons");
    let engines = match engine::all() {
        Ok(engines) => engines,
        Err(error) => {
            complain(&format!("genjit: the command cannot find itself: {error}\n"));
            return 1;
        }
    };
    let workloads = match programs::all(&job.files) {
        Ok(workloads) => workloads,
        Err(message) => {
            complain(&message);
            return 1;
        }
    };
    let time = job.time * if job.full { FULL } else { 1 };
    let mut rows = Vec::new();
    for (index, workload) in workloads.iter().enumerate() {
        // What a program left of its time is for those behind it.
        let rest = (workloads.len() - index) as u32;
        let left = time.saturating_sub(begin.elapsed()) / rest;
        rows.push(measure(workload, &engines, left, job.full, &progress));
    }
    progress.clear();
    let mut complaints: Vec<String> = rows.iter().flat_map(|row| row.complaints(&engines)).collect();
    match &job.json {
        None => say(&table::text(&engines, &rows)),
        Some(Json::Stdout) => say(&pyperf::suite(&engines, &rows)),
        Some(Json::Files(path)) => {
            say(&table::text(&engines, &rows));
            complaints.extend(pyperf::write(path, &engines, &rows).err());
        }
    }
    complaints.iter().for_each(|complaint| complain(&format!("genjit: {complaint}\n")));
    i32::from(!complaints.is_empty())
}

/// Every cell of one program.
fn measure(workload: &Workload, engines: &[Engine], time: Duration, full: bool, progress: &Progress) -> Row {
    let begin = Instant::now();
    progress.show(&workload.name);
    let shape = match workload.sized(full) {
        Some(size) => Ok(Shape::Sized(size)),
        None => cell::calibrate(&engines[0], workload, time / (engines.len() as u32 + 1)),
    };
    let size = match shape {
        Ok(Shape::Sized(size)) => Some(size),
        _ => None,
    };
    let mut row = Row { name: workload.name.clone(), size, cells: Vec::new() };
    for (index, engine) in engines.iter().enumerate() {
        progress.show(&format!("{} · {}", workload.name, engine.name));
        let share = time.saturating_sub(begin.elapsed()) / (engines.len() - index) as u32;
        row.cells.push(match &shape {
            Ok(shape) => Cell::measure(engine, workload, *shape, share),
            Err(error) => Err(error.clone()),
        });
    }
    row
}
