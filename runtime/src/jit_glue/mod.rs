//! The runtime's side of the JIT: heat, recording, entering machine code, and coming back.
//!
//! ```text
//! JUMP_BACKWARD hot ──> hot_loop ──record──> Recording (an observer of the loop) ──> region
//!                          │ enter                                                     │
//!                          v                                                           v
//!                     machine code ──exit id──> deopt ──> interpreter at the exit's place
//! ```
//! The driver ([`Jit`]) and what it knows by number ([`world::World`]) live in the `Vm`; they are taken out
//! while they work, so that they can look at the machine.
//!
//! Requirement: no region is released from the code space while its machine code is active
//! ([`JitGlue::active`]), and nothing that a region names while any is.

mod binding;
mod body;
mod deaths;
mod deopt;
mod helpers;
mod lookup;
mod objects;
mod report;
mod verify;
mod view;
mod world;

use genjit_bytecode::{CodeObject, Opcode};
use genjit_jit::observe::FrameToken;
use genjit_jit::{Heat, Jit, RegionId, RegionPlace, Step, Stepped};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::frame::Frame;
use crate::interp::{Flow, Regs, opcode as op};
use crate::options::{Options, Tiering};
use crate::tier::Observer;
use crate::value::Value;
use crate::vm::Vm;
use view::View;
use world::{Dead, World};

/// A loop region: answers the exit id.
type LoopEntry = unsafe extern "C" fn(vm: *mut Vm, frame: *mut Frame) -> u64;

/// The JIT of one machine.
pub(crate) struct JitGlue {
    jit: Jit,
    world: World,
    /// Entries of the machine code on the native stack, innermost last.
    active: Vec<u64>,
    /// `exit-every=N`.
    exit_every: Option<i64>,
    /// Where `vm.exit_countdown` last started from: what it has lost since are guards passed.
    counted_from: i64,
    /// Times the count of a place may still run out before it is asked about again.
    penalties: FxHashMap<RegionPlace, u32>,
    /// Dead objects that regions not yet released may name.
    limbo: Vec<(Value, Dead)>,
    /// Samples of heat that a resume point has left before it is asked about.
    samples: FxHashMap<RegionPlace, u32>,
    /// `switch-tier`: generators are resumed by the tier that did not suspend them.
    switch_tier: bool,
    /// `switch-tier`: code whose last generator was started by machine code.
    started_natively: FxHashSet<u32>,
    /// Where the recording under way was started.
    recording: Option<Started>,
    /// What there was when the program ended.
    ended: report::Ended,
    /// Regions entered lately, by the address of their loop head.
    entered: [Entered; ENTERED],
    /// The driver's generation when retired regions were last released, and whether none was active then.
    released_at: (u64, bool),
}

/// How many regions are found again without asking the driver.
const ENTERED: usize = 16;

/// The region to enter at a loop head, as long as the driver's generation is the same.
#[derive(Clone, Copy, Default)]
struct Entered {
    head: usize,
    generation: u64,
    region: RegionId,
    /// What the count of the loop head starts with until the next entry.
    count: u16,
}

impl Entered {
    fn index(head: usize) -> usize {
        head / size_of::<u16>() % ENTERED
    }
}

/// The start of a recording.
struct Started {
    place: RegionPlace,
    /// The count of a loop head.
    counter: Option<*mut u16>,
}

