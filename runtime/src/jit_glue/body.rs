//! Continuations: generators resumed by machine code.
//!
//! ```text
//! RESUME hot ──> hot_body ──record──> region of the resume point ──publish──> its continuation
//!                                                                                 │
//! generator suspended there by either tier: frame.resume <────────────────────────┘
//! resumed: resume_native ──> machine code ──yielded──> consumer
//!                                  │ exit ──> deopt ──> the interpreter goes on inside the generator
//!                                  └ finished ──> generator::finish
//! ```
//! Machine code that suspends a frame reads the continuation of its resume point from the word that
//! [`World::resume_word`] keeps; the interpreter asks in [`suspended`].
//!
//! Requirement: code of continuations is freed only when no frame's `resume` lies in it
//! ([`JitGlue::release_regions`]). Until then a continuation that is no longer current still works: it takes an exit
//! if an assumption broke.

use genjit_jit::observe::{CodeId, FrameToken};
use genjit_jit::{Heat, RegionPlace};

use std::sync::atomic::Ordering;

use super::view::View;
use super::{JitGlue, leave};
use crate::code::Code;
use crate::frame::{Frame, Resume, flag};
use crate::generator;
use crate::interp::{Flow, Regs, continue_recording, frames, opcode as op, raise_at};
use crate::tier;
use crate::value::Raw;
use crate::vm::Vm;

/// Samples that a body gives before it is hot, if its threshold allows to leave resumes out in between.
const SAMPLES: u32 = 50;

/// Bytes of retired continuations from which on frames are looked through to free them, as a part of the
/// limit of the code space.
const RETIRED_PART: u64 = 64;

/// How many resumes one sample stands for. Odd, so that yields that take turns are all seen.
pub(super) fn interval(threshold: u32) -> u32 {
    (threshold / SAMPLES).clamp(1, 1 << 16) | 1
}

/// A resume or call is counted: `r` stands behind the `RESUME`.
pub(crate) fn hot_body(vm: &mut Vm, r: &mut Regs) -> Flow {
    r.code().heat.set(vm.body_interval);
    let Some(mut glue) = vm.jit.take() else { return Flow::Next };
    let code = r.function().code().clone();
    let at = code.unit_index(r.ip as u64) as u32 - 1;
    let starts = r.unit(-1) >> 8 & 3 == 0;
    let function = !code.flags.makes_generator();
    if if function { !starts || code.hidden } else { starts && code.body == 0 } {
        // What stands before RETURN_GENERATOR is not among what continuations start behind.
        r.specialise(-1, op::RESUME);
        vm.jit = Some(glue);
        return Flow::Next;
    }
    let id = glue.world.code_id(&code);
    let place = match (function, starts) {
        (true, _) => RegionPlace::Function(id, at),
        (false, true) => RegionPlace::Body(id, code.body),
        (false, false) => RegionPlace::Body(id, at),
    };
    let first = glue.jit.threshold(place) / vm.body_interval;
    let samples = glue.samples.entry(place).or_insert(first);
    *samples = samples.saturating_sub(1);
    let mut flow = Flow::Next;
    if *samples == 0 {
        *samples = first;
        match glue.ask(place, code.source()) {
            Heat::Record => {
                glue.recording = Some(super::Started { place, counter: None });
                r.flush();
                let token = FrameToken(r.frame as u64);
                let JitGlue { jit, world, .. } = &mut *glue;
                world.hold_codes(std::iter::once(place.code()).chain(jit.gathered_codes(place)));
                jit.start(&View { vm, world, regs: *r }, place, token);
                glue.release_dead(vm);
                flow = Flow::Switch;
            }
            // A frame that was suspended before there was a continuation.
            Heat::Enter(_) | Heat::Wait(_) => {}
            Heat::Never => r.specialise(-1, op::RESUME),
        }
    }
    vm.jit = Some(glue);
    flow
}

