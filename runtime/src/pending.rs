//! What waits for an instruction boundary: finalisers, callbacks of weak references, collections.
//!
//! The heap queues these while instructions run ([`crate::heap::pending`]); the interpreter calls
//! [`Vm::run_pending`] between two instructions, and before it enters an exception handler; native code does
//! before it calls or resumes Python code. Whatever runs here is not allowed to disturb the program: an
//! exception is reported as unraisable, and an exception in flight is put aside.

use crate::error::Raised;
use crate::generator::{COROUTINE, Resumed};
use crate::heap::{Due, pending};
use crate::value::{Raw, Value};
use crate::vm::Vm;

impl Vm {
    /// Runs what waits before native code calls Python code: what it has dropped dies first.
    #[inline]
    pub(crate) fn settle(&mut self) {
        if self.heap.pending() != 0 {
            self.run_pending();
        }
    }

    /// Runs everything that waits, and what that makes wait in turn.
    #[cold]
    #[inline(never)]
    pub(crate) fn run_pending(&mut self) {
        if self.in_pending {
            return;
        }
        self.in_pending = true;
        let raised = std::mem::replace(&mut self.raised, Raw::NULL);
        let ret = std::mem::replace(&mut self.ret, Raw::NULL);
        while self.heap.pending() != 0 {
            if self.heap.pending() & pending::BROKEN != 0 {
                self.heap.clear_pending(pending::BROKEN);
                crate::tier::watches_broke(self);
            }
            if self.heap.pending() & pending::COLLECT != 0 {
                self.heap.clear_pending(pending::COLLECT);
                self.collect_garbage();
            }
            self.run_due();
        }
        self.raised = raised;
        self.ret = ret;
        self.in_pending = false;
    }

    /// Runs finalisers and callbacks in the order in which objects died.
    fn run_due(&mut self) {
        let mut waiting = Vec::new();
        loop {
            // What one of them makes due comes before what waited beside it, as if each ran where its object is
            // dropped.
            waiting.extend(self.heap.take_due().into_iter().rev());
            let Some(due) = waiting.pop() else { return };
            // One that is itself interrupted by others runs them first.
            self.in_pending = false;
            match &due {
                Due::Finaliser(object) => self.finalise(object),
                Due::Callback(reference) => self.call_weak_callback(reference),
            }
            self.in_pending = true;
            drop(due);
        }
    }

    /// Runs the finaliser of an object that is about to die.
    fn finalise(&mut self, object: &Value) {
        if object.is_a::<crate::frame::Frame>() {
            self.finalise_generator(object);
            return;
        }
        if let Some(method) = crate::async_generator::unawaited_method(object) {
            self.warn_unawaited_method(object, method);
            return;
        }
        let name = self.names.__del__.clone();
        if let Err(raised) = self.call_special(object, &name, &[]) {
            let exception = self.take_raised(raised);
            let function = self.lookup_special(object, &name).unwrap_or(Value::NONE);
            let repr = self.repr_string(&function).unwrap_or_default();
            self.report_unraisable(
                exception,
                &format!("Exception ignored while calling deallocator {repr}"),
                None,
            );
        }
    }

    fn finalise_generator(&mut self, generator: &Value) {
        if generator.type_id() == COROUTINE && self.never_awaited(generator) {
            self.warn_never_awaited(generator);
            return;
        }
        if let Some(finaliser) = crate::async_generator::finaliser(self, generator) {
            if let Err(raised) = self.call(&finaliser, std::slice::from_ref(generator)) {
                let exception = self.take_raised(raised);
                let repr = self.repr_string(generator).unwrap_or_default();
                let message = format!("Exception ignored while finalizing generator {repr}");
                self.report_unraisable(exception, &message, None);
            }
            return;
        }
        if let Resumed::Raise(Raised) = self.close_generator(generator) {
            let exception = self.take_raised(Raised);
            let repr = self.repr_string(generator).unwrap_or_default();
            let message = format!("Exception ignored while closing generator {repr}");
            self.report_unraisable(exception, &message, None);
        }
    }
}
