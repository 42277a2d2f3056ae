//! What the figures must be.

use std::fmt;
use std::fs;

use crate::Row;
use crate::kernels::{self, Kernel};
use crate::measure::engine::{Engine, load};
use crate::measure::interleaved;
use crate::measure::statistics::{geometric_mean, ratio_interval};

/// Times the Rust kernel's time, at most.
const WITHIN_RUST: &[(&str, f64)] = &[("count", 2.0), ("genexpr_sum", 2.0), ("pipeline5", 3.0)];

/// Times faster than CPython, at least.
const FASTER_THAN_CPYTHON: &[(&str, f64)] =
    &[("fib_mod", 8.0), ("float_walk", 8.0), ("send_avg", 8.0), ("round_robin", 4.0)];

/// The interpreter's speed, CPython's being 1, at least.
const INTERPRETER: f64 = 0.7;

/// Workloads that the interpreter's mean leaves out: no CPython links its chains.
const LEFT_OUT: &str = "yieldfrom_chain";

/// Times the interpreter's time that nobody may doubt the JIT needs, at most.
const NEVER_SLOWER: f64 = 1.05;

/// Bytes of a suspended generator, at most, its place in a list included.
const ALIVE: f64 = 136.0;

/// How many generators are suspended for that.
const ALIVE_COUNT: i64 = 1_000_000;

/// A chain's depth, its cost an item compared with that at depth 1, at most.
const CHAIN: (i64, f64) = (500, 1.3);

/// Items of a chain in the interpreter and in machine code: making the chain must not count.
const CHAIN_ITEMS: (i64, i64) = (2_000_000, 20_000_000);

/// Rounds for chains.
const CHAIN_ROUNDS: u32 = 7;

/// One figure with its bound.
pub struct Requirement {
    what: String,
    measured: f64,
    bound: f64,
    /// Whether the figure may not exceed the bound; else it must reach it.
    at_most: bool,
}

impl Requirement {
    /// Whether it is met.
    pub fn holds(&self) -> bool {
        if self.at_most { self.measured <= self.bound } else { self.measured >= self.bound }
    }
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.at_most { "<=" } else { ">=" };
        let verdict = if self.holds() { "ok" } else { "missed" };
        let Requirement { what, measured, bound, .. } = self;
        write!(f, "{what:<52} {measured:>9.2} {sign} {bound:>6.2}  {verdict}")
    }
}

fn at_most(what: String, measured: f64, bound: f64) -> Requirement {
    Requirement { what, measured, bound, at_most: true }
}

fn at_least(what: String, measured: f64, bound: f64) -> Requirement {
    Requirement { what, measured, bound, at_most: false }
}

/// What the measured workloads must show.
pub fn of_rows(rows: &[Row]) -> Vec<Requirement> {
    let mut list = Vec::new();
    let find = |name: &str| rows.iter().find(|row| row.name == name);
    for &(name, bound) in WITHIN_RUST {
        let ratio = find(name).map(|row| row.jit.median() / row.rust.median());
        list.extend(ratio.map(|ratio| at_most(format!("{name}: jit / rust"), ratio, bound)));
    }
    for &(name, bound) in FASTER_THAN_CPYTHON {
        let ratio = find(name).map(|row| row.cpython / row.jit.median()).filter(|ratio| ratio.is_finite());
        list.extend(ratio.map(|ratio| at_least(format!("{name}: cpython / jit"), ratio, bound)));
    }
    let compared = rows.iter().filter(|row| row.name != LEFT_OUT && row.cpython.is_finite());
    let ratios: Vec<f64> = compared.map(|row| row.cpython / row.interp.median()).collect();
    if !ratios.is_empty() {
        let what = format!("cpython / interp, geometric mean of {}", ratios.len());
        list.push(at_least(what, geometric_mean(&ratios), INTERPRETER));
    }
    list.extend(rows.iter().map(|row| {
        let (low, high) = ratio_interval(&row.jit.rounds, &row.interp.rounds);
        at_most(format!("{}: jit / interp, low end ({low:.2} to {high:.2})", row.name), low, NEVER_SLOWER)
    }));
    list
}

/// Memory of a suspended generator.
pub fn alive() -> Requirement {
    let mut vm = load("alive", "--jit=off");
    let before = resident();
    let made = vm.call("create", &[ALIVE_COUNT.into()]).expect("create");
    let after = resident();
    drop(made);
    let bytes = after.saturating_sub(before) as f64 / ALIVE_COUNT as f64;
    at_most("alive: bytes a generator".to_owned(), bytes, ALIVE)
}

/// Bytes of this process in memory; 0 where the system does not tell.
fn resident() -> u64 {
    let pages = fs::read_to_string("/proc/self/statm").ok();
    pages.and_then(|text| text.split(' ').nth(1)?.parse::<u64>().ok()).map_or(0, |pages| pages * 4096)
}

/// What an item costs behind many delegating generators, in both tiers.
pub fn chains() -> Vec<Requirement> {
    let (depth, bound) = CHAIN;
    let kernel = kernels::all().into_iter().find(|kernel| kernel.name == LEFT_OUT).expect("the kernel");
    let tiers = [("interp", "--jit=off", CHAIN_ITEMS.0), ("jit", "--jit=on", CHAIN_ITEMS.1)];
    let requirement = |(tier, flag, items)| {
        let ratio = chain_ratio(&kernel, flag, items, depth);
        at_most(format!("yieldfrom_chain, {tier}: depth {depth} / depth 1"), ratio, bound)
    };
    tiers.map(requirement).into()
}

fn chain_ratio(kernel: &Kernel, flag: &str, items: i64, depth: i64) -> f64 {
    let engine = |depth: i64| {
        let setup = format!("import sys\nsys.setrecursionlimit(5000)\nDEPTH = {depth}\n");
        Engine::tier(kernel, items, flag, &setup)
    };
    let mut engines = [engine(1), engine(depth)];
    let times = interleaved(&mut engines, items.unsigned_abs(), CHAIN_ROUNDS);
    times[1].median() / times[0].median()
}
