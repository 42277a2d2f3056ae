//! `genjit bench`: the same programs in both tiers and in every Python found, side by side.
//!
//! A *cell* is one program in one *engine*. Every cell gets the same share of the time. The size N of a
//! program is the same in all of its cells, so that their checksums can be compared.
//!
//! - `programs`: what is run
//! - `engine`: what runs it
//! - `cell`: a run, measured
//! - `table`: the outcome

mod cell;
mod engine;
mod programs;
mod table;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use cell::Cell;
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
    say(&table::text(&engines, &rows));
    let complaints: Vec<String> = rows.iter().flat_map(|row| row.complaints(&engines)).collect();
    complaints.iter().for_each(|complaint| complain(&format!("genjit: {complaint}\n")));
    i32::from(!complaints.is_empty())
}

/// Every cell of one program.
fn measure(workload: &Workload, engines: &[Engine], time: Duration, full: bool, progress: &Progress) -> Row {
    let begin = Instant::now();
    progress.show(&workload.name);
    let size = match workload.sized(full) {
        Some(size) => Ok(size),
        None => cell::calibrate(&engines[0], workload, time / (engines.len() as u32 + 1)),
    };
    let mut row =
        Row { name: workload.name.clone(), size: size.as_ref().copied().unwrap_or(0), cells: Vec::new() };
    for (index, engine) in engines.iter().enumerate() {
        progress.show(&format!("{} · {}", workload.name, engine.name));
        let share = time.saturating_sub(begin.elapsed()) / (engines.len() - index) as u32;
        row.cells.push(match &size {
            Ok(size) => Cell::measure(engine, workload, *size, share),
            Err(error) => Err(error.clone()),
        });
    }
    row
}
