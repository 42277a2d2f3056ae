//! Which exception is being handled, and how a new one is linked to it.
//!
//! Each frame holds the exception it is handling (`frame.exception`), so the exceptions being handled
//! form a stack along the chain of callers: the innermost one found on the way out is what a new
//! exception gets as its `__context__`, what `raise` raises again and what `sys.exception()` shows. A
//! generator takes its own along while suspended, as it lies in its frame.

use crate::exceptions::{Exception, ExceptionKind};
use crate::frame::Frame;
use crate::object::Ref;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// Cuts the chain of contexts from `first` before `exception`, if that is in it. A program may have made
/// the chain a cycle: a second pointer that moves at half the speed notices when it has been all round.
fn unlink_from_contexts(first: &Ref<Exception>, exception: &Value) {
    let (mut link, mut slow) = (first.clone(), first.clone());
    let mut advance_slow = false;
    while let Some(next) = link.context.get() {
        if next.is(exception) {
            link.context.give_up();
            return;
        }
        let Some(next) = next.downcast::<Exception>() else { return };
        link = next.clone();
        if link.value().is(slow.value()) {
            return;
        }
        if advance_slow
            && let Some(next) = slow.context.get().and_then(|next| next.downcast::<Exception>().cloned())
        {
            slow = next;
        }
        advance_slow = !advance_slow;
    }
}

impl Vm {
    /// The exception being handled by the innermost handler around the current instruction.
    pub fn handled_exception(&self) -> Option<Value> {
        let mut frame: *const Frame = self.frame;
        while !frame.is_null() {
            // SAFETY: frames from `vm.frame` outwards are executing, hence alive.
            let (exception, prev) = unsafe { ((*frame).exception, (*frame).prev) };
            if exception != Raw::NULL {
                // SAFETY: the frame owns a count.
                return Some(unsafe { exception.to_value() });
            }
            frame = prev;
        }
        None
    }

    /// Sets the context of an exception about to be raised to the one being handled, unless it is that one;
    /// breaks a cycle that this would close.
    pub fn chain_context(&mut self, exception: &Value) {
        let Some(handled) = self.handled_exception() else { return };
        if handled.is(exception) {
            return;
        }
        let (Some(new), Some(old)) = (exception.downcast::<Exception>(), handled.downcast::<Exception>())
        else {
            return;
        };
        unlink_from_contexts(old, exception);
        new.context.set(handled);
    }

    /// Whether a value is an exception of this kind or of a class derived from it.
    pub fn is_exception_of(&self, value: &Value, kind: ExceptionKind) -> bool {
        let Some(header) = value.header() else { return false };
        match ExceptionKind::from_type_id(header.type_id()) {
            Some(own) => own.derives_from(kind),
            None => value.is_a::<Exception>() && self.class_of(value).is_subtype_of(kind.type_id()),
        }
    }
}
