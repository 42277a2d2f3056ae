//! One program in one engine, measured.
//!
//! Each run is a process of its own that times itself, so that neither its start nor the pipes are
//! measured. A first, short run tells how many repeats fit into the cell's share of the time; a second one
//! makes them. The first repeat is the cold one; the steady time is the median of the later half, when
//! what had to be compiled has been. A program that does not time itself is run again and again, start
//! and all; then a run is the item.

use std::io::Read;
use std::process::{Child, Output};
use std::thread;
use std::time::{Duration, Instant};

use super::engine::Engine;
use super::programs::Workload;

/// Fewest and most repeats of the measuring run.
const REPEATS: (u64, u64) = (5, 60);

/// A run that takes so many times its share is ended.
const PATIENCE: u32 = 6;

/// A run always has so long.
const LEAST_PATIENCE: Duration = Duration::from_secs(10);

/// A size is large enough when one repeat takes so long in an interpreter.
const LARGE_ENOUGH: f64 = 0.02;

/// How a program is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// It times itself, at this size.
    Sized(u64),
    /// It does not: whole runs are timed.
    Whole,
}

/// What was measured.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Seconds of each repeat.
    pub seconds: Vec<f64>,
    /// Items of a repeat.
    pub items: f64,
    /// Seconds of the first repeat of a process.
    pub first: f64,
    /// Seconds of an item.
    pub steady: f64,
    /// What the program printed.
    pub checksum: String,
}

/// Why there is no measurement.
pub type Failure = String;

impl Cell {
    /// Measures a program within about this time.
    ///
    /// # Errors
    /// The run failed, or gave no times.
    pub fn measure(
        engine: &Engine,
        workload: &Workload,
        shape: Shape,
        share: Duration,
    ) -> Result<Cell, Failure> {
        match shape {
            Shape::Sized(size) => Cell::measure_sized(engine, workload, size, share),
            Shape::Whole => Cell::measure_whole(engine, workload, share),
        }
    }

    fn measure_sized(
        engine: &Engine,
        workload: &Workload,
        size: u64,
        share: Duration,
    ) -> Result<Cell, Failure> {
        let begin = Instant::now();
        let trial = Run::of(engine, workload, size, 2, share)?;
        let left = share.saturating_sub(begin.elapsed()).as_secs_f64();
        let fits = (left / trial.fastest().max(1e-6)) as u64;
        if fits < REPEATS.0 {
            return Ok(trial.cell());
        }
        let run = Run::of(engine, workload, size, fits.min(REPEATS.1), share)?;
        if run.checksum != trial.checksum {
            return Err("two runs gave different checksums".to_owned());
        }
        Ok(run.cell())
    }

    fn measure_whole(engine: &Engine, workload: &Workload, share: Duration) -> Result<Cell, Failure> {
        let begin = Instant::now();
        let mut whole = Run { seconds: Vec::new(), items: 1.0, checksum: String::new() };
        while whole.seconds.len() < 2 || begin.elapsed() < share && (whole.seconds.len() as u64) < REPEATS.1 {
            let start = Instant::now();
            let output = output(engine, workload, &[], share)?;
            whole.seconds.push(start.elapsed().as_secs_f64());
            let printed = String::from_utf8_lossy(&output.stdout).trim().to_owned();
            if whole.seconds.len() > 1 && printed != whole.checksum {
                return Err("two runs printed different texts".to_owned());
            }
            whole.checksum = printed;
        }
        Ok(whole.cell())
    }
}

/// Whether a program times itself, and if so a size at which one repeat takes long enough to be measured.
///
/// # Errors
/// The run failed.
pub fn calibrate(engine: &Engine, workload: &Workload, share: Duration) -> Result<Shape, Failure> {
    // Small steps where it takes time: that of some programs grows much faster than their size.
    let mut size = 4;
    loop {
        let output = output(engine, workload, &[size.to_string(), "1".to_owned()], share)?;
        let Some(run) = Run::read(&output) else { return Ok(Shape::Whole) };
        if run.fastest() >= LARGE_ENOUGH || size >= 100_000_000 {
            return Ok(Shape::Sized(size));
        }
        size *= if run.fastest() < LARGE_ENOUGH / 20.0 { 4 } else { 2 };
    }
}

