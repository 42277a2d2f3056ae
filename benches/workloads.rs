//! Criterion benches: one group a workload; ids `interp`, `jit`, `rust` and one for each Python found.
//!
//!     cargo bench --bench workloads                   everything, within ten minutes
//!     cargo bench --bench workloads -- count/         one workload
//!
//! Every cell does the same work, checked by its checksum; throughput is in items (what an item is: the
//! docstring of the program). Peers are persistent processes that time themselves, so that neither their
//! start nor the pipes are measured.

mod kernels;
mod peers;

use std::fs;
use std::time::Duration;

use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput};
use criterion::{criterion_group, criterion_main, measurement::WallTime};
use genjit::{Options, Vm};

use kernels::Kernel;
use peers::Peer;

/// Where the programs are.
const PROGRAMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/programs");

fn workloads(criterion: &mut Criterion) {
    let peers = peers::find(&[]);
    for kernel in kernels::all() {
        let path = format!("{PROGRAMS}/{}.py", kernel.name);
        let mut group = criterion.benchmark_group(kernel.name);
        // Few samples of whole runs: the spread is the machine's, and ten minutes are for everything.
        group
            .sampling_mode(SamplingMode::Flat)
            .sample_size(10)
            .warm_up_time(Duration::from_millis(700))
            .measurement_time(Duration::from_millis(1500))
            .throughput(Throughput::Elements((kernel.items)(kernel.size)));
        bench_tier(&mut group, &kernel, &path, "interp", "--jit=off");
        bench_tier(&mut group, &kernel, &path, "jit", "--jit=on");
        bench_rust(&mut group, &kernel);
        for peer in &peers {
            bench_peer(&mut group, &kernel, &path, peer);
        }
        group.finish();
    }
}

fn bench_rust(group: &mut BenchmarkGroup<'_, WallTime>, kernel: &Kernel) {
    let mut work = (kernel.make)(kernel.size);
    group.bench_function("rust", |bencher| bencher.iter(&mut work));
}

/// The program's `main` in a `Vm` that lives as long as the cell.
fn bench_tier(group: &mut BenchmarkGroup<'_, WallTime>, kernel: &Kernel, path: &str, id: &str, flag: &str) {
    let text = fs::read_to_string(path).expect("the program");
    let body = text.split("if __name__ ==").next().expect("the part before the harness");
    let mut vm = Vm::new(Options::parse_flags(&[flag]).expect("flags"));
    vm.run_source(body, path).expect("the program's definitions");
    let expected = (kernel.make)(kernel.size)().to_string();
    if body.contains("def prepare(") {
        vm.call("prepare", &[kernel.size.into()]).expect("prepare");
    }
    let run = |vm: &mut Vm| vm.call("main", &[kernel.size.into()]).expect("main");
    let first = run(&mut vm);
    assert_eq!(vm.repr(&first), expected, "{} {id}", kernel.name);
    group.bench_function(id, |bencher| bencher.iter(|| run(&mut vm)));
}

fn bench_peer(group: &mut BenchmarkGroup<'_, WallTime>, kernel: &Kernel, path: &str, peer: &Peer) {
    let expected = (kernel.make)(kernel.size)().to_string();
    let mut process = peer.start(path);
    group.bench_function(&peer.id, |bencher| {
        bencher.iter_custom(|repeats| {
            let (time, checksum) = process.run(kernel.size, repeats);
            assert_eq!(checksum, expected, "{} {}", kernel.name, peer.id);
            time
        });
    });
}

criterion_group!(benches, workloads);
criterion_main!(benches);