impl JitGlue {
    /// The JIT that these options ask for, if any.
    pub(crate) fn new(vm: &mut Vm, options: &Options) -> Option<Box<JitGlue>> {
        let settings = settings(options)?;
        vm.loop_threshold = settings.loop_threshold.clamp(1, u32::from(u16::MAX) - 1) as u16;
        let forced = options.jit_exit_at.or(options.jit_exit_every);
        vm.body_interval = body::interval(settings.body_threshold);
        vm.exit_countdown = forced.map_or(i64::MIN, |count| count.max(1) as i64);
        Some(Box::new(JitGlue {
            jit: Jit::new(settings, helpers::table()),
            world: World::new(options.jit_switch_tier),
            active: Vec::new(),
            exit_every: options.jit_exit_every.map(|every| every.max(1) as i64),
            counted_from: vm.exit_countdown,
            penalties: FxHashMap::default(),
            samples: FxHashMap::default(),
            switch_tier: options.jit_switch_tier,
            started_natively: FxHashSet::default(),
            recording: None,
            limbo: Vec::new(),
            ended: report::Ended::default(),
            entered: [Entered::default(); ENTERED],
            released_at: (0, true),
        }))
    }

    /// The driver's counters, by name.
    pub(crate) fn counters(&self) -> Vec<(String, u64)> {
        let mut rows = self.jit.counters().rows();
        let (regions, bytes) = self.jit.live();
        rows.push(("live_regions".to_owned(), regions));
        rows.push(("live_code_bytes".to_owned(), bytes));
        rows.push(("live_code_objects".to_owned(), self.world.code_count() as u64));
        rows
    }

    /// Guards passed since the countdown last started. It wraps round once it has run out for good.
    pub(crate) fn guards_since(&self, vm: &Vm) -> u64 {
        self.counted_from.wrapping_sub(vm.exit_countdown) as u64
    }

    /// Writes the log here as it comes.
    pub(crate) fn set_log(&mut self, sink: Box<dyn std::io::Write + Send>) {
        self.jit.set_log(sink);
    }

    /// Lines of the log since the last call.
    pub(crate) fn drain_log(&mut self) -> Vec<String> {
        self.jit.drain_log()
    }

    /// The count of a place of this code ran out: what the driver says.
    fn ask(&mut self, place: RegionPlace, code: &CodeObject) -> Heat {
        if self.jit.options().skip.iter().any(|name| **name == *code.qualname) {
            return Heat::Never;
        }
        let heat = self.jit.hot(place);
        self.publish();
        heat
    }

    /// Whether a place still waits because a recording of it was given up.
    fn serve_penalty(&mut self, place: RegionPlace) -> bool {
        let left = self.penalties.get_mut(&place).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    }

    /// Why there is no machine code on this host, if there is none.
    pub(crate) fn unsupported(&self) -> Option<String> {
        self.jit.supported().err()
    }
}

fn settings(options: &Options) -> Option<genjit_jit::Options> {
    let mut settings = genjit_jit::Options::default();
    match options.jit {
        Tiering::Off => return None,
        Tiering::On => {}
        Tiering::Eager => {
            (settings.loop_threshold, settings.body_threshold, settings.exit_threshold) = (2, 2, 1);
            (settings.call_threshold, settings.gather) = (2, 1);
            // Most of it is entered a few times.
            settings.quick = true;
        }
    }
    if let Some(threshold) = options.jit_threshold {
        let threshold = u32::try_from(threshold).unwrap_or(u32::MAX);
        (settings.loop_threshold, settings.body_threshold) = (threshold, threshold);
        settings.call_threshold = threshold;
    }
    let narrow = |value: Option<u64>| value.map(|value| u32::try_from(value).unwrap_or(u32::MAX));
    settings.budget = saves_compiling(options);
    settings.skip.clone_from(&options.jit_skip);
    settings.background = runs_on(options);
    settings.forced_exits = options.jit_exit_at.is_some() || options.jit_exit_every.is_some();
    settings.abort_at = narrow(options.jit_abort_at);
    settings.code_fail_at = narrow(options.jit_code_fail_at);
    settings.code_limit = options.jit_code_limit;
    settings.verify |= options.verify;
    settings.poison = options.verify;
    settings.log = options.jit_log;
    settings.dump_events = options.jit_dump.events;
    settings.dump_ir = options.jit_dump.ir;
    settings.dump_clif = options.jit_dump.clif;
    settings.dump_asm = options.jit_dump.asm;
    Some(settings)
}

