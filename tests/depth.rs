//! A million levels on a thread with half a MiB of stack: nothing that is deep grows the native stack.
//!
//! CPython recurses natively over some of this and has no answer to compare with: the programs assert.

use std::thread;

use genjit::{Options, Vm};

/// As small as threads are made.
const STACK: usize = 512 << 10;

fn run(source: &'static str, flags: &'static [&'static str]) {
    let deep = move || {
        let mut vm = Vm::new(Options::parse_flags(flags).expect("flags"));
        if let Err(error) = vm.run_source(source, "deep.py") {
            panic!("{flags:?}: {error}");
        }
    };
    thread::Builder::new().stack_size(STACK).spawn(deep).expect("a thread").join().expect("no panic");
}

#[test]
fn delegation_in_the_interpreter() {
    run(include_str!("depth/delegation.py"), &["--jit=off"]);
}

#[test]
fn delegation_with_machine_code() {
    run(include_str!("depth/delegation.py"), &["--jit=on"]);
    run(include_str!("depth/delegation.py"), &["--jit=eager"]);
}

#[test]
fn delegation_across_tiers() {
    run(include_str!("depth/delegation.py"), &["--jit=eager", "--jit-switch-tier"]);
    run(include_str!("depth/delegation.py"), &["--jit=on", "--jit-exit-every=7"]);
}

#[test]
fn nested_objects() {
    run(include_str!("depth/nesting.py"), &["--jit=off"]);
}

#[test]
fn nested_objects_with_machine_code() {
    run(include_str!("depth/nesting.py"), &["--jit=eager"]);
}
