//! How the loop changes frames: calls, returns, yields, and the creation of generators.

use super::flow::Flow;
use super::opcode as op;
use super::stack::{Regs, release, slots};
use crate::code::Code;
use crate::error::PyResult;
use crate::frame::{Frame, flag, owner};
use crate::function::{FUNCTION, Function};
use crate::generator;
use crate::object::Header;
use crate::tier;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// Writes the header of a plain frame whose first `filled` locals are written, empties the others, and
/// makes it the innermost frame.
///
/// # Safety
/// `frame` was just pushed with room for `code.slots`; `func` is an owned function with that code.
#[inline(always)]
unsafe fn complete_plain(vm: &mut Vm, frame: *mut Frame, func: Raw, code: &Code, filled: usize) {
    // SAFETY: fresh memory of the right size, by the caller's claim.
    unsafe {
        let locals = slots(frame);
        for index in filled..code.locals as usize {
            locals.add(index).write(Raw::NULL);
        }
        (&raw mut (*frame).func).write(func);
        (&raw mut (*frame).ip).write(code.units as u64 | 1);
        (&raw mut (*frame).resume).write(tier::interpret);
        (&raw mut (*frame).prev).write(vm.frame);
        (&raw mut (*frame).stack_depth).write(0);
        (&raw mut (*frame).owner).write(owner::STACK);
        (&raw mut (*frame).state).write(crate::frame::state::RUNNING);
        (&raw mut (*frame).flags).write(if code.hidden { flag::HIDDEN } else { 0 });
        (&raw mut (*frame).root).write(std::ptr::null_mut());
        (&raw mut (*frame).leaf).write(std::ptr::null_mut());
        (&raw mut (*frame).exception).write(Raw::NULL);
        (&raw mut (*frame).chain_depth).write(0);
        (&raw mut (*frame).slot_count).write(code.slots);
    }
    vm.frame = frame;
}

/// A new innermost frame for a function, its locals empty; takes over `func`.
pub(crate) fn push_frame(vm: &mut Vm, func: Value) -> *mut Frame {
    let Some(function) = func.downcast::<Function>() else { unreachable!("frames belong to functions") };
    let code = function.code().clone();
    let frame = vm.frames.push(code.slots as usize);
    // SAFETY: just pushed for this code.
    unsafe { complete_plain(vm, frame, func.into_raw(), &code, 0) };
    frame
}

/// The frame of a call that machine code has inlined, charged to the recursion count; `init` for an
/// `__init__` whose instance waits on the caller's stack. Takes over `func`.
#[cfg(feature = "jit")]
pub(crate) fn enter_plain(vm: &mut Vm, func: Value, init: bool) -> *mut Frame {
    let frame = push_frame(vm, func);
    // SAFETY: just pushed.
    let flags = unsafe { &mut (*frame).flags };
    if *flags & flag::HIDDEN == 0 {
        vm.recursion_left -= 1;
    }
    if init {
        *flags |= flag::INIT;
    }
    frame
}

/// The fast call: a Python function whose positional arguments fill its parameters exactly. `r` stands
/// behind the call's caches, its stack untouched; answers the callee's registers.
#[inline(always)]
pub(super) fn exact_call(vm: &mut Vm, r: &Regs, count: usize) -> Option<Regs> {
    let callable = r.peek(count + 2);
    if !callable.is_object() {
        return None;
    }
    // SAFETY: the operand stack holds the callable.
    if unsafe { (*callable.pointer()).type_id() } != FUNCTION {
        return None;
    }
    // SAFETY: the type was tested.
    let function = unsafe { &*callable.pointer().cast::<Function>() };
    let code: *const Code = function.code().as_ptr();
    // SAFETY: the function owns its code.
    let code = unsafe { &*code };
    let bound = usize::from(r.peek(count + 1) != Raw::NULL);
    if code.exact_args as usize != count + bound || vm.recursion_left <= 0 {
        return None;
    }
    let mut caller = *r;
    let total = count + bound;
    let arguments = caller.sp.wrapping_sub(total);
    caller.sp = caller.sp.wrapping_sub(count + 2);
    caller.flush();
    if code.body != 0 {
        return Some(call_generator_function(vm, caller, callable, code, arguments, total));
    }
    // SAFETY: the arguments lie on the caller's stack, which has let go of them and of the callable.
    Some(unsafe { push_exact(vm, callable, code, arguments, total) })
}

