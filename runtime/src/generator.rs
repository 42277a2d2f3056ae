//! Generators: the object, and its life.
//!
//! A generator *is* its frame ([`Frame`], owner `GENERATOR`), so nothing is copied on resume or yield.
//! Coroutines and asynchronous generators share layout and life; only their methods differ.
//!
//! ```text
//!            create            enter                yield
//! (function) ──────> CREATED ─────────> RUNNING <─────────────> SUSPENDED   at a plain yield
//!                       │      enter       │  └───────────────> DELEGATING  inside `yield from`
//!                       │ close, throw     │ return, raise
//!                       └───────────────>  └──────────> FINISHED   ip 0, slots given up
//! ```
//! A generator that delegates to another one stays `DELEGATING` while that runs; see `chain.rs`.
//!
//! Words: *root* is the generator that was asked to go on, *leaf* the one that executes for it (itself,
//! but for chains). How the root was entered is in its flags ([`flag::ENTERED`]) and decides where a
//! yielded value goes: to a `FOR_ITER`, to a call of `next` or `send`, to native code.
//!
//! Requirement: who enters a generator holds a count of it until it is left.

use crate::async_generator;
use crate::chain;
use crate::code::Code;
use crate::error::{PyResult, Raised};
use crate::exceptions::{Exception, ExceptionKind, field};
use crate::frame::{FRAME_HEADER, Frame, flag, owner, state};
use crate::function::Function;
use crate::heap::Heap;
use crate::interp::stack::slots;
use crate::interp::{Flow, Regs, continue_recording, frames, opcode as op, raise_at};
use crate::object::{Header, Layout, Object, TypeId};
use crate::tier;
use crate::value::{Raw, Value};
use crate::vm::Vm;
use genjit_bytecode::CodeFlags;

/// Type id of generators.
pub const GENERATOR: TypeId = TypeId(10);
/// Type id of coroutines.
pub const COROUTINE: TypeId = TypeId(11);
/// Type id of asynchronous generators.
pub const ASYNC_GENERATOR: TypeId = TypeId(12);

// SAFETY: `Frame` is `repr(C)` with the header first; the three ids are laid out so.
unsafe impl Object for Frame {
    #[inline(always)]
    fn is_type(type_id: TypeId) -> bool {
        type_id.0 >= GENERATOR.0 && type_id.0 <= ASYNC_GENERATOR.0
    }
}

/// How a resumed generator answered.
#[derive(Debug)]
pub enum Resumed {
    /// It yielded this value and is suspended.
    Yield(Value),
    /// It returned this value and is finished.
    Return(Value),
    /// It raised; the exception is in the `Vm`, and the generator is finished.
    Raise(Raised),
}

/// How the heap treats generators.
pub(crate) const LAYOUT: Layout = Layout {
    name: "generator",
    // SAFETY: the heap asks for complete generators.
    size: |object| FRAME_HEADER + 8 * unsafe { (*object.cast::<Frame>()).slot_count } as usize,
    visit,
    destroy,
    clear,
    finalisable,
    collectable: true,
};

/// Live slots: the locals, and the operand stack as it was flushed.
///
/// # Safety
/// `frame` is a complete generator.
unsafe fn live_slots(frame: *mut Frame) -> usize {
    // SAFETY: the caller's claim; an unfinished generator owns its function.
    unsafe {
        if (*frame).ip == 0 || (*frame).func == Raw::NULL {
            return 0;
        }
        let function = (*frame).func.pointer().cast::<Function>();
        (*function).code().locals as usize + (*frame).stack_depth as usize
    }
}