/// Resumes an entered generator by its continuation; the sent value is handed over.
pub(crate) fn resume_native(vm: &mut Vm, r: &mut Regs, sent: Raw) -> Flow {
    let frame = r.frame;
    if !goes_on_natively(vm, frame) {
        tier::take_over(frame);
        r.push(sent);
        return Flow::Next;
    }
    vm.counters.native_resumes += 1;
    // SAFETY: the frame is alive.
    let entry = unsafe { (*frame).resume };
    if let Some(glue) = &mut vm.jit {
        glue.active.push(entry as usize as u64);
    }
    // SAFETY: the frame was just entered; its continuation was made for the point where it stands, and its
    // code lives as long as `active` has it.
    let answer = unsafe { entry(vm, frame, sent) };
    if let Some(glue) = &mut vm.jit {
        glue.active.pop();
    }
    if vm.verify && answer != Raw::UNWIND {
        super::verify::suspended(frame);
    }
    match answer {
        Raw::UNWIND => take_exit(vm, r),
        Raw::FINISHED => {
            // SAFETY: machine code has flushed the frame.
            *r = unsafe { Regs::of(frame) };
            let value = r.pop_value();
            generator::finish(vm, r, value)
        }
        word => {
            debug_assert!(word != Raw::RAISED && word != Raw::INTERPRET);
            // SAFETY: the frame was entered above and is suspended again.
            let (root, consumer) = unsafe { generator::leave_suspended(vm, frame) };
            let Some(consumer) = consumer else { return frames::deliver_yield(vm, r, root, word) };
            vm.frame = consumer;
            // SAFETY: the consumer is executing `FOR_ITER`, flushed.
            *r = unsafe { Regs::of(consumer) };
            r.push(word);
            Flow::Next
        }
    }
}

/// Runs a plain function by its machine code: `r` stands behind its `RESUME`.
pub(crate) fn enter_function(vm: &mut Vm, r: &mut Regs) -> Flow {
    let frame = r.frame;
    let entry = r.code().start.get();
    let Some(glue) = &mut vm.jit else { return Flow::Next };
    if glue.jit.is_recording() || vm.native_stack_is_short() || tier::is_interpreter(entry) {
        return Flow::Next;
    }
    if let Some(glue) = &mut vm.jit {
        glue.active.push(entry as usize as u64);
    }
    r.flush();
    // SAFETY: the frame is about to execute what the machine code was made for, which lives as long as
    // `active` has it.
    let answer = unsafe { entry(vm, frame, Raw::NONE) };
    if let Some(glue) = &mut vm.jit {
        glue.active.pop();
    }
    if answer == Raw::UNWIND {
        return take_exit(vm, r);
    }
    frames::leave_emptied(vm, r, answer)
}

/// Calls a function by its machine code: the result, owned, or `RAISED`. `None` if nothing was done.
///
/// # Safety
/// `code` is the function's and enters natively ([`Code::native`]); the caller holds the function, and its
/// `count` owned arguments fill the parameters exactly.
#[inline(always)]
pub(crate) unsafe fn call_natively(
    vm: &mut Vm,
    callable: Raw,
    code: &Code,
    arguments: *const Raw,
    count: usize,
) -> Option<Raw> {
    let glue = vm.jit.as_mut().filter(|glue| !glue.jit.is_recording())?;
    if vm.poll.load(Ordering::Relaxed) != 0 {
        return None;
    }
    let entry = code.start.get();
    glue.active.push(entry as usize as u64);
    // SAFETY: the caller's claim. The machine code was made for the function's start and lives as long as
    // `active` has it.
    let (regs, answer) = unsafe {
        callable.inc();
        let mut regs = frames::push_exact(vm, callable, code, arguments, count);
        regs.frame_mut().flags |= flag::ENTRY;
        (regs, entry(vm, regs.frame, Raw::NONE))
    };
    if let Some(glue) = &mut vm.jit {
        glue.active.pop();
    }
    if answer == Raw::UNWIND {
        return Some(leave_called(vm, regs));
    }
    // SAFETY: machine code answers with its frame the innermost one and emptied.
    unsafe { frames::pop_emptied(vm, regs.frame) };
    Some(answer)
}

/// The machine code of a called function has taken an exit: the interpreter goes on to its end.
#[cold]
fn leave_called(vm: &mut Vm, mut regs: Regs) -> Raw {
    match take_exit(vm, &mut regs) {
        Flow::Exit(answer) => answer,
        Flow::Raise | Flow::Reraise => raise_at(vm, regs),
        Flow::Next | Flow::Switch => {
            regs.flush();
            // No recording was under way when the function was called.
            continue_recording(vm, regs, 0)
        }
    }
}

/// Runs a function just entered from native code; its frame carries [`flag::ENTRY`].
pub(crate) fn run_function(vm: &mut Vm, mut regs: Regs) -> Raw {
    let before = tier::recording_number(vm);
    if regs.unit(0) as u8 != op::RESUME_NATIVE || vm.poll.load(Ordering::Relaxed) != 0 {
        return continue_recording(vm, regs, before);
    }
    regs.skip(1);
    match enter_function(vm, &mut regs) {
        Flow::Exit(answer) => {
            tier::leave_loop(vm, &regs, before);
            answer
        }
        Flow::Raise | Flow::Reraise => raise_at(vm, regs),
        Flow::Next | Flow::Switch => {
            regs.flush();
            continue_recording(vm, regs, before)
        }
    }
}