/// What a process wrote that ended well.
fn output(
    engine: &Engine,
    workload: &Workload,
    arguments: &[String],
    share: Duration,
) -> Result<Output, Failure> {
    let mut command = engine.command(&workload.program, arguments);
    let child = command.spawn().map_err(|error| error.to_string())?;
    let output = wait(child, (share * PATIENCE).max(LEAST_PATIENCE))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let reason = said.lines().last().unwrap_or("no reason given").to_owned();
        return Err(format!("{}: {reason}", output.status));
    }
    Ok(output)
}

/// What one process said.
struct Run {
    seconds: Vec<f64>,
    items: f64,
    checksum: String,
}

impl Run {
    fn of(
        engine: &Engine,
        workload: &Workload,
        size: u64,
        repeats: u64,
        share: Duration,
    ) -> Result<Run, Failure> {
        let output = output(engine, workload, &[size.to_string(), repeats.to_string()], share)?;
        Run::read(&output).ok_or_else(|| "no line 'seconds=S items=I' on standard error".to_owned())
    }

    /// The times that a process gave, if it did.
    fn read(output: &Output) -> Option<Run> {
        let said = String::from_utf8_lossy(&output.stderr);
        let checksum = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let mut run = Run { seconds: Vec::new(), items: 0.0, checksum };
        for (seconds, items) in said.lines().filter_map(times) {
            run.seconds.push(seconds);
            run.items = items;
        }
        (!run.seconds.is_empty() && run.items > 0.0).then_some(run)
    }

    fn fastest(&self) -> f64 {
        self.seconds.iter().copied().fold(f64::INFINITY, f64::min)
    }

    fn cell(self) -> Cell {
        let mut later = self.seconds[self.seconds.len() / 2..].to_vec();
        later.sort_by(f64::total_cmp);
        let steady = later[later.len() / 2] / self.items;
        let (first, items) = (self.seconds[0], self.items);
        Cell { seconds: self.seconds, items, first, steady, checksum: self.checksum }
    }
}

/// The numbers of a line `seconds=S items=I`.
fn times(line: &str) -> Option<(f64, f64)> {
    let (seconds, items) = line.strip_prefix("seconds=")?.split_once(" items=")?;
    Some((seconds.parse().ok()?, items.parse().ok()?))
}

/// Waits for a process; ends it when the time is over.
fn wait(mut child: Child, patience: Duration) -> Result<Output, Failure> {
    let collect = |pipe: Option<Box<dyn Read + Send>>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            // What could be read before an error is what there is.
            let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut bytes));
            bytes
        })
    };
    let out = collect(child.stdout.take().map(|pipe| Box::new(pipe) as Box<dyn Read + Send>));
    let err = collect(child.stderr.take().map(|pipe| Box::new(pipe) as Box<dyn Read + Send>));
    let begin = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => break status,
            None if begin.elapsed() > patience => {
                drop(child.kill());
                drop(child.wait());
                return Err(format!("no end after {} s", patience.as_secs()));
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    };
    let bytes = |reader: thread::JoinHandle<Vec<u8>>| reader.join().unwrap_or_default();
    Ok(Output { status, stdout: bytes(out), stderr: bytes(err) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        assert_eq!(times("seconds=0.5 items=10"), Some((0.5, 10.0)));
        assert_eq!(times("Traceback (most recent call last):"), None);
    }

    #[test]
    fn the_steady_time_is_the_median_of_the_later_half() {
        let run = Run { seconds: vec![9.0, 5.0, 2.0, 4.0, 3.0], items: 2.0, checksum: String::new() };
        let cell = run.cell();
        assert_eq!((cell.first, cell.steady), (9.0, 1.5));
    }
}