unsafe fn visit(object: *mut Header, visitor: &mut dyn FnMut(Raw)) {
    let frame = object.cast::<Frame>();
    // SAFETY: the heap calls this with live generators. One that executes has words in registers: the
    // collector takes all of them as held from outside.
    unsafe {
        if (*frame).ip & 1 != 0 {
            return;
        }
        visitor((*frame).func);
        visitor((*frame).exception);
        for index in 0..live_slots(frame) {
            visitor(*slots(frame).add(index));
        }
        if (*frame).flags & flag::NOTES != 0 {
            (*Heap::of(object)).visit_notes(frame, visitor);
        }
    }
}

unsafe fn clear(object: *mut Header, heap: &mut Heap) {
    let frame = object.cast::<Frame>();
    // SAFETY: the heap calls this with generators that are dead or in a dead cycle; neither executes.
    unsafe {
        debug_assert!((*frame).ip & 1 == 0);
        chain::unlink(frame);
        if (*frame).flags & flag::NOTES != 0 && (*frame).ip != 0 {
            drop(crate::frame_view::release_notes(heap, frame));
        }
        let live = live_slots(frame);
        (*frame).ip = 0;
        (*frame).state = state::FINISHED;
        (*frame).stack_depth = 0;
        frames::clear_slots(frame, live);
    }
}

unsafe fn destroy(object: *mut Header, heap: &mut Heap) {
    // SAFETY: the heap calls this once with a dead generator.
    unsafe {
        clear(object, heap);
        let frame = object.cast::<Frame>();
        if (*frame).flags & flag::NOTES != 0 {
            // A finished generator has no view any more.
            drop(heap.notes.remove(&(frame as usize)));
        }
        let func = std::mem::replace(&mut (*frame).func, Raw::NULL);
        Heap::drop_word(func);
    }
}

/// Whether dropping the generator has to run code: a suspended one with a handler around its yield, a
/// coroutine that was never awaited, and an asynchronous generator with a finaliser.
unsafe fn finalisable(object: *const Header) -> bool {
    let frame = object.cast_mut().cast::<Frame>();
    // SAFETY: the heap asks for complete generators.
    unsafe {
        if (*frame).flags & (flag::FINALISER | flag::CLOSED) == flag::FINALISER && (*frame).ip != 0 {
            return true;
        }
        match (*frame).state {
            state::SUSPENDED => !closes_silently(frame),
            state::DELEGATING => true,
            state::CREATED => (*frame).header.type_id() == COROUTINE,
            _ => false,
        }
    }
}

/// Whether nothing but the body's own StopIteration wrapper is around the yield where the generator is
/// suspended: closing it then runs no code.
///
/// # Safety
/// `frame` is a complete generator, suspended at a plain yield.
pub(crate) unsafe fn closes_silently(frame: *mut Frame) -> bool {
    // SAFETY: a suspended generator's `ip` is the `RESUME` behind its yield.
    let unit = unsafe { *((*frame).ip as *const u16) };
    op::base(unit as u8) == op::RESUME && unit >> 8 & 4 != 0
}

/// A new generator of this function, not started: its first `count` slots are taken from `locals`, the
/// other locals are empty. `ip` is left for the caller to set.
///
/// # Safety
/// `func` is an owned function with this code; `locals` are owned words given up by their owner.
pub(crate) unsafe fn create(
    vm: &mut Vm,
    func: Raw,
    code: &Code,
    locals: *const Raw,
    count: usize,
) -> *mut Frame {
    let type_id = if code.flags.contains(CodeFlags::COROUTINE) {
        COROUTINE
    } else if code.flags.contains(CodeFlags::ASYNC_GENERATOR) {
        ASYNC_GENERATOR
    } else {
        GENERATOR
    };
    let bytes = crate::code::frame_bytes(code);
    let frame = if code.may_finalise {
        vm.heap.allocate_numbered(type_id, bytes)
    } else {
        vm.heap.allocate(type_id, bytes)
    };
    let frame = frame.cast::<Frame>();
    // SAFETY: fresh memory of the right size whose header is written; the words move, by the caller's claim.
    unsafe {
        let header = frame.cast::<Header>().read();
        std::ptr::copy_nonoverlapping(locals, slots(frame), count);
        for index in count..code.locals as usize {
            slots(frame).add(index).write(Raw::NULL);
        }
        frame.write(Frame {
            header,
            func,
            ip: code.units as u64,
            resume: code.start.get(),
            prev: std::ptr::null_mut(),
            stack_depth: 0,
            owner: owner::GENERATOR,
            state: state::CREATED,
            flags: if code.hidden { flag::HIDDEN } else { 0 },
            root: std::ptr::null_mut(),
            leaf: std::ptr::null_mut(),
            exception: Raw::NULL,
            chain_depth: 0,
            slot_count: code.slots,
        });
    }
    frame
}