/// A new innermost frame of a function with this code; takes over the function and `count` arguments.
///
/// # Safety
/// All of them are owned words, and they fill the parameters exactly.
#[inline(always)]
pub(crate) unsafe fn push_exact(
    vm: &mut Vm,
    callable: Raw,
    code: &Code,
    arguments: *const Raw,
    count: usize,
) -> Regs {
    let frame = vm.frames.push(code.slots as usize);
    // SAFETY: the frame was just pushed for this code; the rest is the caller's claim.
    unsafe {
        std::ptr::copy_nonoverlapping(arguments, slots(frame), count);
        complete_plain(vm, frame, callable, code, count);
        vm.recursion_left -= 1;
        Regs {
            frame,
            ip: code.units,
            sp: slots(frame).wrapping_add(code.locals as usize),
            code: std::ptr::from_ref(code),
        }
    }
}

/// Leaves a function's frame whose slots machine code has given up, with the function's result.
#[cfg(feature = "jit")]
pub(crate) fn leave_emptied(vm: &mut Vm, r: &mut Regs, value: Raw) -> Flow {
    // SAFETY: the frame is alive, and the result is owned.
    let (prev, flags, value) = unsafe { ((*r.frame).prev, (*r.frame).flags, value.into_value()) };
    // SAFETY: as above; it is left here.
    unsafe { pop_emptied(vm, r.frame) };
    return_to(vm, r, prev, flags, value)
}

/// Pops a function's frame whose slots machine code has given up.
///
/// # Safety
/// It is the innermost frame.
#[cfg(feature = "jit")]
#[inline(always)]
pub(crate) unsafe fn pop_emptied(vm: &mut Vm, frame: *mut Frame) {
    // SAFETY: the frame is alive until it is popped.
    unsafe {
        debug_assert_eq!((*frame).exception, Raw::NULL, "handlers end before a function returns");
        debug_assert_eq!((*frame).flags & (flag::NOTES | flag::HIDDEN | flag::NAMESPACE), 0);
        let (func, prev) = ((*frame).func, (*frame).prev);
        vm.frames.pop(frame);
        vm.frame = prev;
        vm.recursion_left += 1;
        release(func);
    }
}

/// The fast call of `__init__` on a new instance: as [`exact_call`], with the instance in front of the
/// arguments. It replaces the class on the caller's stack, as the result of the call.
pub(super) fn exact_init(
    vm: &mut Vm,
    r: &Regs,
    count: usize,
    init: &Value,
    instance: &Value,
) -> Option<Regs> {
    let code = init.downcast::<Function>()?.code().clone();
    let total = count + 1;
    if code.exact_args as usize != total || code.flags.makes_generator() || vm.recursion_left <= 0 {
        return None;
    }
    let mut caller = *r;
    // The slot of self, empty before, and the arguments become the first locals.
    caller.poke(total, instance.clone().into_raw());
    let class = caller.peek(count + 2);
    caller.poke(count + 2, instance.clone().into_raw());
    release(class);
    let arguments = caller.sp.wrapping_sub(total);
    caller.sp = arguments;
    caller.flush();
    let frame = vm.frames.push(code.slots as usize);
    // SAFETY: as in `exact_call`.
    unsafe {
        std::ptr::copy_nonoverlapping(arguments, slots(frame), total);
        complete_plain(vm, frame, init.clone().into_raw(), &code, total);
        (*frame).flags |= flag::INIT;
        vm.recursion_left -= 1;
        Some(Regs::of(frame))
    }
}

/// Calling a generator function makes the generator without running anything: the arguments move
/// straight into it. Takes over callable and arguments; answers the caller's registers, the generator on
/// its stack.
#[inline(never)]
fn call_generator_function(
    vm: &mut Vm,
    mut caller: Regs,
    callable: Raw,
    code: &Code,
    arguments: *const Raw,
    count: usize,
) -> Regs {
    // SAFETY: the counts of callable and arguments were given up by the caller's stack; all arguments are
    // live words that fill the first locals.
    let generator = unsafe { new_generator(vm, callable, code, arguments, count) };
    caller.push(Raw::from_object(generator.cast()));
    caller
}

