//! Exceptions that stay in the region: from the instruction that raised to the handler around it.
//!
//! What a helper raises in the innermost frame goes on in that frame's handler, if recordings went there;
//! else the interpreter unwinds it. Everything is in memory by then, as a helper that may run code needs it,
//! so that the exception's traceback finds the frame as the interpreter would have it.
//!
//! Requirement: the exception that a frame handles is in its memory ([`frame`](crate::abi::frame)), never in a
//! register: what is raised next looks for its context there. Finalisers made due by the operands that are
//! dropped run before the handler begins, and see the line that raised. A generator does not yield inside a handler
//! unless its frame is the region's root, as `vm.frame` may go on naming it until the next flush.

use super::code_info::Instr;
use super::state::{Known, ObjId, Slot};
use super::{Builder, Flow};
use crate::abi::{Helper, tag};
use crate::ir::{Alias, Op, Target, Terminator, Value as Ssa};
use crate::snapshot::{ExitReason, Resume};
use genjit_bytecode::Handler;

impl Builder<'_> {
    /// The handler of an instruction of the innermost frame, if recordings reached it.
    fn handler(&mut self, instr: Instr) -> Option<Handler> {
        let code = self.state.top().code;
        let handler = self.info(code).handler(instr.pc)?;
        self.reached(handler.target).then_some(handler)
    }

    /// Goes on in the handler if a helper, for which everything was flushed, has raised.
    pub(super) fn guard_ok(&mut self, instr: Instr, answer: Ssa) {
        let Some(handler) = self.handler(instr) else {
            self.guard_unwound(answer);
            return;
        };
        let mut at = self.at();
        let raised = at.const_val(tag::RAISED);
        let ok = at.op(Op::ne, &[answer, raised]);
        let (on, out) = (self.region.new_block(), self.region.new_block());
        self.end(Terminator::Branch(ok, Target::new(on, &[]), Target::new(out, &[])));
        let saved = self.state.clone();
        self.block = out;
        self.catch(instr, handler);
        let caught = std::mem::replace(&mut self.state, saved);
        self.work.push((self.block, caught, false));
        self.block = on;
    }

    /// Leaves the region if a helper has raised: the interpreter unwinds.
    pub(super) fn guard_unwound(&mut self, answer: Ssa) {
        let raised = self.snap_resume(ExitReason::Raised, Resume::Unwind);
        self.at().guard(Op::guard_ok, &[answer], raised);
    }

    /// An exception that `instr` has raised: the state becomes that at the handler.
    fn catch(&mut self, instr: Instr, handler: Handler) {
        let (base, _) = self.memory(self.state.top().activation);
        let exception = self.at().call(Helper::catch, &[base]).expect("the helper has a result");
        while self.state.top().depth() > handler.depth {
            let operand = self.pop();
            self.drop_slot(operand);
        }
        self.run_pending_flushed();
        if handler.lasti {
            let offset = self.int(i64::from(instr.pc) * 2);
            self.push(Slot::Int(offset));
        }
        let exception = self.value_slot(exception, Known::ANY);
        self.push(exception);
        self.state.top_mut().pc = handler.target;
        let invalid = self.snap(ExitReason::Invalid);
        self.guard_valid(invalid);
    }

    /// The end of a generator that a call has resumed: it raises StopIteration there.
    pub(super) fn end_called(&mut self, id: ObjId, entering: Instr) -> Flow {
        let Some(inner) = self.state.frames.pop() else { return Flow::End };
        let handler = self.handler(entering);
        self.state.frames.push(inner);
        let Some(handler) = handler else {
            self.exit(ExitReason::Left);
            return Flow::End;
        };
        if !self.may_run_code() {
            return Flow::End;
        }
        let value = self.pop();
        self.end_frame(id);
        let value = self.take(value);
        self.flush();
        let mut at = self.at();
        at.call(Helper::stop_iteration, &[value]);
        at.effect(Op::dec_any, &[value]);
        self.catch(entering, handler);
        Flow::Stay
    }

    /// `PUSH_EXC_INFO`: the exception on top is handled from here on; the one handled before goes below it.
    pub(super) fn push_exc_info(&mut self) -> Flow {
        let slot = self.pop();
        let exception = self.take(slot);
        let (base, _) = self.innermost_memory();
        let before = self.at().call(Helper::push_exc_info, &[base, exception]);
        let before = before.expect("the helper has a result");
        let before = self.value_slot(before, Known::ANY);
        self.push(before);
        let exception = self.value_slot(exception, Known::ANY);
        self.push(exception);
        Flow::Next
    }

    /// `CHECK_EXC_MATCH`.
    pub(super) fn check_exc_match(&mut self, instr: Instr) -> Flow {
        self.settle_loans();
        let (classes, exception) = (self.pop(), self.operand(0));
        let exception = self.state.share(exception);
        let (classes, exception) = (self.take(classes), self.take(exception));
        let matches = self.at().call(Helper::exception_matches, &[exception, classes]);
        let matches = matches.expect("the helper has a result");
        for operand in [classes, exception] {
            self.at().effect(Op::dec_any, &[operand]);
        }
        self.guard_unwound(matches);
        let truth = self.at().op(Op::untag_bool, &[matches]);
        self.push(Slot::Bool(truth));
        self.state.top_mut().pc = instr.next;
        self.state.pending = true;
        Flow::Stay
    }

    /// `POP_EXCEPT`: the exception on top is the one handled again.
    pub(super) fn pop_except(&mut self) -> Flow {
        let slot = self.pop();
        let before = self.take(slot);
        let (base, _) = self.innermost_memory();
        self.at().call(Helper::pop_except, &[base, before]);
        self.at().effect(Op::dec_any, &[before]);
        self.state.pending = true;
        Flow::Next
    }

    /// The memory of the innermost frame, which is made if there is none.
    fn innermost_memory(&mut self) -> (Ssa, Alias) {
        self.settle_loans();
        for index in 0..self.state.frames.len() {
            self.give_home(index);
        }
        self.memory(self.state.top().activation)
    }
}