/// Notes where a new coroutine is made, if programs want to know: the frames from `caller` outwards.
#[inline(always)]
pub(crate) fn note_origin(vm: &mut Vm, generator: *mut Frame, caller: *mut Frame) {
    if vm.asynchrony.origin_depth > 0 {
        note_frames(vm, generator, caller);
    }
}

#[cold]
fn note_frames(vm: &mut Vm, generator: *mut Frame, caller: *mut Frame) {
    // SAFETY: just created.
    if unsafe { (*generator).header.type_id() } != COROUTINE {
        return;
    }
    let mut frames = Vec::new();
    let mut frame = crate::frame_view::visible(caller);
    while !frame.is_null() && frames.len() < vm.asynchrony.origin_depth {
        let view = vm.view_of(frame);
        if let Some(view) = view.downcast::<crate::frame_view::FrameView>()
            && let Some(code) = view.code()
        {
            let filename = vm.new_str(&code.source().filename);
            let line = Value::from_small(i64::from(view.line().unwrap_or(0)));
            let name = vm.new_str(&code.source().name);
            frames.push(vm.new_tuple(vec![filename, line, name]));
        }
        // SAFETY: frames from the innermost one outwards are executing, hence alive.
        frame = crate::frame_view::visible(unsafe { (*frame).prev });
    }
    let frames = vm.new_tuple(frames);
    vm.heap.notes_mut(generator).origin_or_finaliser = Some(frames);
}

/// Does what stands before `RETURN_GENERATOR` in code with a `body`, and sets `ip` behind it.
///
/// # Safety
/// `frame` was just created for this code.
pub(crate) unsafe fn run_prologue(frame: *mut Frame, code: &Code) {
    let free = code.prologue_free as usize;
    // SAFETY: verified code copies no more free variables than it has; its closure has one cell for each.
    unsafe {
        if free > 0 {
            let closure = (*(*frame).func.pointer().cast::<Function>()).closure_raw();
            let first = slots(frame).add(code.locals as usize - free);
            for (index, cell) in crate::interp::layouts::tuple_words(closure).iter().take(free).enumerate() {
                cell.inc();
                first.add(index).write(*cell);
            }
        }
        (*frame).ip = code.unit_address(code.body as usize) as u64;
    }
}

/// The root if the fast way of entering it is open: a generator suspended at a plain yield, not started,
/// or linked to a leaf that is not executing.
#[inline(always)]
pub(crate) fn ready(vm: &Vm, word: Raw) -> Option<*mut Frame> {
    if !word.is_object() {
        return None;
    }
    let root = word.pointer().cast::<Frame>();
    // SAFETY: the caller holds the object; it is read as a frame only once its type says so.
    unsafe {
        if (*root).header.type_id() != GENERATOR {
            return None;
        }
        let open = if (*root).leaf.is_null() {
            (*root).state <= state::SUSPENDED && (*root).root.is_null() && vm.recursion_left > 0
        } else {
            let leaf = (*root).leaf;
            (*leaf).ip & 1 == 0 && vm.recursion_left > i64::from((*leaf).chain_depth)
        };
        open.then_some(root)
    }
}

