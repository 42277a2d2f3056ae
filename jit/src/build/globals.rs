//! Globals and built-ins.
//!
//! A name that stays what it was is a constant: its watch breaks when it is bound again. That holds for one
//! dict of globals, so each activation guards that its function has the one that was looked at. Names that
//! are bound again and again are looked up by a helper.

use super::code_info::Instr;
use super::effects::Answer;
use super::state::{Activation, Known, Object, Slot};
use super::{Builder, Flow};
use crate::abi::{Helper, frame, function, tag};
use crate::events::Note;
use crate::ir::{Alias, Op, Value as Ssa};
use crate::observe::{ConstId, Folded, Kind};
use crate::snapshot::{ExitReason, Resume};

impl Builder<'_> {
    /// `LOAD_GLOBAL`: a constant while its watch holds.
    pub(super) fn load_global(&mut self, instr: Instr) -> Flow {
        let notes = self.point(instr).map_or(Vec::new(), |point| point.notes.clone());
        let slot = match notes.as_slice() {
            [Note::Folded(folded)] => {
                if let Some(scope) = folded.scope {
                    self.guard_scope(scope);
                }
                self.fold(*folded)
            }
            _ => self.look_up_global(instr),
        };
        self.push(slot);
        if instr.oparg & 1 == 1 {
            self.push(Slot::Null);
        }
        Flow::Next
    }

    /// A folded value: a raw constant where there is one.
    pub(super) fn fold(&mut self, folded: Folded) -> Slot {
        if let Some(watch) = folded.watch {
            self.assume(watch);
        }
        let word = self.facts.constant_word(folded.constant);
        match folded.kind {
            Kind::Int => Slot::Int(self.int((word as i64) >> tag::INT_SHIFT)),
            Kind::None => Slot::None,
            Kind::Bool => Slot::Bool(self.at().const_bool(word == tag::TRUE)),
            Kind::Float => {
                let constant = self.constant(folded.constant);
                let mut at = self.at();
                let value = at.const_ref(constant);
                Slot::Float(at.op(Op::unbox_float, &[value]))
            }
            kind => {
                self.claim(folded.constant);
                Slot::Const(folded.constant, kind)
            }
        }
    }

    /// The globals of the innermost activation's function are these.
    fn guard_scope(&mut self, scope: ConstId) {
        let snap = self.snap(ExitReason::Value);
        let function = self.function_word();
        let wanted = self.constant(scope);
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[function]);
        let found = at.load(Op::load_val, base, function::GLOBALS, Alias::Const);
        let wanted = at.const_ref(wanted);
        at.guard(Op::guard_eq, &[found, wanted], snap);
    }

    /// The function that the innermost activation runs, borrowed from its frame.
    fn function_word(&mut self) -> Ssa {
        let held = match self.state.top().activation {
            Activation::Root => None,
            Activation::Call(call) => Some(call.function),
            Activation::Generator(id) => match *self.state.object(id) {
                Object::Generator { home: None, function, .. } => Some(function),
                _ => None,
            },
        };
        if let Some(held) = held {
            return self.word_of(held).expect("functions are tagged values");
        }
        let (base, _) = self.memory(self.state.top().activation);
        // A frame keeps its function.
        self.at().load(Op::load_val, base, frame::FUNC, Alias::Const)
    }

    fn look_up_global(&mut self, instr: Instr) -> Slot {
        let raised = self.snap_resume(ExitReason::Raised, Resume::Unwind);
        let function = self.function_word();
        let name = self.global_name(instr.oparg >> 1);
        let found = self.at().call(Helper::load_global, &[function, name]).expect("the helper has a result");
        self.at().guard(Op::guard_ok, &[found], raised);
        self.state.pending = true;
        self.value_slot(found, Known::ANY)
    }

    /// `LOAD_NAME` of a module's or class body's loop: its namespace may be any mapping.
    pub(super) fn load_name(&mut self, instr: Instr) -> Flow {
        if !self.may_look_at_namespace() {
            return Flow::End;
        }
        self.flush();
        let (frame, name) = (self.region.frame(), self.global_name(instr.oparg));
        let found = self.at().call(Helper::load_name, &[frame, name]).expect("helpers that run code answer");
        self.settle(instr, found, &[], Answer::Push)
    }

    /// `STORE_NAME`.
    pub(super) fn store_name(&mut self, instr: Instr) -> Flow {
        if !self.may_look_at_namespace() {
            return Flow::End;
        }
        let value = self.pop();
        let word = self.take(value);
        self.flush();
        let (frame, name) = (self.region.frame(), self.global_name(instr.oparg));
        let done = self.at().call(Helper::store_name, &[frame, name, word]);
        self.settle(instr, done.expect("helpers that run code answer"), &[word], Answer::Ignore)
    }

    /// Only the root frame can be one with a namespace.
    fn may_look_at_namespace(&mut self) -> bool {
        if self.state.top().activation != Activation::Root {
            self.exit(ExitReason::Unsupported);
            return false;
        }
        self.may_run_code()
    }

    fn global_name(&mut self, index: u32) -> Ssa {
        let name = self.facts.name_constant(self.state.top().code, index);
        let name = self.constant(name);
        self.at().const_ref(name)
    }

    /// `STORE_GLOBAL`. Assumptions that it breaks wait in the heap's queue: `pending` is tested behind it.
    pub(super) fn store_global(&mut self, instr: Instr) -> Flow {
        let value = self.operand(0);
        if !self.is_makeable(value) {
            self.exit(ExitReason::Unsupported);
            return Flow::End;
        }
        self.settle_loans();
        let value = self.pop();
        let word = self.take(value);
        let function = self.function_word();
        let name = self.global_name(instr.oparg);
        let mut at = self.at();
        at.call(Helper::store_global, &[function, name, word]);
        at.effect(Op::dec_any, &[word]);
        self.state.pending = true;
        Flow::Next
    }
}
