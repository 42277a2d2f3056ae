//! Unwinding: from the instruction that raised to the handler that gets the exception.
//!
//! Frame by frame: the traceback gets an entry, the exception table says where the handler is. Without
//! one the frame is left: a plain frame is popped, a generator is finished, and the search goes on where
//! it was entered. A frame that native code entered ends the search with the answer `RAISED`.
//!
//! Requirement: what the operand stack held above the handler's depth is dropped, and the finalisers made
//! due by that have run, before the handler's first instruction (the iterator of a `for` loop is closed
//! before the `except` around it runs).

use genjit_bytecode::Opcode;

use crate::error::Raised;
use crate::exceptions::{Exception, ExceptionKind};
use crate::frame::{flag, owner};
use crate::frame_view::FrameView;
use crate::generator;
use crate::interp::frames;
use crate::interp::{Flow, Regs};
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// Finds the handler of the exception in flight. `r.ip` stands behind the instruction that raised; `fresh` says
/// that this frame has no traceback entry for it yet. Answers `Next` with the registers at the handler,
/// or the answer for native code.
pub(crate) fn unwind(vm: &mut Vm, r: &mut Regs, fresh: bool) -> Flow {
    let mut fresh = fresh;
    // After RERAISE, handlers and views of the frame are told where the exception was raised.
    let mut raised_at = if fresh { None } else { reraised_from(r) };
    loop {
        let exception = vm.take_raised(Raised);
        let unit = r.code().unit_index(r.ip as u64) - 1;
        if fresh && r.frame().flags & flag::HIDDEN == 0 {
            r.flush();
            vm.add_traceback(&exception, r);
        }
        fresh = true;
        if let Some(handler) = r.code().exceptions().handler_at(unit as u32) {
            r.drop_top(r.depth().saturating_sub(handler.depth as usize));
            if handler.lasti {
                let lasti = raised_at.unwrap_or_else(|| r.code().predecessor(unit + 1)) * 2;
                r.push_value(Value::from_small(lasti as i64));
            }
            r.push_value(exception);
            r.flush();
            // Finalisers see the line that raised: the handler's first instructions have none.
            if vm.heap.pending() != 0 {
                vm.run_pending();
            }
            r.ip = r.code().unit_address(handler.target as usize);
            r.flush();
            return Flow::Next;
        }
        // What the frame held goes while it is still there.
        if r.depth() > 0 {
            r.drop_top(r.depth());
            r.flush();
            if vm.heap.pending() != 0 {
                vm.run_pending();
            }
        }
        let _raised = vm.set_raised(exception);
        if let Some(unit) = raised_at.take() {
            r.ip = r.code().unit_address(unit + 1);
            r.flush();
        }
        if let Some(answer) = leave(vm, r) {
            return answer;
        }
    }
}

/// The exception in flight, caught by machine code of the frame that raised it: `r` stands behind the instruction.
#[cfg(feature = "jit")]
pub(crate) fn catch(vm: &mut Vm, r: &Regs) -> Value {
    let exception = vm.take_raised(Raised);
    if r.frame().flags & flag::HIDDEN == 0 {
        vm.add_traceback(&exception, r);
    }
    exception
}

/// The instruction that a `RERAISE` with a place on the stack says the exception comes from.
fn reraised_from(r: &Regs) -> Option<usize> {
    let unit = r.unit(-1);
    let depth = usize::from(unit >> 8);
    let is_placed = unit as u8 == Opcode::RERAISE as u8 && depth > 0 && depth <= r.depth();
    let lasti = is_placed.then(|| r.peek_value(depth).as_small())??;
    Some(lasti as usize / 2)
}

/// Leaves a frame with an exception in flight; the answer, if native code entered it.
fn leave(vm: &mut Vm, r: &mut Regs) -> Option<Flow> {
    if r.frame().owner == owner::GENERATOR {
        return match generator::finish_raised(vm, r) {
            Flow::Next => None,
            answer => Some(answer),
        };
    }
    let (prev, flags) = (r.frame().prev, r.frame().flags);
    let is_entry = flags & flag::ENTRY != 0;
    let asked = if !is_entry && vm.raised_is(ExceptionKind::AttributeError) { asked_for(r) } else { None };
    frames::discard_plain(vm, r);
    if is_entry {
        return Some(Flow::Exit(Raw::RAISED));
    }
    if let Some((object, name)) = asked {
        vm.note_look_up(&object, &name);
    }
    // SAFETY: the caller's frame is executing a call, flushed.
    *r = unsafe { Regs::of(prev) };
    None
}

/// The object and the name, if the frame runs the getter of an attribute that another frame asks for. Only machine
/// code has getters in frames of their own that no native code entered.
fn asked_for(r: &Regs) -> Option<(Value, Value)> {
    // SAFETY: the caller's frame is executing a call, flushed.
    let caller = unsafe { Regs::of(r.frame().prev) };
    let code = caller.code();
    let unit = code.predecessor(code.unit_index(caller.ip as u64));
    if code.source().units[unit] as u8 != Opcode::LOAD_ATTR as u8 {
        return None;
    }
    let instr = code.source().instructions().map_while(Result::ok).find(|instr| instr.at == unit)?;
    let object = r.local(0);
    if object == Raw::NULL {
        return None;
    }
    // SAFETY: a local that is not empty holds a value, alive while the frame is.
    let object = unsafe { object.as_value() }.clone();
    Some((object, caller.name(instr.oparg as usize >> 1).clone()))
}

impl Vm {
    /// Gives an exception that was raised by native code alone a traceback: the innermost frame programs see.
    pub(crate) fn ensure_traceback(&mut self, exception: &Value) {
        let bare = exception.downcast::<Exception>().is_some_and(|object| object.traceback.is_empty());
        let frame = crate::frame_view::visible(self.frame);
        if bare && !frame.is_null() {
            let view = self.view_of(frame);
            let line = view.downcast::<FrameView>().and_then(|view| view.line()).unwrap_or(0);
            let entry = self.new_line_traceback(view, line);
            if let Some(object) = exception.downcast::<Exception>() {
                object.traceback.set(entry);
            }
        }
    }

    /// Puts an entry for the instruction being executed in front of an exception's traceback.
    pub(crate) fn add_traceback(&mut self, exception: &Value, r: &Regs) {
        let Some(object) = exception.downcast::<Exception>().cloned() else { return };
        let unit = r.code().predecessor(r.code().unit_index(r.ip as u64));
        let frame = self.view_of(r.frame);
        let entry = self.new_traceback(object.traceback.get(), frame, (unit * 2) as u32);
        object.traceback.set(entry);
    }
}
