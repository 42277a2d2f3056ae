//! Generators: adoption, resumes, yields and returns.
//!
//! Adoption guards code and resume point in one compare (`ip`), never the generator's identity, and stores
//! the executing mark, so that adopting one generator twice under two names fails its own guard.

use super::calls::generator_type;
use super::code_info::{Instr, decode};
use super::state::{Activation, Frame, Home, Known, ObjId, Object, Slot};
use super::{Builder, Flow, MAX_DEPTH};
use crate::abi::{frame, tag};
use crate::aborts::Abort;
use crate::ir::{Alias, Op, Target, Terminator, Value as Ssa};
use crate::observe::{CodeId, Kind};
use crate::snapshot::{ExitReason, Stage};
use genjit_bytecode::Opcode;

impl Builder<'_> {
    /// Adopts a generator in memory at one of the resume points seen. Ways for all but the last point
    /// fork; `false` if none was seen.
    pub(super) fn adopt_generator(&mut self, id: ObjId, home: Home, seen: &[Kind]) -> bool {
        let mut points: Vec<(CodeId, u32)> = Vec::new();
        let mut leaves: Vec<(CodeId, u32)> = Vec::new();
        for kind in seen {
            match *kind {
                Kind::Generator { code, at } | Kind::Coroutine { code, at } | Kind::Asend { code, at } => {
                    points.push((code, at));
                }
                Kind::Delegating { code, at } | Kind::Awaiting { code, at } => leaves.push((code, at)),
                _ => {}
            }
        }
        // A generator suspended in a handler has an exception to put back: the interpreter resumes it.
        points.retain(|&(code, pc)| self.info(code).depth(pc).is_some());
        leaves.retain(|&(code, pc)| self.info(code).depth(pc).is_some());
        if points.is_empty() && leaves.is_empty() {
            return false;
        }
        let base = self.at().op(Op::ref_ptr, &[home.value]);
        if !leaves.is_empty() {
            let leaf = self.guard_leaf(base, !points.is_empty());
            leaves.retain(|leaf| !points.contains(leaf));
            points.extend(leaves);
            return self.adopt_leaf(id, leaf, &points);
        }
        let Some((&last, others)) = points.split_last() else { return false };
        self.guard_unlinked(base, &points);
        let ip = self.at().load(Op::load_int, base, frame::IP, Alias::Frame(1));
        for &point in others {
            let expected = self.unit_address(point.0, point.1, false);
            let matches = self.at().op(Op::eq, &[ip, expected]);
            self.fork_way(matches, |builder| builder.adopt_at(id, home, base, point));
        }
        self.guard_point(ip, last);
        self.adopt_at(id, home, base, last);
        true
    }

    /// The generator that a resume of the root enters: its leaf, or itself if that was seen too.
    fn guard_leaf(&mut self, base: Ssa, alone: bool) -> Ssa {
        let snap = self.snap(ExitReason::ResumePoint);
        let none = self.none();
        let mut at = self.at();
        let leaf = at.load(Op::load_ptr, base, frame::LEAF, Alias::Frame(1));
        if !alone {
            at.guard(Op::guard_ne, &[leaf, none], snap);
            return leaf;
        }
        // A root is nobody's leaf; one that is not linked may be.
        let root = at.load(Op::load_ptr, base, frame::ROOT, Alias::Frame(1));
        at.guard(Op::guard_eq, &[root, none], snap);
        let linked = at.op(Op::ne, &[leaf, none]);
        at.op(Op::select, &[linked, leaf, base])
    }

    /// The null pointer.
    pub(super) fn none(&mut self) -> Ssa {
        let none = self.region.new_const("none", 0);
        self.at().const_ptr(none)
    }

    /// The leaf of a chain is adopted in place of its root.
    fn adopt_leaf(&mut self, root: ObjId, leaf: Ssa, leaves: &[(CodeId, u32)]) -> bool {
        let ip = self.at().load(Op::load_int, leaf, frame::IP, Alias::Frame(1));
        let Some((&last, others)) = leaves.split_last() else { return false };
        for &point in others {
            let expected = self.unit_address(point.0, point.1, false);
            let matches = self.at().op(Op::eq, &[ip, expected]);
            self.fork_way(matches, |builder| builder.adopt_leaf_at(root, leaf, point));
        }
        self.guard_point(ip, last);
        self.adopt_leaf_at(root, leaf, last);
        true
    }

    fn adopt_leaf_at(&mut self, root: ObjId, leaf: Ssa, point: (CodeId, u32)) {
        let value = self.at().op(Op::ptr_ref, &[leaf]);
        let home = Home { value, owned: false };
        let type_id = generator_type(&self.info(point.0).code);
        let held = Object::Value { value, known: Known::Type(type_id), owned: false };
        let leaf_id = self.state.add(held, 1);
        self.adopt_at(leaf_id, home, leaf, point);
        let object = std::mem::replace(self.state.object_mut(root), Object::Tuple(Vec::new()));
        let held = Slot::Obj(self.state.add(object, 1));
        *self.state.object_mut(root) = Object::Chain { root: held, leaf: leaf_id };
    }

    /// A generator that is the leaf of a chain yields to the chain's root, and one with a leaf is resumed
    /// through it: both are left to the interpreter.
    fn guard_unlinked(&mut self, base: Ssa, points: &[(CodeId, u32)]) {
        let snap = self.snap(ExitReason::ResumePoint);
        let none = self.none();
        let delegates = points
            .iter()
            .any(|&(code, pc)| self.suspended_state(code, pc, Stage::Suspended) == frame::state::DELEGATING);
        let mut at = self.at();
        let root = at.load(Op::load_ptr, base, frame::ROOT, Alias::Frame(1));
        at.guard(Op::guard_eq, &[root, none], snap);
        if delegates {
            let leaf = at.load(Op::load_ptr, base, frame::LEAF, Alias::Frame(1));
            at.guard(Op::guard_eq, &[leaf, none], snap);
        }
    }

    pub(super) fn guard_point(&mut self, ip: Ssa, (code, at): (CodeId, u32)) {
        let snap = self.snap(ExitReason::ResumePoint);
        let expected = self.unit_address(code, at, false);
        self.at().guard(Op::guard_eq, &[ip, expected], snap);
    }

    /// Where `condition` holds, `change` is made to the state and the instruction built again; the current
    /// block goes on where it does not.
    pub(super) fn fork_way(&mut self, condition: Ssa, change: impl FnOnce(&mut Self)) {
        let (yes, no) = (self.region.new_block(), self.region.new_block());
        self.end(Terminator::Branch(condition, Target::new(yes, &[]), Target::new(no, &[])));
        let saved = self.state.clone();
        self.block = yes;
        change(self);
        let changed = std::mem::replace(&mut self.state, saved);
        self.work.push((yes, changed, true));
        self.block = no;
    }

    /// The generator is suspended at `pc`: its frame is the region's now.
    fn adopt_at(&mut self, id: ObjId, home: Home, base: Ssa, (code, pc): (CodeId, u32)) {
        let mark = self.unit_address(code, pc, true);
        self.at().store(Op::store, base, mark, frame::IP, Alias::Frame(1));
        let info = self.info(code);
        // The sent value is pushed by the resume.
        let depth = info.depth(pc).expect("only such points are adopted").saturating_sub(1);
        let resumes = decode(&info.code, pc).is_some_and(|instr| instr.opcode == Opcode::RESUME);
        let frame = Frame {
            context: self.state.top().context,
            code,
            pc,
            slots: vec![Slot::Mem; (info.locals() + depth) as usize],
            locals: info.locals(),
            activation: Activation::Generator(id),
        };
        let type_id = generator_type(&info.code);
        let stage = if resumes { Stage::Suspended } else { Stage::Created };
        let frame = Some(Box::new(frame));
        *self.state.object_mut(id) =
            Object::Generator { home: Some(home), function: Slot::Null, frame, stage, type_id };
        self.adopted += 1;
    }

    /// Whether the generator can be resumed here with this value, which is on top unless it is None; if not the block
    /// ends with an exit.
    pub(super) fn can_resume(&mut self, id: ObjId, sent: Slot) -> bool {
        let generator = self.state.object(self.state.generator_of(id));
        let created = matches!(generator, Object::Generator { stage: Stage::Created, .. });
        let reason = if self.state.frames.len() >= MAX_DEPTH {
            ExitReason::Budget
        } else if created && sent != Slot::None && !self.is_none_on_top(sent) {
            // A value sent to a generator that has not started raises.
            ExitReason::Unsupported
        } else {
            return true;
        };
        self.exit(reason);
        false
    }

    /// Guards that a value of which nothing else is known is None; whether it is.
    fn is_none_on_top(&mut self, value: Slot) -> bool {
        matches!(value, Slot::Obj(_))
            && self.narrow(0, &[Kind::None]).is_ok_and(|goes_on| goes_on)
            && self.operand(0) == Slot::None
    }

    /// Goes on in the suspended generator, or the leaf of a chain; the sent value's reference is handed over.
    pub(super) fn resume(&mut self, instr: Instr, id: ObjId, sent: Slot) -> Result<Flow, Abort> {
        let outer = self.state.top().context;
        let generator = self.state.generator_of(id);
        let Object::Generator { frame, stage, .. } = self.state.object_mut(generator) else {
            return Err(Abort::nyi("resume"));
        };
        *stage = Stage::Active;
        let Some(mut frame) = frame.take() else { return Err(Abort::nyi("resume of an active generator")) };
        frame.context = self.graph.enter(outer, instr.pc, frame.code);
        frame.activation = Activation::Generator(id);
        frame.slots.push(sent);
        self.state.frames.push(*frame);
        Ok(Flow::Stay)
    }

    /// `YIELD_VALUE`.
    pub(super) fn yield_value(&mut self, instr: Instr) -> Result<Flow, Abort> {
        let Activation::Generator(id) = self.state.top().activation else {
            return Ok(self.leave_root(instr));
        };
        if self.info(self.state.top().code).depth(instr.next).is_none() {
            self.exit(ExitReason::Unsupported);
            return Ok(Flow::End);
        }
        let value = self.pop();
        let mut suspended = self.state.frames.pop().ok_or_else(|| Abort::nyi("yield"))?;
        suspended.pc = instr.next;
        let generator = self.state.generator_of(id);
        if let Object::Generator { frame, stage, .. } = self.state.object_mut(generator) {
            *frame = Some(Box::new(suspended));
            *stage = Stage::Suspended;
        }
        match self.awaited_home(generator) {
            Some(home) => self.deliver_awaited(instr, home, value),
            None => self.deliver(value),
        }
        // A flush may have left the generator's last reference in memory; the call that resumed it may have
        // held the last one.
        if self.state.has(id) && self.state.refs(id) == 0 {
            self.kill(id);
        }
        Ok(Flow::Stay)
    }

    /// The yielded value goes to the instruction that resumed the generator.
    fn deliver(&mut self, value: Slot) {
        let entering = self.entering();
        match entering.opcode {
            Opcode::CALL => {
                let (callable, arguments) = self.pop_call(entering);
                self.push(value);
                self.state.top_mut().pc = entering.next;
                arguments.into_iter().chain([callable]).for_each(|slot| self.drop_slot(slot));
            }
            _ => self.push(value),
        }
        self.state.top_mut().pc = entering.next;
    }

    /// The instruction of the now innermost frame that entered the one just left.
    pub(super) fn entering(&mut self) -> Instr {
        let (code, pc) = (self.state.top().code, self.state.top().pc);
        let info = self.info(code);
        decode(&info.code, pc).expect("an activation waits at an instruction")
    }

    /// `RETURN_VALUE`.
    pub(super) fn return_value(&mut self, instr: Instr) -> Result<Flow, Abort> {
        match self.state.top().activation {
            Activation::Root => Ok(self.leave_root(instr)),
            Activation::Call(call) => Ok(self.return_call(call)),
            Activation::Generator(id) => Ok(self.return_generator_value(instr, id)),
        }
    }

    /// A yield or return of the root frame: a loop region is left, a continuation answers.
    fn leave_root(&mut self, instr: Instr) -> Flow {
        let makeable = self.state.top().slots.iter().all(|&slot| self.is_makeable(slot));
        let yields = instr.opcode == Opcode::YIELD_VALUE;
        if !self.place.is_body() || !makeable {
            self.exit(if yields { ExitReason::Yielded } else { ExitReason::Left });
            return Flow::End;
        }
        if self.place.is_function() {
            self.return_function();
            return Flow::End;
        }
        if !yields {
            // The frame is left executing, its result on its stack: the runtime finishes it.
            self.flush();
            let finished = self.at().const_val(tag::FINISHED);
            self.end(Terminator::Return(finished));
            return Flow::End;
        }
        let value = self.pop();
        let value = self.take(value);
        let Some(mut frame) = self.state.frames.pop() else { return Flow::End };
        frame.pc = instr.next;
        let base = self.region.frame();
        self.write_frame(base, Alias::Frame(0), frame, Stage::Suspended);
        self.end(Terminator::Return(value));
        Flow::End
    }

    /// The root frame, a function's, is left: its slots are given up here, unless somebody looks at them.
    fn return_function(&mut self) {
        let snap = self.snap(ExitReason::Left);
        let base = self.region.frame();
        let (notes, zero) = (self.int(i64::from(frame::NOTES)), self.int(0));
        let mut at = self.at();
        let flags = at.load(Op::load_u8, base, frame::FLAGS, Alias::Object);
        let looked_at = at.op(Op::and, &[flags, notes]);
        at.guard(Op::guard_eq, &[looked_at, zero], snap);
        self.settle_loans();
        let value = self.pop();
        let value = self.take(value);
        for index in 0..self.state.top().slots.len() as u32 {
            self.local(index);
        }
        let Some(frame) = self.state.frames.pop() else { return };
        self.drop_frame(frame);
        self.end(Terminator::Return(value));
    }

    /// Counts an entry of a continuation.
    pub(super) fn count_entry(&mut self) {
        let address = self.region.new_const("entries", self.entries);
        let one = self.int(1);
        let mut at = self.at();
        let address = at.const_ptr(address);
        let count = at.load(Op::load_int, address, 0, Alias::Object);
        let count = at.op(Op::add, &[count, one]);
        at.store(Op::store, address, count, 0, Alias::Object);
    }

    /// The entry of a continuation: the sent value, whose count it is given, is on the stack.
    pub(super) fn push_sent(&mut self, sent: Ssa) {
        let held = Object::Value { value: sent, known: Known::ANY, owned: true };
        let sent = Slot::Obj(self.state.add(held, 1));
        self.push(sent);
    }
}
