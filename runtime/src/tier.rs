//! Where the interpreter meets other tiers: hooks at hot places, at polls, and on entering generators.
//!
//! Without the feature `jit` everything here comes down to the interpreter. With it, the hooks go to
//! `jit_glue`, which owns the driver of the JIT.
//!
//! The convention of continuations: who resumes a generator makes its frame the innermost one
//! ([`crate::generator::enter`]) and calls `(frame.resume)(vm, frame, sent)`; the answer says how it went on
//! ([`crate::frame::Resume`]). [`interpret`] is the interpreter's; it is compared by address, so that the
//! loop goes on by itself ([`start`]).
//!
//! Requirement: while the interpreter executes a frame, its `resume` is [`interpret`]; a frame is suspended
//! with the continuation of the point where it stands, or with [`interpret`].

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

/// The interpreter's continuation: the loop goes on from the frame.
///
/// # Safety
/// `frame` was entered, and `sent` is owned.
pub(crate) unsafe extern "C" fn interpret(_vm: *mut Vm, frame: *mut Frame, sent: Raw) -> Raw {
    // SAFETY: the caller's claim.
    let mut regs = unsafe { Regs::of(frame) };
    regs.push(sent);
    regs.flush();
    Raw::INTERPRET
}

/// Whether the interpreter goes on with this frame.
#[inline(always)]
pub(crate) fn is_interpreted(frame: *mut Frame) -> bool {
    // SAFETY: callers hold the frame.
    std::ptr::fn_addr_eq(unsafe { (*frame).resume }, interpret as Resume)
}

/// Whether a continuation is the interpreter's.
#[cfg(feature = "jit")]
#[inline(always)]
pub(crate) fn is_interpreter(resume: Resume) -> bool {
    std::ptr::fn_addr_eq(resume, interpret as Resume)
}

/// The interpreter goes on with this frame whatever its continuation was.
pub(crate) fn take_over(frame: *mut Frame) {
    // SAFETY: callers hold the frame.
    unsafe { (*frame).resume = interpret };
}

/// Starts a frame that was just entered, `r` being its registers, with a sent value. Flow and registers
/// say how the interpreter goes on, in this frame or, if it was left again, in another.
pub(crate) fn start(vm: &mut Vm, r: &mut Regs, sent: Raw) -> Flow {
    if is_interpreted(r.frame) {
        r.push(sent);
        return Flow::Next;
    }
    resume_native(vm, r, sent)
}

/// The same for a frame whose continuation is machine code.
pub(crate) fn resume_native(vm: &mut Vm, r: &mut Regs, sent: Raw) -> Flow {
    #[cfg(feature = "jit")]
    return crate::jit_glue::resume_native(vm, r, sent);
    #[cfg(not(feature = "jit"))]
    unreachable!("{:?} has no machine code: {vm:p} {sent:?}", r.frame)
}

/// A plain function was entered that has machine code: `r` stands behind its `RESUME`.
pub(crate) fn enter_function(vm: &mut Vm, r: &mut Regs) -> Flow {
    #[cfg(feature = "jit")]
    return crate::jit_glue::enter_function(vm, r);
    #[cfg(not(feature = "jit"))]
    unreachable!("{:?} has no machine code: {vm:p}", r.frame)
}

/// The interpreter has suspended a generator whose code has continuations in machine code.
pub(crate) fn suspended(frame: *mut Frame) {
    #[cfg(feature = "jit")]
    crate::jit_glue::suspended(frame);
    #[cfg(not(feature = "jit"))]
    unreachable!("{frame:p} has no machine code")
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

/// A resume or call is to be counted as heat: `r` stands behind the `RESUME`.
#[cold]
pub(crate) fn hot_body(vm: &mut Vm, r: &mut Regs) -> Flow {
    #[cfg(feature = "jit")]
    return crate::jit_glue::hot_body(vm, r);
    #[cfg(not(feature = "jit"))]
    {
        r.code().heat.set(vm.body_interval);
        Flow::Next
    }
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

/// What is being recorded when an activation of the loop begins.
#[inline(always)]
pub(crate) fn recording_number(vm: &Vm) -> u64 {
    #[cfg(feature = "jit")]
    return crate::jit_glue::recording_number(vm);
    #[cfg(not(feature = "jit"))]
    {
        debug_assert!(!vm.counts_heat());
        0
    }
}

/// An activation of the loop ends; `before` is what was being recorded when it began.
#[inline(always)]
pub(crate) fn leave_loop(vm: &mut Vm, regs: &Regs, before: u64) {
    #[cfg(feature = "jit")]
    crate::jit_glue::leave_loop(vm, regs, before);
    #[cfg(not(feature = "jit"))]
    debug_assert_eq!(recording_number(vm), before, "nothing is recorded at {:?}", regs.ip);
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

/// Coroutines note where they are made from now on, or no longer.
pub(crate) fn origins_changed(vm: &mut Vm) {
    #[cfg(feature = "jit")]
    crate::jit_glue::origins_changed(vm);
    #[cfg(not(feature = "jit"))]
    let _ = vm;
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
            assert!(is_interpreted(r.frame), "an interpreted frame has no other continuation");
        }
        true
    }
}
