//! Machine code is made by another thread while the program runs on: it arrives, and a machine may be dropped,
//! moved or changed before it does. What programs print then is tested by the corpus in the mode `background`.

use std::thread;
use std::time::Instant;

use genjit::{Options, Vm};

const HOT: &str = "
factor = 1

def count(n):
    i = 0
    while i < n:
        yield i * factor
        i += 1

def total(n):
    return sum(count(n))
";

fn machine() -> Vm {
    let mut vm = Vm::new(Options { jit_threshold: Some(20), ..Options::default() });
    vm.run_source(HOT, "hot.py").unwrap();
    vm
}

fn total(vm: &mut Vm, n: i64) -> i64 {
    let sum = vm.call("total", &[n.into()]).unwrap();
    vm.to_i64(&sum).unwrap()
}

fn counter(vm: &Vm, name: &str) -> u64 {
    vm.counters().find(|(known, _)| known == name).unwrap().1
}

#[test]
fn machine_code_arrives_while_the_program_runs() {
    let mut vm = machine();
    if vm.jit_unsupported().is_some() {
        return;
    }
    let started = Instant::now();
    while counter(&vm, "loop_entries") + counter(&vm, "body_entries") == 0 {
        assert_eq!(total(&mut vm, 1000), 499_500);
        assert!(started.elapsed().as_secs() < 60, "no machine code was entered");
    }
    assert!(counter(&vm, "in_background") > 0 && counter(&vm, "regions") > 0);
}

#[test]
fn equal_runs_that_wait_make_equal_code() {
    let run = || {
        let mut vm = Vm::new(Options { jit_threshold: Some(20), jit_wait: true, ..Options::default() });
        vm.run_source(HOT, "hot.py").unwrap();
        assert_eq!(total(&mut vm, 1000), 499_500);
        assert_eq!(counter(&vm, "in_background"), 0);
        vm.counters().collect::<Vec<_>>()
    };
    assert_eq!(run(), run());
}

#[test]
fn a_machine_is_dropped_while_its_code_is_made() {
    for n in 0..40 {
        let mut vm = machine();
        assert_eq!(total(&mut vm, n * 5), (n * 5) * (n * 5 - 1) / 2);
    }
}

#[test]
fn a_machine_moves_to_another_thread_while_its_code_is_made() {
    for _ in 0..10 {
        let mut vm = machine();
        assert_eq!(total(&mut vm, 100), 4950);
        let moved = thread::spawn(move || (1..40).map(|_| total(&mut vm, 100)).sum::<i64>());
        assert_eq!(moved.join().unwrap(), 39 * 4950);
    }
}

#[test]
fn what_it_relies_on_changes_while_its_code_is_made() {
    let mut vm = machine();
    for factor in 1..200 {
        vm.run_source(&format!("factor = {factor}"), "change.py").unwrap();
        assert_eq!(total(&mut vm, 100), 4950 * factor);
    }
}