/// Makes a generator's leaf the innermost frame; the caller starts it ([`tier::start`]).
///
/// # Safety
/// `root` is alive, held by the caller until it is left, and may be entered ([`ready`], [`prepare`]).
#[inline(always)]
pub(crate) unsafe fn enter(vm: &mut Vm, root: *mut Frame, how: u16, from: *mut Frame) -> Regs {
    // SAFETY: the caller's claim; a linked leaf is held by the chain.
    unsafe {
        let leaf = if (*root).leaf.is_null() { root } else { (*root).leaf };
        debug_assert!((*leaf).ip & 1 == 0 && (*leaf).ip != 0);
        debug_assert!((*root).flags & flag::ENTERED == 0);
        (*root).prev = from;
        (*root).flags |= how;
        vm.recursion_left -= 1 + i64::from((*leaf).chain_depth);
        (*leaf).ip |= 1;
        (*leaf).state = state::RUNNING;
        vm.frame = leaf;
        Regs::of(leaf)
    }
}

/// Makes a linked leaf, its root executing, the innermost frame.
///
/// # Safety
/// `leaf` was just linked by [`chain::delegate_to`], which answered `levels`.
pub(crate) unsafe fn enter_delegate(vm: &mut Vm, leaf: *mut Frame, levels: u32) -> Regs {
    // SAFETY: the caller's claim.
    unsafe {
        debug_assert!((*leaf).ip & 1 == 0 && (*leaf).ip != 0);
        vm.recursion_left -= i64::from(levels);
        (*leaf).ip |= 1;
        (*leaf).state = state::RUNNING;
        vm.frame = leaf;
        Regs::of(leaf)
    }
}

/// A leaf has just been suspended: gives back the recursion count; answers the root, and the consumer if
/// that entered it by `FOR_ITER`.
///
/// # Safety
/// `leaf` is a generator that was entered; its root lives at least as long as it executes.
#[inline(always)]
pub(crate) unsafe fn leave_suspended(vm: &mut Vm, leaf: *mut Frame) -> (*mut Frame, Option<*mut Frame>) {
    // SAFETY: the caller's claim.
    unsafe {
        vm.recursion_left += 1 + i64::from((*leaf).chain_depth);
        let root = if (*leaf).root.is_null() { leaf } else { (*leaf).root };
        (root, leave_for_iter(root))
    }
}

/// The consumer, if the root was entered by `FOR_ITER`; it is no longer entered then.
///
/// # Safety
/// `root` is alive.
#[inline(always)]
unsafe fn leave_for_iter(root: *mut Frame) -> Option<*mut Frame> {
    // SAFETY: the caller's claim.
    unsafe {
        if (*root).flags & flag::FOR_ITER == 0 {
            return None;
        }
        (*root).flags &= !flag::FOR_ITER;
        Some((*root).prev)
    }
}

/// What [`prepare`] found.
pub(crate) enum Prepared {
    /// The root may be entered.
    Run(*mut Frame),
    /// It is finished.
    Finished,
    /// The whole chain would pass the recursion limit: it was shortened to the levels that may still run, the
    /// last of which gets a RecursionError ([`enter_too_deep`]).
    TooDeep(*mut Frame),
}

/// Gets a generator ready to be entered with a sent value, or raises what CPython raises.
pub(crate) fn prepare(vm: &mut Vm, generator: &Value, sent: &Value) -> PyResult<Prepared> {
    let root = generator.raw().pointer().cast::<Frame>();
    debug_assert!(generator.is_a::<Frame>());
    // SAFETY: the caller holds the generator.
    let (ip, state_now) = unsafe { ((*root).ip, (*root).state) };
    if is_running(root) {
        let message = format!("{} already executing", kind_name(generator.type_id()));
        return Err(vm.raise_value_error(message));
    }
    if ip == 0 {
        return Ok(Prepared::Finished);
    }
    if state_now == state::CREATED && !sent.is_none() {
        let message =
            format!("can't send non-None value to a just-started {}", kind_name(generator.type_id()));
        return Err(vm.raise_type_error(message));
    }
    chain::link_down(root);
    // SAFETY: as above; a linked leaf is alive.
    let depth = unsafe { (*chain::leaf_of(root)).chain_depth };
    if vm.recursion_left <= i64::from(depth) {
        if vm.recursion_left > 0 && depth > 0 {
            chain::shorten(root, vm.recursion_left as u32 - 1);
            return Ok(Prepared::TooDeep(root));
        }
        return Err(vm.raise_recursion_error("maximum recursion depth exceeded"));
    }
    Ok(Prepared::Run(root))
}