/// The generator that calling this function with these arguments makes; `None` for other functions, and
/// arguments that do not fill the parameters exactly.
pub(super) fn call_generator_function_with(
    vm: &mut Vm,
    callable: &Value,
    arguments: &[Value],
) -> Option<Value> {
    let code: *const Code = callable.downcast::<Function>()?.code().as_ptr();
    // SAFETY: the caller holds the function, which owns its code.
    let code = unsafe { &*code };
    if code.body == 0 || code.exact_args as usize != arguments.len() || vm.recursion_left <= 0 {
        return None;
    }
    for value in arguments {
        // SAFETY: borrowed values are alive; the count added goes to the generator.
        unsafe { value.raw().inc() };
    }
    let callable = callable.clone().into_raw();
    let arguments = arguments.as_ptr().cast();
    // SAFETY: counts of callable and arguments, live words that fill the first locals, were just added for it.
    let generator = unsafe { new_generator(vm, callable, code, arguments, code.exact_args as usize) };
    // SAFETY: a new generator has one count.
    Some(unsafe { Raw::from_object(generator.cast()).into_value() })
}

/// A new generator that stands behind what comes before `RETURN_GENERATOR`.
///
/// # Safety
/// `callable` is an owned function with this code, which has a body; `arguments` are owned words that fill its
/// parameters exactly.
#[inline(always)]
unsafe fn new_generator(
    vm: &mut Vm,
    callable: Raw,
    code: &Code,
    arguments: *const Raw,
    count: usize,
) -> *mut Frame {
    // SAFETY: the caller's claim; the generator was just created with the function whose code this is.
    unsafe {
        let generator = generator::create(vm, callable, code, arguments, count);
        generator::run_prologue(generator, code);
        generator::note_origin(vm, generator, vm.frame);
        generator
    }
}

/// `RETURN_GENERATOR`: makes a generator of the running frame and returns it to the caller.
pub(super) fn return_generator(vm: &mut Vm, r: &mut Regs) -> Flow {
    let code: *const Code = r.code;
    let frame = r.frame;
    // SAFETY: the frame is alive; its function and locals move to the generator, and the frame is popped
    // without touching them.
    let generator = unsafe {
        let func = (*frame).func;
        let generator = generator::create(vm, func, &*code, slots(frame), (*code).locals as usize);
        (*generator).ip = r.ip as u64;
        generator
    };
    // SAFETY: as above.
    let (prev, flags) = unsafe { ((*frame).prev, (*frame).flags) };
    drop_notes(vm, frame);
    vm.frames.pop(frame);
    vm.frame = prev;
    vm.recursion_left += 1;
    generator::note_origin(vm, generator, prev);
    // SAFETY: `create` gave one count.
    let generator = unsafe { Raw::from_object(generator.cast::<Header>()).into_value() };
    return_to(vm, r, prev, flags, generator)
}

/// Hands a plain frame's result to who called it; the frame is gone.
fn return_to(vm: &mut Vm, r: &mut Regs, prev: *mut Frame, flags: u16, value: Value) -> Flow {
    if flags & flag::ENTRY != 0 {
        return Flow::Exit(value.into_raw());
    }
    // SAFETY: the caller's frame is executing a call, flushed.
    *r = unsafe { Regs::of(prev) };
    if flags & flag::INIT != 0 {
        // The new instance waits on the caller's stack.
        if !value.is_none() {
            let message = format!("__init__() should return None, not '{}'", vm.type_name(&value));
            let _raised = vm.raise_type_error(message);
            return Flow::Raise;
        }
        return Flow::Next;
    }
    r.push_value(value);
    Flow::Next
}

/// Leaves a plain frame without flags: gives up everything it owns, pops it, and answers its caller's
/// registers. Finalisers made due by that wait in the heap's queue.
#[inline(always)]
pub(super) fn leave_plain(vm: &mut Vm, r: Regs) -> Regs {
    let frame = r.frame;
    let locals = slots(frame);
    let mut index = r.code().locals as usize;
    while index > 0 {
        index -= 1;
        // SAFETY: locals own their words, and nobody looks at the frame any more.
        unsafe { release(*locals.add(index)) };
    }
    // SAFETY: the frame is alive until it is popped.
    let (func, prev) = unsafe { ((*frame).func, (*frame).prev) };
    release(func);
    vm.frames.pop(frame);
    vm.frame = prev;
    vm.recursion_left += 1;
    // SAFETY: a frame without `ENTRY` was called by Python code, which is executing its call, flushed.
    unsafe { Regs::of(prev) }
}

