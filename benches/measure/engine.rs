//! What runs a workload: a tier in this process, the Rust kernel, or a Python in a process of its own.

use std::fs;
use std::time::{Duration, Instant};

use genjit::{Options, Vm};

use crate::kernels::{Checksum, Kernel, Work};
use crate::peers::{Peer, Process};

/// Where the programs are.
const PROGRAMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/programs");

/// Path of a workload's program.
pub fn program(name: &str) -> String {
    format!("{PROGRAMS}/{name}.py")
}

/// A `Vm` in which a workload's program is defined, without its harness.
pub fn load(name: &str, flag: &str) -> Vm {
    let path = program(name);
    let text = fs::read_to_string(&path).expect("the program");
    let body = text.split("if __name__ ==").next().expect("the part before the harness");
    let mut vm = Vm::new(Options::parse_flags(&[flag]).expect("flags"));
    vm.run_source(body, &path).expect("the program's definitions");
    vm
}

/// One engine with a workload of one size.
pub struct Engine {
    size: i64,
    expected: Checksum,
    kind: Kind,
}

enum Kind {
    Tier(Vm),
    Rust(Work),
    Peer(Process),
}

impl Engine {
    /// Interpreter or JIT, as the flag says; `setup` is run behind the program.
    pub fn tier(kernel: &Kernel, size: i64, flag: &str, setup: &str) -> Engine {
        let mut vm = load(kernel.name, flag);
        vm.run_source(setup, "<setup>").expect("the setup");
        if vm.get("prepare").is_some() {
            vm.call("prepare", &[size.into()]).expect("prepare");
        }
        Engine::new(kernel, size, Kind::Tier(vm))
    }

    /// The hand-written kernel.
    pub fn rust(kernel: &Kernel, size: i64) -> Engine {
        Engine::new(kernel, size, Kind::Rust((kernel.make)(size)))
    }

    /// A Python.
    pub fn peer(kernel: &Kernel, size: i64, peer: &Peer) -> Engine {
        Engine::new(kernel, size, Kind::Peer(peer.start(&program(kernel.name))))
    }

    fn new(kernel: &Kernel, size: i64, kind: Kind) -> Engine {
        Engine { size, expected: (kernel.make)(size)(), kind }
    }

    /// Does the work so many times: how long it took in the middle. (Pythons tell their mean.)
    ///
    /// # Panics
    /// The checksum is not the kernel's.
    pub fn run(&mut self, repeats: u32) -> Duration {
        let mut checksum = String::new();
        let mut times = Vec::new();
        let size = self.size;
        match &mut self.kind {
            Kind::Tier(vm) => {
                for _ in 0..repeats {
                    let begin = Instant::now();
                    let result = vm.call("main", &[size.into()]).expect("main");
                    times.push(begin.elapsed());
                    checksum = vm.repr(&result);
                }
            }
            Kind::Rust(work) => {
                for _ in 0..repeats {
                    let begin = Instant::now();
                    let result = work();
                    times.push(begin.elapsed());
                    checksum = result.to_string();
                }
            }
            Kind::Peer(process) => {
                let (time, found) = process.run(size, u64::from(repeats));
                times.push(time / repeats);
                checksum = found;
            }
        }
        assert_eq!(checksum, self.expected.to_string());
        times.sort_unstable();
        times[times.len() / 2]
    }
}