/// Enters a chain that [`Prepared::TooDeep`] was answered for: the RecursionError is raised in its leaf, at
/// the `SEND` that would have entered the next level.
///
/// # Safety
/// As for [`enter`].
pub(crate) unsafe fn enter_too_deep(vm: &mut Vm, root: *mut Frame, how: u16, from: *mut Frame) -> Regs {
    // SAFETY: the caller's claim.
    let mut regs = unsafe { enter(vm, root, how, from) };
    tier::take_over(regs.frame);
    regs.jump(-1);
    regs.flush();
    let _raised = vm.raise_recursion_error("maximum recursion depth exceeded");
    regs
}

/// Whether a value is a generator whose function is marked as a coroutine (`types.coroutine`).
pub(crate) fn is_iterable_coroutine(value: &Value) -> bool {
    if value.type_id() != GENERATOR {
        return false;
    }
    let frame = value.raw().pointer().cast::<Frame>();
    // SAFETY: the caller holds the generator, which owns its function until it dies.
    let function = unsafe { (*frame).func };
    if function == Raw::NULL {
        return false;
    }
    // SAFETY: as above.
    let function = unsafe { &*function.pointer().cast::<Function>() };
    function.code().flags.contains(CodeFlags::ITERABLE_COROUTINE)
}

/// Whether this is the frame of an asynchronous generator.
pub(crate) fn is_asynchronous(frame: *mut Frame) -> bool {
    // SAFETY: callers hold the generator.
    unsafe { (*frame).header.type_id() == ASYNC_GENERATOR }
}

/// What CPython calls objects of this type in messages.
pub(crate) fn kind_name(type_id: TypeId) -> &'static str {
    match type_id {
        COROUTINE => "coroutine",
        ASYNC_GENERATOR => "async generator",
        _ => "generator",
    }
}

/// Whether the generator, or a delegate below it, executes.
pub(crate) fn is_running(root: *mut Frame) -> bool {
    // SAFETY: the caller holds the root; delegates are held by their delegators' stacks.
    unsafe {
        if (*root).ip & 1 != 0 {
            return true;
        }
        (*root).state == state::DELEGATING && (*chain::deepest(root)).ip & 1 != 0
    }
}

/// A generator has returned: gives up its slots and hands the value to who waits for it.
pub(crate) fn finish(vm: &mut Vm, r: &mut Regs, value: Value) -> Flow {
    let frame = r.frame;
    retire(vm, r);
    match chain::return_to_delegator(vm, frame) {
        Some(mut delegator) => {
            // The delegator stands at its `RESUME`: behind SEND, its cache, YIELD_VALUE.
            delegator.jump(-1);
            let distance = delegator.unit(-1);
            delegator.skip(usize::from(distance));
            delegator.push_value(value);
            *r = delegator;
            crate::throw::left_delegate(vm, r.frame);
            Flow::Next
        }
        None => finish_root(vm, r, frame, value),
    }
}

