//! A machine on threads other than the one that made it: the native stack is measured where it runs.

use std::thread;

use genjit::{Options, Vm};

/// Recursion through native functions: each level is a native frame, so that it ends at the native stack's
/// limit. The answer is the depth where it ended.
const DEEP: &str = "
import sys
sys.setrecursionlimit(10_000_000)

class Nested:
    def __len__(self):
        global depth
        depth += 1
        return len(Nested())

def reached():
    global depth
    depth = 0
    try:
        len(Nested())
    except RecursionError:
        return depth
";

fn with_stack<T: Send + 'static>(bytes: usize, run: impl FnOnce() -> T + Send + 'static) -> T {
    thread::Builder::new().stack_size(bytes).spawn(run).unwrap().join().unwrap()
}

fn reached(vm: &mut Vm) -> i64 {
    let depth = vm.call("reached", &[]).unwrap();
    vm.to_i64(&depth).unwrap()
}

#[test]
fn a_machine_moves_to_a_thread_with_a_small_stack_and_back() {
    let mut vm = Vm::new(Options::default());
    vm.run_source(DEEP, "deep.py").unwrap();
    let (mut vm, small) = with_stack(512 << 10, move || {
        let depth = reached(&mut vm);
        (vm, depth)
    });
    assert!(small > 10, "{small}");
    vm.set_native_stack(usize::MAX);
    let large = with_stack(16 << 20, move || reached(&mut vm));
    assert!(large > small * 8, "{small} levels in half a MiB, {large} in 16");
}

#[test]
fn a_host_sets_the_stack() {
    let depths = with_stack(8 << 20, || {
        [1 << 20, 4 << 20].map(|bytes| {
            let mut vm = Vm::new(Options::default());
            vm.set_native_stack(bytes);
            vm.run_source(DEEP, "deep.py").unwrap();
            reached(&mut vm)
        })
    });
    assert!(depths[1] > depths[0] * 3, "{depths:?}");
}
