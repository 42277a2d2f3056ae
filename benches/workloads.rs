//! Criterion benches: one group a workload; ids `interp`, `jit`, `rust` where there is a hand-written
//! version, and one for each Python found.
//!
//!     cargo bench --bench workloads                   everything, within fifteen minutes
//!     cargo bench --bench workloads -- count/         one workload
//!
//! Every cell does the same work, checked by its checksum; throughput is in items (what an item is: the
//! docstring of the program). Peers are persistent processes that time themselves, so that neither their
//! start nor the pipes are measured.

mod kernels;
mod peers;
mod plain;

use std::fs;
use std::time::Duration;

use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput};
use criterion::{criterion_group, criterion_main, measurement::WallTime};
use genjit::{Options, Vm};

use kernels::Kernel;
use peers::Peer;

/// Where the programs are.
const PROGRAMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/programs");

/// A program at its size, with what each cell must give.
struct Workload {
    name: &'static str,
    size: i64,
    items: u64,
    path: String,
    /// The part of the program before its own harness.
    body: String,
    checksum: String,
    kernel: Option<Kernel>,
}

impl Workload {
    /// A program that has a Rust version, which gives the checksum.
    fn with_kernel(kernel: Kernel) -> Workload {
        let (path, body) = program(kernel.name);
        let checksum = (kernel.make)(kernel.size)().to_string();
        let (name, size, items) = (kernel.name, kernel.size, (kernel.items)(kernel.size));
        Workload { name, size, items, path, body, checksum, kernel: Some(kernel) }
    }

    /// A program without one: the interpreter gives the checksum.
    fn plain(name: &'static str, size: i64) -> Workload {
        let (path, body) = program(name);
        let mut workload =
            Workload { name, size, items: 0, path, body, checksum: String::new(), kernel: None };
        let mut vm = workload.machine("--jit=off");
        workload.checksum = workload.run(&mut vm);
        let items = vm.call("items", &[size.into()]).expect("items");
        workload.items = vm.to_i64(&items).expect("a number").unsigned_abs();
        workload
    }

    /// A machine in which the program is defined and its input is built.
    fn machine(&self, flag: &str) -> Vm {
        let mut vm = Vm::new(Options::parse_flags(&[flag]).expect("flags"));
        vm.run_source(&self.body, &self.path).expect("the program's definitions");
        if self.body.contains("def prepare(depth)") {
            vm.run_source("prepare(DEPTH)", "<prepare>").expect("prepare");
        } else if self.body.contains("def prepare(") {
            vm.call("prepare", &[self.size.into()]).expect("prepare");
        }
        vm
    }

    /// `str(main(size))`
    fn run(&self, vm: &mut Vm) -> String {
        let value = vm.call("main", &[self.size.into()]).expect("main");
        vm.to_text(&value).unwrap_or_else(|| vm.repr(&value))
    }
}

/// Path and body of a program.
fn program(name: &str) -> (String, String) {
    let path = format!("{PROGRAMS}/{name}.py");
    let text = fs::read_to_string(&path).expect("the program");
    let body = text.split("if __name__ ==").next().expect("the part before the harness").to_owned();
    (path, body)
}

fn workloads(criterion: &mut Criterion) {
    let peers = peers::find(&[]);
    for kernel in kernels::all() {
        bench(criterion, &Workload::with_kernel(kernel), &peers);
    }
    for &(name, size) in plain::PLAIN {
        bench(criterion, &Workload::plain(name, size), &peers);
    }
}

fn bench(criterion: &mut Criterion, workload: &Workload, peers: &[Peer]) {
    let mut group = criterion.benchmark_group(workload.name);
    // Few samples of whole runs: the spread is the machine's, and a quarter of an hour is for everything.
    group
        .sampling_mode(SamplingMode::Flat)
        .sample_size(10)
        .warm_up_time(Duration::from_millis(700))
        .measurement_time(Duration::from_millis(1500))
        .throughput(Throughput::Elements(workload.items));
    bench_tier(&mut group, workload, "interp", "--jit=off");
    bench_tier(&mut group, workload, "jit", "--jit=on");
    if let Some(kernel) = &workload.kernel {
        let mut work = (kernel.make)(kernel.size);
        group.bench_function("rust", |bencher| bencher.iter(&mut work));
    }
    for peer in peers {
        bench_peer(&mut group, workload, peer);
    }
    group.finish();
}

/// The program's `main` in a `Vm` that lives as long as the cell.
fn bench_tier(group: &mut BenchmarkGroup<'_, WallTime>, workload: &Workload, id: &str, flag: &str) {
    let mut vm = workload.machine(flag);
    assert_eq!(workload.run(&mut vm), workload.checksum, "{} {id}", workload.name);
    group.bench_function(id, |bencher| {
        bencher.iter(|| vm.call("main", &[workload.size.into()]).expect("main"));
    });
}

fn bench_peer(group: &mut BenchmarkGroup<'_, WallTime>, workload: &Workload, peer: &Peer) {
    let mut process = peer.start(&workload.path);
    group.bench_function(&peer.id, |bencher| {
        bencher.iter_custom(|repeats| {
            let (time, checksum) = process.run(workload.size, repeats);
            assert_eq!(checksum, workload.checksum, "{} {}", workload.name, peer.id);
            time
        });
    });
}

criterion_group!(benches, workloads);
criterion_main!(benches);