fn finish_root(vm: &mut Vm, r: &mut Regs, root: *mut Frame, value: Value) -> Flow {
    let (how, prev) = leave(vm, root);
    if how & flag::ENTRY != 0 {
        vm.set_ret(value);
        return Flow::Exit(Raw::FINISHED);
    }
    // SAFETY: whoever entered the generator by an instruction is executing it, flushed.
    *r = unsafe { Regs::of(prev) };
    if is_asynchronous(root) {
        drop(value);
        return async_generator::end_for_sender(vm, r, root);
    }
    if how & flag::FOR_ITER != 0 {
        // Past END_FOR, which would drop the value.
        let distance = r.unit(-1);
        r.skip(usize::from(distance) + 1);
        return Flow::Next;
    }
    if how & flag::SENT != 0 {
        let distance = r.unit(-1);
        r.skip(usize::from(distance));
        r.push_value(value);
        return Flow::Next;
    }
    debug_assert!(how & flag::CALLED != 0);
    let _raised = raise_stop_iteration(vm, value);
    Flow::Raise
}

/// An exception leaves a generator: gives up its slots; the registers are then those of who gets it, or the
/// answer for native code is given.
pub(crate) fn finish_raised(vm: &mut Vm, r: &mut Regs) -> Flow {
    let frame = r.frame;
    retire(vm, r);
    if let Some(mut delegator) = chain::return_to_delegator(vm, frame) {
        delegator.jump(-1);
        *r = delegator;
        chain_thrown(vm, r.frame);
        return Flow::Next;
    }
    let (how, prev) = leave(vm, frame);
    if how & flag::ENTRY != 0 {
        return Flow::Exit(Raw::RAISED);
    }
    // SAFETY: whoever entered the generator by an instruction is executing it, flushed.
    *r = unsafe { Regs::of(prev) };
    if is_asynchronous(frame) {
        async_generator::raised_for_sender(vm, r, frame);
    }
    Flow::Next
}

/// An exception goes on in a delegator: what that handles becomes its context, if it comes from the delegate
/// that the delegator had when its root was thrown into.
fn chain_thrown(vm: &mut Vm, delegator: *mut Frame) {
    // SAFETY: the delegator executes.
    if crate::throw::left_delegate(vm, delegator) && unsafe { (*delegator).exception } != Raw::NULL {
        let exception = vm.take_raised(Raised);
        vm.chain_context(&exception);
        let _raised = vm.set_raised(exception);
    }
}

/// Takes the mark of how a root was entered; its consumer is innermost again.
fn leave(vm: &mut Vm, root: *mut Frame) -> (u16, *mut Frame) {
    // SAFETY: who entered the root holds it.
    unsafe {
        let how = (*root).flags & flag::ENTERED;
        (*root).flags &= !flag::ENTERED;
        vm.frame = (*root).prev;
        (how, (*root).prev)
    }
}

/// A generator that machine code runs inside a consumer has returned: gives up its slots; its
/// delegator, if it was the leaf of a chain, executes again.
#[cfg(feature = "jit")]
pub(crate) fn finish_inlined(vm: &mut Vm, frame: *mut Frame) {
    // Nothing of it was charged to the recursion count.
    vm.recursion_left -= 1;
    // SAFETY: machine code holds the generator, whose slots it has flushed.
    let regs = unsafe { Regs::of(frame) };
    retire(vm, &regs);
    if let Some(delegator) = chain::step_up(frame) {
        crate::throw::left_delegate(vm, delegator);
    }
}

/// Makes an executing generator a finished one.
fn retire(vm: &mut Vm, r: &Regs) {
    let frame = r.frame;
    frames::drop_notes(vm, frame);
    let live = r.code().locals as usize + r.depth();
    // SAFETY: the generator is alive: who entered it holds it.
    unsafe {
        (*frame).ip = 0;
        (*frame).state = state::FINISHED;
        (*frame).stack_depth = 0;
        (*frame).resume = tier::interpret;
    }
    vm.recursion_left += 1;
    frames::clear_slots(frame, live);
}

