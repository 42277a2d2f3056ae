//! Inlined calls whose frames are made, and the ends of inlined calls.
//!
//! An inlined call has no frame in memory until something that may run code is flushed for: then it gets the
//! one that the interpreter would have, and keeps it to its end. Frames are made from the root inwards, as a
//! call ends before the ones outside it.

use super::state::{Activation, Call, Frame, Known, Object, Slot};
use super::{Builder, Flow};
use crate::abi::{Helper, frame, tag};
use crate::ir::{Alias, Op};
use crate::snapshot::ExitReason;

impl Builder<'_> {
    /// Makes the frame of activation `index`, if it has none: that of an inlined call, or a generator.
    pub(super) fn give_home(&mut self, index: usize) {
        match self.state.frames[index].activation {
            Activation::Call(call @ Call { home: None, .. }) => self.make_call_frame(index, call),
            Activation::Generator(id) => {
                self.house(id);
            }
            Activation::Root | Activation::Call(_) => {}
        }
    }

    fn make_call_frame(&mut self, index: usize, call: Call) {
        let known = self.callee_known(call.function);
        // The frame takes over the reference.
        let function = self.take(call.function);
        let init = self.int(i64::from(call.init));
        let home = self.at().call(Helper::enter_call, &[function, init]);
        let held = Object::Value { value: function, known, owned: false };
        let held = match call.function {
            Slot::Const(..) => call.function,
            _ => Slot::Obj(self.state.add(held, 1)),
        };
        self.state.frames[index].activation = Activation::Call(Call { function: held, home, ..call });
        self.state.pending = true;
    }

    fn callee_known(&self, function: Slot) -> Known {
        match function {
            Slot::Obj(id) => match *self.state.object(id) {
                Object::Value { known, .. } => known,
                _ => Known::ANY,
            },
            _ => Known::ANY,
        }
    }

    /// `RETURN_VALUE` of an inlined call.
    pub(super) fn return_call(&mut self, call: Call) -> Flow {
        if call.init && !self.guard_none() || !self.can_leave(call) {
            return Flow::End;
        }
        let value = self.pop();
        let Some(frame) = self.state.frames.pop() else { return Flow::End };
        let code = frame.code;
        match call.home {
            Some(base) => self.leave_made(base, frame),
            None => self.drop_frame(frame),
        }
        self.drop_slot(call.function);
        if call.init {
            self.drop_slot(value);
        } else {
            self.push(value);
        }
        let entering = self.entering();
        self.state.top_mut().pc = entering.next;
        self.rejoins = self.info(code).branches();
        Flow::Stay
    }

    /// `__init__` returns `None`; the interpreter raises otherwise.
    fn guard_none(&mut self) -> bool {
        let slot = self.operand(0);
        if slot == Slot::None {
            return true;
        }
        let Some(value) = self.word_of(slot) else {
            self.exit(ExitReason::Unsupported);
            return false;
        };
        let snap = self.snap(ExitReason::Kind);
        let mut at = self.at();
        let none = at.const_val(tag::NONE);
        at.guard(Op::guard_eq, &[value, none], snap);
        true
    }

    /// Whether what a made frame holds can be put back into it.
    fn can_leave(&mut self, call: Call) -> bool {
        let slots = &self.state.top().slots;
        let can = call.home.is_none() || slots.iter().all(|&slot| self.is_makeable(slot));
        if !can {
            self.exit(ExitReason::Unsupported);
        }
        can
    }

    /// Leaves a frame in memory. Its slots go back there first: a view of the frame may take them over.
    fn leave_made(&mut self, base: crate::ir::Value, frame: Frame) {
        self.settle_loans();
        let depth = i64::from(frame.depth());
        for (index, slot) in frame.slots.into_iter().enumerate().filter(|(_, slot)| *slot != Slot::Mem) {
            let word = self.take(slot);
            self.at().store(Op::store, base, word, frame::SLOTS + 8 * index as i32, Alias::Frame(2));
        }
        let depth = self.int(depth);
        let mut at = self.at();
        at.store(Op::store_u32, base, depth, frame::STACK_DEPTH, Alias::Frame(2));
        at.call(Helper::leave_call, &[base]);
        self.state.pending = true;
    }
}