/// Whether places wait until the program's work pays for their machine code. Not where a mode is there to test
/// machine code: short programs would run without.
fn saves_compiling(options: &Options) -> bool {
    let tests =
        options.jit_threshold.is_some() || options.gc_every != 0 || options.verify || counts_steps(options);
    options.jit == Tiering::On && !tests
}

/// Whether the program runs on while machine code is made for it. Not where the same step is to be hit in every
/// run.
fn runs_on(options: &Options) -> bool {
    options.jit == Tiering::On && !options.jit_wait && !counts_steps(options)
}

/// Whether something is to happen at a guard, step or allocation of a certain number.
fn counts_steps(options: &Options) -> bool {
    options.jit_exit_at.is_some()
        || options.jit_exit_every.is_some()
        || options.jit_abort_at.is_some()
        || options.jit_code_fail_at.is_some()
}

/// The count of the loop whose head `r` stands at ran out; the jump lies `distance` units further.
pub(crate) fn hot_loop(vm: &mut Vm, r: &mut Regs, distance: usize) -> Flow {
    let Some(mut glue) = vm.jit.take() else { return Flow::Next };
    let counter = distance as isize - 1;
    let head = r.ip as usize;
    let known = glue.entered[Entered::index(head)];
    if known.head == head && known.generation == glue.jit.generation() {
        r.set_unit(counter, known.count);
        return enter_loop(vm, glue, known.region, r);
    }
    // SAFETY: the executing frame's function owns the code.
    let code = unsafe { &*r.frame().func.pointer().cast::<crate::function::Function>() }.code();
    let place = RegionPlace::Loop(glue.world.code_id(code), code.unit_index(r.ip as u64) as u32);
    let threshold = vm.loop_threshold;
    match glue.ask(place, code.source()) {
        Heat::Record if glue.serve_penalty(place) => {
            r.set_unit(counter, 0);
            vm.jit = Some(glue);
            Flow::Next
        }
        Heat::Record => {
            r.set_unit(counter, threshold - 1);
            glue.recording = Some(Started { place, counter: Some(r.ip.wrapping_offset(counter)) });
            r.flush();
            let token = FrameToken(r.frame as u64);
            let JitGlue { jit, world, .. } = &mut *glue;
            world.hold_codes(std::iter::once(place.code()));
            jit.start(&View { vm, world, regs: *r }, place, token);
            glue.release_dead(vm);
            vm.jit = Some(glue);
            Flow::Switch
        }
        Heat::Enter(region) => {
            let generation = glue.jit.generation();
            let interval = glue.jit.entry_interval(place).min(u32::from(threshold)) as u16;
            let count = threshold - interval;
            r.set_unit(counter, count);
            glue.entered[Entered::index(head)] = Entered { head, generation, region, count };
            enter_loop(vm, glue, region, r)
        }
        Heat::Wait(times) => {
            r.set_unit(counter, threshold.saturating_sub(times.min(u32::from(threshold)) as u16));
            vm.jit = Some(glue);
            Flow::Next
        }
        Heat::Never => {
            r.specialise(counter - 1, op::JUMP_BACKWARD);
            vm.jit = Some(glue);
            Flow::Next
        }
    }
}

/// Runs a loop region on the frame of `r`, and the exit it takes.
fn enter_loop(vm: &mut Vm, mut glue: Box<JitGlue>, id: RegionId, r: &mut Regs) -> Flow {
    let Some(region) = glue.jit.region(id) else {
        vm.jit = Some(glue);
        return Flow::Next;
    };
    let entry = region.entry();
    glue.jit.entered(id);
    glue.active.push(entry);
    r.flush();
    vm.jit = Some(glue);
    // SAFETY: the driver answers the address of machine code made for this contract; its code lives as
    // long as `active` has it.
    let exit = unsafe {
        let entry: LoopEntry = std::mem::transmute::<u64, LoopEntry>(entry);
        entry(vm, r.frame)
    };
    let Some(mut glue) = vm.jit.take() else { unreachable!("machine code leaves the JIT in place") };
    glue.active.pop();
    leave(vm, glue, id, exit as u32, r)
}