/// Finishes a generator that is not executing without running it.
pub(crate) fn kill(vm: &mut Vm, frame: *mut Frame) {
    chain::unlink(frame);
    frames::drop_notes(vm, frame);
    // SAFETY: callers hold the generator, which is suspended or not started.
    unsafe {
        debug_assert!((*frame).ip & 1 == 0);
        let live = live_slots(frame);
        (*frame).ip = 0;
        (*frame).state = state::FINISHED;
        (*frame).stack_depth = 0;
        (*frame).resume = tier::interpret;
        frames::clear_slots(frame, live);
    }
}

/// Raises `StopIteration(value)` as a generator's end does: no argument for None, and a tuple or an
/// exception is not unpacked.
pub(crate) fn raise_stop_iteration(vm: &mut Vm, value: Value) -> Raised {
    let arguments = if value.is_none() { &[][..] } else { std::slice::from_ref(&value) };
    let arguments = vm.new_tuple_from(arguments);
    let kind = ExceptionKind::StopIteration.type_id();
    let exception = Exception::allocate(&mut vm.heap, kind, arguments);
    exception.fields[field::VALUE].set(value);
    vm.raise_value(exception.into_value())
}

impl Vm {
    /// Resumes a generator with a sent value and runs it until it yields, returns or raises.
    pub fn resume(&mut self, generator: &Value, sent: Value) -> Resumed {
        self.settle();
        match prepare(self, generator, &sent) {
            Err(raised) => Resumed::Raise(raised),
            Ok(Prepared::Finished) => Resumed::Return(Value::NONE),
            Ok(Prepared::TooDeep(root)) => {
                let from = self.frame;
                // SAFETY: just prepared; the caller holds the generator.
                let regs = unsafe { enter_too_deep(self, root, flag::ENTRY, from) };
                let answer = raise_at(self, regs);
                self.resumed(answer)
            }
            Ok(Prepared::Run(root)) => {
                if self.native_stack_is_low() {
                    return Resumed::Raise(self.raise_recursion_error("maximum recursion depth exceeded"));
                }
                let answer = self.enter_and_execute(root, sent.into_raw());
                self.resumed(answer)
            }
        }
    }

    /// What an answer of `execute` on a generator means.
    pub(crate) fn resumed(&mut self, answer: Raw) -> Resumed {
        match answer {
            Raw::RAISED => Resumed::Raise(Raised),
            Raw::FINISHED => Resumed::Return(self.take_ret()),
            // SAFETY: a yielded word is owned.
            word => Resumed::Yield(unsafe { word.into_value() }),
        }
    }

    pub(crate) fn set_ret(&mut self, value: Value) {
        let old = std::mem::replace(&mut self.ret, value.into_raw());
        // SAFETY: `ret` owns its word.
        drop(unsafe { old.into_value() });
    }

    pub(crate) fn take_ret(&mut self) -> Value {
        let word = std::mem::replace(&mut self.ret, Raw::NULL);
        // SAFETY: `ret` owned the word and has let go of it.
        if word == Raw::NULL { Value::NONE } else { unsafe { word.into_value() } }
    }

    /// Enters a prepared generator from native code, whatever tier runs it.
    pub(crate) fn enter_and_execute(&mut self, root: *mut Frame, sent: Raw) -> Raw {
        let from = self.frame;
        let before = tier::recording_number(self);
        // SAFETY: the caller prepared the root and holds it.
        let mut regs = unsafe { enter(self, root, flag::ENTRY, from) };
        match tier::start(self, &mut regs, sent) {
            Flow::Exit(answer) => answer,
            Flow::Raise | Flow::Reraise => raise_at(self, regs),
            Flow::Next | Flow::Switch => {
                regs.flush();
                continue_recording(self, regs, before)
            }
        }
    }
}

/// Declares the layout of generators.
pub(crate) fn declare_layouts(heap: &mut Heap) {
    for type_id in [GENERATOR, COROUTINE, ASYNC_GENERATOR] {
        heap.set_layout(type_id, LAYOUT);
    }
}