/// Whether the continuation of an entered frame is used; counts the changes of tier.
fn goes_on_natively(vm: &mut Vm, frame: *mut Frame) -> bool {
    let Some(glue) = &mut vm.jit else { return false };
    // SAFETY: the frame was entered.
    if !glue.switch_tier && unsafe { (*frame).flags } & flag::SWITCHES == 0 && !glue.jit.is_recording() {
        return true;
    }
    // SAFETY: an entered generator owns its function, which owns the code.
    let (code, ip) = unsafe { (&*Regs::of(frame).code, (*frame).ip) };
    // SAFETY: the frame was entered.
    let flags = unsafe { &mut (*frame).flags };
    let switches = *flags & flag::SWITCHES != 0;
    *flags &= !flag::SWITCHES;
    let at = code.unit_index(ip) as u32;
    if at == code.body {
        // Nothing has suspended it: generators of one function start in either tier by turns.
        let native = !glue.switch_tier || glue.started_natively.insert(code.id);
        if !native {
            glue.started_natively.remove(&code.id);
        }
        return native && !glue.jit.is_recording();
    }
    let native = !glue.jit.is_recording() && (switches || !glue.switch_tier);
    if native == switches {
        vm.counters.tier_switches += 1;
        code.count_switch(at);
    }
    native
}

/// Carries out the exit that a continuation has taken.
fn take_exit(vm: &mut Vm, r: &mut Regs) -> Flow {
    let Some(glue) = vm.jit.take() else { unreachable!("machine code leaves the JIT in place") };
    // SAFETY: an exit writes its id to the first word of the buffer.
    let word = unsafe { *vm.exit_buffer };
    leave(vm, glue, genjit_jit::RegionId((word >> 32) as u32), word as u32, r)
}

/// The interpreter has suspended a frame: machine code resumes it if there is a continuation.
pub(crate) fn suspended(frame: *mut Frame) {
    // SAFETY: the frame is a generator's, just suspended.
    unsafe {
        let code = &*Regs::of(frame).code;
        (*frame).resume = code.continuation(code.unit_index((*frame).ip) as u32);
        if !tier::is_interpreted(frame) {
            (*frame).flags |= flag::SWITCHES;
        }
    }
}

impl JitGlue {
    /// Gives resume points the continuations that the driver has now.
    pub(super) fn publish(&mut self) {
        for place in self.jit.take_moved() {
            let (code, pc) = (place.code(), place.pc());
            let region = self.jit.region_at(place).and_then(|id| self.jit.region(id));
            let resume = region.map_or(tier::interpret as Resume, |region| {
                // SAFETY: the entry of a body region keeps the convention of continuations.
                unsafe { std::mem::transmute::<u64, Resume>(region.entry()) }
            });
            let Some(known) = self.world.known_code(code) else { continue };
            if place.is_function() {
                known.set_entry(pc, resume);
                continue;
            }
            self.world.set_continuation(code, pc, resume);
            known.set_continuation(pc, resume);
        }
    }

    /// Times a continuation was entered at a unit.
    pub(super) fn entries_at(&self, code: CodeId, pc: u32) -> u64 {
        self.jit.entries_at(RegionPlace::Body(code, pc))
    }

    /// Times the other tier resumed what one had suspended at a unit.
    pub(super) fn switches_at(&self, code: CodeId, pc: u32) -> u64 {
        self.world.known_code(code).map_or(0, |code| code.switches_at(pc))
    }

    /// Frees code that is not entered any more and not active: of loops at once, of
    /// continuations when there is enough of it that looking at every generator pays.
    pub(super) fn release_regions(&mut self, vm: &Vm) {
        let retired = self.jit.retired_bodies();
        let bytes: u64 = retired.iter().map(|region| region.page_bytes()).sum();
        let bodies = bytes > self.jit.options().code_limit / RETIRED_PART;
        if bodies {
            vm.heap.for_each_object(&mut |object| {
                // SAFETY: the heap shows live objects.
                let type_id = unsafe { (*object).type_id() };
                let frame = object.cast::<Frame>();
                if <Frame as crate::object::Object>::is_type(type_id)
                    // SAFETY: an object of this type is a frame.
                    && let resume = unsafe { (*frame).resume as usize as u64 }
                    && retired.iter().any(|region| region.contains(resume))
                {
                    tier::take_over(frame);
                }
            });
        }
        drop(self.jit.release_retired(bodies, &self.active));
    }
}