/// Carries out an exit of a region entered with the frame of `r`.
fn leave(vm: &mut Vm, mut glue: Box<JitGlue>, id: RegionId, exit: u32, r: &mut Regs) -> Flow {
    if vm.exit_countdown <= 0 && vm.exit_countdown != i64::MIN {
        vm.counters.guards_passed += glue.guards_since(vm);
        vm.exit_countdown = glue.exit_every.unwrap_or(i64::MIN);
        glue.counted_from = vm.exit_countdown;
    }
    let JitGlue { jit, world, .. } = &mut *glue;
    let Some(region) = jit.region(id) else { unreachable!("a region lives while its code is active") };
    let pinned = |id| world.constant(id);
    // SAFETY: machine code of this region has just taken this exit from this frame.
    let landed = unsafe { deopt::deopt(vm, r.frame, region.exit(exit), &pinned) };
    *r = landed.regs;
    vm.counters.deopts += 1;
    if vm.verify {
        verify::exit(vm);
    }
    cool_jump(vm, r);
    let mut flow = if landed.unwind { Flow::Raise } else { Flow::Next };
    if !landed.unwind && vm.heap.pending() != 0 {
        // What the region left for comes before the next instruction, and before that is recorded.
        vm.jit = Some(glue);
        r.flush();
        vm.run_pending();
        let Some(kept) = vm.jit.take() else { unreachable!("finalisers leave the JIT in place") };
        glue = kept;
    }
    let JitGlue { jit, world, .. } = &mut *glue;
    if jit.exit_taken(id, exit) == Heat::Record && !landed.unwind && !jit.is_recording() {
        let frames = if landed.frames.is_empty() { vec![r.frame] } else { landed.frames };
        let tokens = frames.into_iter().map(|frame| FrameToken(frame as u64)).collect();
        world.hold_codes(jit.graph_codes(id).into_iter());
        jit.start_exit(&View { vm, world, regs: *r }, id, exit, tokens);
        flow = Flow::Switch;
    }
    glue.release_dead(vm);
    vm.jit = Some(glue);
    flow
}

pub(crate) use body::{call_natively, enter_function, hot_body, resume_native, run_function, suspended};

/// A jump that an exit goes on at is not hot this time. The poll of a loop may stand at its head, and its
/// exit before the jump: entered from there, the region could be left again without having moved.
fn cool_jump(vm: &Vm, r: &mut Regs) {
    let mut at = 0;
    while r.unit(at) as u8 == op::EXTENDED_ARG {
        at += 1;
    }
    if r.unit(at) as u8 == op::JUMP_BACKWARD_COUNTED {
        r.set_unit(at + 1, vm.loop_threshold.wrapping_sub(2));
    }
}

/// Watches that the heap found broken, and objects that died: regions that rely on them are not entered
/// again.
pub(crate) fn watches_broke(vm: &mut Vm) {
    let broken = std::mem::take(&mut vm.heap.broken);
    let Some(mut glue) = vm.jit.take() else { return };
    for watch in broken.into_iter().map(genjit_jit::observe::WatchId) {
        glue.world.forget_watch(watch);
        glue.jit.invalidate(watch);
    }
    glue.take_dead(vm);
    glue.release_dead(vm);
    vm.jit = Some(glue);
}

/// Coroutines note where they are made from now on, or no longer.
pub(crate) fn origins_changed(vm: &mut Vm) {
    let Some(mut glue) = vm.jit.take() else { return };
    glue.jit.invalidate_all();
    glue.release_dead(vm);
    vm.jit = Some(glue);
}

