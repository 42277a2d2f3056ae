//! Measuring several engines side by side: in rounds, in which each takes its turn, on one core.
//!
//! - `engine`: what runs a workload, and how long a run takes
//! - `statistics`: medians, and the interval of a ratio of pairs

pub mod engine;
pub mod statistics;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use engine::Engine;

/// One turn takes at least so long: shorter runs are repeated.
const TURN: Duration = Duration::from_millis(8);

/// An engine is warm when it has run so long, or so often.
const WARM: (Duration, u32) = (Duration::from_millis(250), 12);

/// What one engine needed.
pub struct Times {
    /// Seconds of an item in its very first run.
    pub first: f64,
    /// Seconds of an item in each round.
    pub rounds: Vec<f64>,
}

impl Times {
    /// Seconds of an item, in the middle.
    pub fn median(&self) -> f64 {
        statistics::median(&self.rounds)
    }
}

/// Lets the engines take turns: all of them once in each round, the same work each.
pub fn interleaved(engines: &mut [Engine], items: u64, rounds: u32) -> Vec<Times> {
    let per_item = |time: Duration| time.as_secs_f64() / items as f64;
    let mut times = Vec::new();
    let mut repeats = Vec::new();
    for engine in engines.iter_mut() {
        let begin = Instant::now();
        let first = engine.run(1);
        let mut last = first;
        for _ in 0..WARM.1 {
            if begin.elapsed() < WARM.0 {
                last = engine.run(1);
            }
        }
        repeats.push(TURN.as_nanos().div_ceil(last.as_nanos().max(1)).clamp(1, 1000) as u32);
        times.push(Times { first: per_item(first), rounds: Vec::new() });
    }
    for _ in 0..rounds {
        for ((engine, times), &repeats) in engines.iter_mut().zip(&mut times).zip(&repeats) {
            times.rounds.push(per_item(engine.run(repeats)));
        }
    }
    times
}

/// Holds this process and those it starts on one core; whether that could be done.
pub fn pin() -> bool {
    let own = std::process::id().to_string();
    let mut taskset = Command::new("taskset");
    let quiet = taskset.args(["-cp", "0", &own]).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}
