//! The figures that the project promises, measured: one line a requirement, `ok` or `missed`.
//!
//!     cargo bench --bench figures                                   with the Pythons on the PATH
//!     cargo bench --bench figures -- --python /opt/3.13/bin/python3 with this one too
//!     cargo bench --bench figures -- count alive                    only what needs these workloads
//!
//! Everything is measured in one process on one core, in rounds in which each engine takes its turn. Times
//! are medians of an item, steady; `first` is the first run in a new machine. The bounds compare with the
//! hand-written Rust of `kernels` and with the fastest CPython found; other Pythons are shown only.
//! The exit code is 1 when a requirement is missed.

#[path = "../cli/src/allocator.rs"]
mod allocator;
mod kernels;
mod measure;
mod peers;
mod requirements;

use kernels::Kernel;
use measure::engine::Engine;
use measure::{Times, interleaved, pin};
use peers::Peer;
use requirements::Requirement;

/// As the command allocates.
#[global_allocator]
static ALLOCATOR: allocator::BySize = allocator::BySize;

/// Rounds; the requirement about pairs speaks of ten.
const ROUNDS: u32 = 10;

/// One workload in every engine.
pub struct Row {
    name: &'static str,
    interp: Times,
    jit: Times,
    rust: Times,
    /// In the order of the peers.
    peers: Vec<Times>,
    /// Steady time of the fastest CPython; infinite without one.
    cpython: f64,
}

/// What the arguments ask for.
struct Arguments {
    pythons: Vec<String>,
    names: Vec<String>,
}

fn main() {
    let arguments = arguments();
    // First of all, while the process is small and nothing can be reused.
    let alive = arguments.wants("alive").then(requirements::alive);
    let pinned = pin();
    let peers = peers::find(&arguments.pythons);
    say(&format!("on one core: {}", if pinned { "yes" } else { "no, taskset is missing" }));
    say(&header(&peers));
    let mut rows = Vec::new();
    for kernel in kernels::all().iter().filter(|kernel| arguments.wants(kernel.name)) {
        let row = measure_row(kernel, &peers);
        say(&line(&row));
        rows.push(row);
    }
    let mut requirements = requirements::of_rows(&rows);
    requirements.extend(alive);
    if arguments.wants("yieldfrom_chain") {
        requirements.extend(requirements::chains());
    }
    say("");
    requirements.iter().for_each(|requirement| say(&requirement.to_string()));
    std::process::exit(i32::from(!requirements.iter().all(Requirement::holds)));
}

fn arguments() -> Arguments {
    let mut found = Arguments { pythons: Vec::new(), names: Vec::new() };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--python" => found.pythons.extend(words.next()),
            // `cargo bench` says so to every bench.
            "--bench" => {}
            name => found.names.push(name.to_owned()),
        }
    }
    found
}

impl Arguments {
    fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|wanted| wanted == name)
    }
}

fn measure_row(kernel: &Kernel, peers: &[Peer]) -> Row {
    let size = kernel.size;
    // The two tiers side by side: their pairs are compared.
    let mut engines = vec![
        Engine::tier(kernel, size, "--jit=off", ""),
        Engine::tier(kernel, size, "--jit=on", ""),
        Engine::rust(kernel, size),
    ];
    engines.extend(peers.iter().map(|peer| Engine::peer(kernel, size, peer)));
    let mut times = interleaved(&mut engines, (kernel.items)(size), ROUNDS).into_iter();
    let mut next = || times.next().expect("times of each engine");
    let (interp, jit, rust) = (next(), next(), next());
    let others: Vec<Times> = times.collect();
    let cpythons = others.iter().zip(peers).filter(|(_, peer)| peer.id.starts_with("cpython"));
    let cpython = cpythons.map(|(times, _)| times.median()).fold(f64::INFINITY, f64::min);
    Row { name: kernel.name, interp, jit, rust, peers: others, cpython }
}

fn header(peers: &[Peer]) -> String {
    let mut text = format!("{:<16}", "ns an item");
    let ours = ["interp", "jit", "rust"].into_iter();
    for id in ours.chain(peers.iter().map(|peer| peer.id.as_str())) {
        text += &format!("{:>10} {:>15}", "first", id);
    }
    text + &format!("{:>14} {:>12}", "py/interp", "py/jit")
}

fn line(row: &Row) -> String {
    let mut text = format!("{:<16}", row.name);
    for times in [&row.interp, &row.jit, &row.rust].into_iter().chain(&row.peers) {
        text += &format!("{:>10.2} {:>15.2}", times.first * 1e9, times.median() * 1e9);
    }
    let ratio = |times: &Times| row.cpython / times.median();
    text + &format!("{:>13.2}x {:>11.2}x", ratio(&row.interp), ratio(&row.jit))
}

#[expect(clippy::print_stdout, reason = "a command that reports")]
fn say(text: &str) {
    println!("{text}");
}