/// Detaches what hangs on a frame from outside before it goes: its view takes over its contents.
pub(crate) fn drop_notes(vm: &mut Vm, frame: *mut Frame) {
    // SAFETY: the frame is alive.
    if unsafe { (*frame).flags } & flag::NOTES != 0 {
        crate::frame_view::detach(vm, frame);
    }
}

/// Gives up everything a frame owns but its function: operand stack and locals from the top down, and the
/// exception being handled.
pub(crate) fn clear_slots(frame: *mut Frame, live: usize) {
    let base = slots(frame);
    for index in (0..live).rev() {
        // SAFETY: live slots own their words; each is emptied before its word is dropped.
        unsafe {
            let word = std::mem::replace(&mut *base.add(index), Raw::NULL);
            release(word);
        }
    }
    // SAFETY: the frame is alive.
    let exception = unsafe { std::mem::replace(&mut (*frame).exception, Raw::NULL) };
    release(exception);
}

/// Pops a plain frame whatever its flags: its view is detached, its contents given up.
pub(crate) fn discard_plain(vm: &mut Vm, r: &Regs) {
    let frame = r.frame;
    drop_notes(vm, frame);
    clear_slots(frame, r.code().locals as usize + r.depth());
    // SAFETY: the frame is alive until it is popped.
    let (func, prev, flags, root) = unsafe { ((*frame).func, (*frame).prev, (*frame).flags, (*frame).root) };
    if flags & flag::NAMESPACE != 0 {
        release(Raw(root as u64));
    }
    release(func);
    vm.frames.pop(frame);
    vm.frame = prev;
    if flags & flag::HIDDEN == 0 {
        vm.recursion_left += 1;
    }
}

/// `RETURN_VALUE` from frames that need more than [`leave_plain`].
pub(crate) fn return_value(vm: &mut Vm, r: &mut Regs) -> Flow {
    let value = r.pop_value();
    if r.frame().owner == owner::GENERATOR {
        return generator::finish(vm, r, value);
    }
    let (prev, flags) = (r.frame().prev, r.frame().flags);
    discard_plain(vm, r);
    return_to(vm, r, prev, flags, value)
}

/// A yield that does not go to a `FOR_ITER`: hands the value to who entered the root.
pub(crate) fn deliver_yield(vm: &mut Vm, r: &mut Regs, root: *mut Frame, word: Raw) -> Flow {
    // SAFETY: the root is alive: who entered it holds it.
    let (prev, flags) = unsafe { ((*root).prev, (*root).flags) };
    vm.frame = prev;
    // SAFETY: as above.
    unsafe { (*root).flags = flags & !flag::ENTERED };
    if flags & flag::ENTRY != 0 {
        return Flow::Exit(word);
    }
    // SAFETY: whoever entered the generator by an instruction is executing it, flushed.
    *r = unsafe { Regs::of(prev) };
    if flags & flag::CALLED != 0 {
        drop_call(r);
    }
    r.push(word);
    if flags & flag::SENT != 0 && generator::is_asynchronous(root) {
        crate::async_generator::yielded_for_sender(r, root);
    }
    Flow::Next
}

/// Drops the operands of the call that `r` is executing.
pub(crate) fn drop_call(r: &mut Regs) {
    let count = usize::from(r.unit(-4) >> 8);
    debug_assert!(op::base(r.unit(-4) as u8) == op::CALL);
    for _ in 0..count + 2 {
        let word = r.pop();
        release(word);
    }
}

/// Checks and charges the recursion count for one frame.
pub(crate) fn charge_recursion(vm: &mut Vm) -> PyResult<()> {
    if vm.recursion_left <= 0 {
        return Err(vm.raise_recursion_error("maximum recursion depth exceeded"));
    }
    vm.recursion_left -= 1;
    Ok(())
}