/// The program ends: keeps what listings show of machine code, which goes with its code objects.
pub(crate) fn note_end(vm: &mut Vm) {
    if let Some(glue) = &mut vm.jit {
        glue.note_end();
    }
}

/// Whether instructions are being recorded.
pub(crate) fn is_recording(vm: &Vm) -> bool {
    vm.jit.as_ref().is_some_and(|glue| glue.jit.is_recording())
}

/// The number of the recording under way; 0 if there is none.
pub(crate) fn recording_number(vm: &Vm) -> u64 {
    vm.jit.as_ref().map_or(0, |glue| glue.jit.recording_number())
}

/// An activation of the interpreter's loop ends, which began while recording `before` was under way: a
/// recording that began in it sees nothing more.
pub(crate) fn leave_loop(vm: &mut Vm, regs: &Regs, before: u64) {
    if recording_number(vm) <= before {
        return;
    }
    let Some(mut glue) = vm.jit.take() else { return };
    let JitGlue { jit, world, .. } = &mut *glue;
    if let Stepped::Over(made) = jit.leave_root(&mut View { vm, world, regs: *regs }) {
        recorded(&mut glue, made);
    }
    vm.jit = Some(glue);
}

/// The observer that shows each instruction to the recorder.
pub(crate) struct Recording;

impl Observer for Recording {
    const ENABLED: bool = true;
    const BASE_FORMS: bool = true;

    fn before(&mut self, vm: &mut Vm, r: &Regs) -> bool {
        let Some(mut glue) = vm.jit.take() else { return false };
        let going_on = step(vm, &mut glue, r);
        vm.jit = Some(glue);
        going_on
    }
}

/// Shows one instruction to the recorder; answers whether the recording goes on.
fn step(vm: &mut Vm, glue: &mut JitGlue, r: &Regs) -> bool {
    let code = r.function().code().clone();
    let at = code.unit_index(r.ip as u64);
    let (at, opcode, oparg) = instruction_at(&code.source().units, at);
    let JitGlue { jit, world, .. } = glue;
    let step =
        Step { frame: FrameToken(r.frame as u64), code: world.code_id(&code), pc: at as u32, opcode, oparg };
    match jit.step(&mut View { vm, world, regs: *r }, step) {
        Stepped::Recording => true,
        Stepped::Over(made) => {
            recorded(glue, made);
            false
        }
    }
}

/// A recording is over; it may have made a region.
fn recorded(glue: &mut JitGlue, made: Option<RegionId>) {
    glue.world.let_go();
    glue.publish();
    if let Some(Started { place, counter }) = glue.recording.take()
        && made.is_none()
    {
        if glue.jit.gathers(place) {
            glue.samples.insert(place, 1);
            return;
        }
        let threshold = glue.jit.threshold(place).max(1);
        let (rounds, part) = (glue.jit.penalty(place) / threshold, glue.jit.penalty(place) % threshold);
        let Some(counter) = counter else {
            let samples = glue.samples.entry(place).or_default();
            *samples = samples.saturating_mul(rounds.max(1));
            return;
        };
        // Counts start again at zero each time they run out: the part of a round goes first.
        let (rounds, start) =
            if part == 0 { (rounds.saturating_sub(1), 0) } else { (rounds, threshold - part) };
        glue.penalties.insert(place, rounds);
        // SAFETY: the count lies in the units of a code object that the recording has held.
        unsafe { *counter = start.min(u32::from(u16::MAX)) as u16 };
    }
}

/// The instruction that is executed at a unit, where its prefixes begin: its own unit, and its oparg.
fn instruction_at(units: &[u16], start: usize) -> (usize, Opcode, u32) {
    let (mut at, mut oparg) = (start, 0);
    loop {
        oparg = oparg << 8 | u32::from(units[at] >> 8);
        let opcode = Opcode::from_u8(units[at] as u8).expect("verified code");
        if opcode != Opcode::EXTENDED_ARG {
            return (at, opcode, oparg);
        }
        at += 1;
    }
}
