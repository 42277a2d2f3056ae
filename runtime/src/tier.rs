//! Where the interpreter meets other tiers: hooks at hot places, at polls, and on entering generators.
//!
//! Without the feature `jit` everything here comes down to the interpreter. With it, the hooks go to
//! `jit_glue`, which owns the driver of the JIT.
//!
//! The convention of continuations: `(frame.resume)(vm, frame, sent)` runs a suspended frame until it
//! yields, returns or raises. [`interpret`] is the interpreter's; it is compared by address, so that the
//! loop enters such frames itself.

use std::sync::atomic::Ordering;

use crate::exceptions::ExceptionKind;
use crate::frame::{Frame, Resume};
use crate::interp::{Flow, Regs};
use crate::value::Raw;
use crate::vm::Vm;

/// Sees every instruction before it runs.
pub(crate) trait Observer {
    /// Whether it sees anything; the loop without is compiled separately.
    const ENABLED: bool;
    /// Whether instructions run in their base forms, one at a time, and without counting heat.
    const BASE_FORMS: bool;
    /// The registers stand at an instruction, flushed. Answers whether to go on observing.
    fn before(&mut self, vm: &mut Vm, r: &Regs) -> bool;
}

/// Nobody looks.
pub(crate) struct Off;

impl Observer for Off {
    const ENABLED: bool = false;
    const BASE_FORMS: bool = false;
    fn before(&mut self, _vm: &mut Vm, _r: &Regs) -> bool {
        true
    }
}

/// The interpreter's continuation: runs a frame that was prepared for being entered.
///
/// # Safety
/// `vm` is the machine that owns `frame`; the caller prepared the generator and holds it, and owns `sent`.
pub(crate) unsafe extern "C" fn interpret(vm: *mut Vm, frame: *mut Frame, sent: Raw) -> Raw {
    // SAFETY: the caller's claim.
    unsafe { (*vm).enter_and_execute(frame, sent) }
}

/// Whether entering this root means running the interpreter.
pub(crate) fn runs_in_interpreter(root: *mut Frame) -> bool {
    // SAFETY: callers hold the root.
    let resume = unsafe { (*crate::chain::leaf_of(root)).resume };
    std::ptr::fn_addr_eq(resume, interpret as Resume)
}

/// Resumes a prepared root from native code, whatever tier runs it.
pub(crate) fn resume(vm: &mut Vm, root: *mut Frame, sent: Raw) -> Raw {
    if runs_in_interpreter(root) {
        return vm.enter_and_execute(root, sent);
    }
    // SAFETY: the root was prepared and is held by the caller; continuations keep the convention.
    unsafe {
        let continuation = (*root).resume;
        continuation(vm, root, sent)
    }
}

/// The poll of a back edge of `distance` units. What it raises, and what finalisers see, is at the jump:
/// a handler around the loop's last statement catches it.
#[cold]
pub(crate) fn poll_back(vm: &mut Vm, r: &mut Regs, distance: usize) -> Flow {
    let flow = poll(vm, r);
    if flow == Flow::Next {
        r.jump(-(distance as isize));
    }
    flow
}

/// The poll of a `RESUME` or back edge: interrupts, and what waits in the heap's queues.
#[cold]
pub(crate) fn poll(vm: &mut Vm, _r: &mut Regs) -> Flow {
    if vm.heap.pending() != 0 {
        vm.run_pending();
    }
    if vm.poll.swap(0, Ordering::Relaxed) != 0 {
        let _raised = vm.raise_with(ExceptionKind::KeyboardInterrupt, vec![]);
        return Flow::Raise;
    }
    Flow::Next
}

/// A loop head has become hot: `r` stands at it, having jumped back by `distance` units.
#[cold]
#[cfg(feature = "jit")]
pub(crate) fn hot_loop(vm: &mut Vm, r: &mut Regs, distance: usize) -> Flow {
    crate::jit_glue::hot_loop(vm, r, distance)
}

/// Without machine code a loop is never more than interpreted: its count starts again.
#[cold]
#[cfg(not(feature = "jit"))]
pub(crate) fn hot_loop(_vm: &mut Vm, r: &mut Regs, distance: usize) -> Flow {
    r.set_unit(distance as isize - 1, 0);
    Flow::Next
}

/// Which instance of the interpreter's loop runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Watching {
    /// The plain one.
    Nobody,
    /// The one that checks invariants.
    Checks,
    /// The one that records.
    #[cfg(feature = "jit")]
    Recorder,
}

/// Who watches the run that is about to begin.
pub(crate) fn watching(vm: &Vm) -> Watching {
    #[cfg(feature = "jit")]
    if crate::jit_glue::is_recording(vm) {
        return Watching::Recorder;
    }
    if vm.verify { Watching::Checks } else { Watching::Nobody }
}

/// Machine code is told that something it relies on has changed.
pub(crate) fn watches_broke(vm: &mut Vm) {
    #[cfg(feature = "jit")]
    crate::jit_glue::watches_broke(vm);
    #[cfg(not(feature = "jit"))]
    {
        vm.heap.broken.clear();
        vm.heap.limbo.clear();
    }
}

/// `--verify`: the operand stack against what the verifier computed, and the rules of chains.
pub(crate) struct Checks;

impl Observer for Checks {
    const ENABLED: bool = true;
    const BASE_FORMS: bool = false;
    fn before(&mut self, _vm: &mut Vm, r: &Regs) -> bool {
        let unit = r.code().unit_index(r.ip as u64);
        let depth = r.code().verified_depth(unit).unwrap_or(r.depth() as u32);
        assert!(
            r.depth() == depth as usize,
            "the operand stack of {} at {} is {} deep instead of {depth}",
            r.code().source().qualname,
            unit * 2,
            r.depth()
        );
        if r.frame().owner == crate::frame::owner::GENERATOR {
            crate::chain::check(r.frame);
            assert!(r.frame().ip & 1 != 0, "an executing generator is marked");
        }
        true
    }
}
