//! The ends of generators, and chains of delegations that grow and shrink in the region.
//!
//! A generator that delegates to one of a code that is already among the activations is not followed as one
//! more activation: recursion would never end. The delegate takes its place instead, as the leaf of the chain that
//! the consumer resumes; the delegator waits in memory, linked as the interpreter links it. When the
//! leaf returns, its delegator is adopted in its place again, at one of the delegations that recordings saw.
//!
//! Requirement: the links in memory are always those of the chain; only the leaf's slots are in registers.

use super::calls::generator_type;
use super::code_info::{Instr, decode};
use super::state::{Activation, Frame, Home, Known, ObjId, Object, Slot};
use super::{Builder, Flow};
use crate::abi::{Helper, frame, type_id, vm};
use crate::ir::{Alias, Op, Target, Terminator, Value as Ssa};
use crate::observe::{CodeId, Kind};
use crate::snapshot::{ExitReason, Stage};
use genjit_bytecode::Opcode;

/// What the recursion limit must leave where a chain grows.
const ROOM: i64 = 64;

impl Builder<'_> {
    /// `RETURN_VALUE` of a generator.
    pub(super) fn return_generator_value(&mut self, instr: Instr, id: ObjId) -> Flow {
        let generator = self.state.object(self.state.generator_of(id));
        let asynchronous = matches!(generator, Object::Generator { type_id: type_id::ASYNC_GENERATOR, .. });
        let made = matches!(generator, Object::Generator { home: Some(_), .. });
        let slots = &self.state.top().slots;
        if made && !slots.iter().all(|&slot| self.is_makeable(slot)) {
            self.exit(ExitReason::Left);
            return Flow::End;
        }
        if asynchronous {
            self.end_asynchronous(id)
        } else if self.state.generator_of(id) == id {
            self.end_generator(id)
        } else {
            self.return_from_chain(instr, id)
        }
    }

    /// The end of a generator that nobody delegates to.
    fn end_generator(&mut self, id: ObjId) -> Flow {
        let outer = &self.state.frames[self.state.frames.len() - 2];
        let (code, pc) = (outer.code, outer.pc);
        let info = self.info(code);
        let entering = decode(&info.code, pc).expect("an activation waits at an instruction");
        let Some(target) = entering.target() else { return self.end_called(id, entering) };
        let value = self.pop();
        self.end_frame(id);
        if entering.opcode == Opcode::SEND {
            self.push(value);
            return self.go(target);
        }
        self.drop_slot(value);
        self.go(target + 1)
    }

    /// Takes the innermost activation away; its generator has finished.
    pub(super) fn end_frame(&mut self, id: ObjId) {
        let generator = self.state.generator_of(id);
        let Object::Generator { home, type_id, .. } = *self.state.object(generator) else { return };
        let Some(home) = home else {
            self.end_virtual(id);
            return;
        };
        self.finish_in_memory();
        if generator == id {
            *self.state.object_mut(id) =
                Object::Value { value: home.value, known: Known::Type(type_id), owned: home.owned };
        } else {
            self.state.remove(generator);
            let chain = std::mem::replace(self.state.object_mut(id), Object::Tuple(Vec::new()));
            let Object::Chain { root, .. } = chain else { unreachable!("only chains stand for others") };
            *self.state.object_mut(id) = self.chain_root(root);
        }
        // A flush may have left the last reference in memory.
        if self.state.refs(id) == 0 {
            self.kill(id);
        }
    }

    fn end_virtual(&mut self, id: ObjId) {
        let Some(frame) = self.state.frames.pop() else { return };
        let ended = Frame { slots: Vec::new(), locals: 0, ..frame.clone() };
        self.drop_frame(frame);
        if let Object::Generator { frame, stage, .. } = self.state.object_mut(id) {
            *frame = Some(Box::new(ended));
            *stage = Stage::Finished;
        }
    }

    /// The innermost activation, a generator's in memory, is over, and its delegator, if it has one, executes
    /// again. Its slots go back to memory first: a view of the frame may take them over.
    fn finish_in_memory(&mut self) {
        self.settle_loans();
        let (base, alias) = self.memory(self.state.top().activation);
        let Some(frame) = self.state.frames.pop() else { return };
        let depth = i64::from(frame.depth());
        for (index, slot) in frame.slots.into_iter().enumerate().filter(|(_, slot)| *slot != Slot::Mem) {
            let word = self.take(slot);
            self.at().store(Op::store, base, word, frame::SLOTS + 8 * index as i32, alias);
        }
        let depth = self.int(depth);
        let mut at = self.at();
        at.store(Op::store_u32, base, depth, frame::STACK_DEPTH, alias);
        at.call(Helper::finish_generator, &[base]);
        self.state.pending = true;
    }

    /// The leaf of a chain returns: to one of the delegators that were seen, or out of the chain if it was the
    /// root.
    fn return_from_chain(&mut self, instr: Instr, chain: ObjId) -> Flow {
        let seen = self.seen(instr, 0);
        let mut points: Vec<(CodeId, u32)> = Vec::new();
        for &kind in &seen {
            if let Kind::Generator { code, at } = kind
                && self.delegation(code, at).is_some()
            {
                points.push((code, at));
            }
        }
        let alone = seen.contains(&Kind::Null);
        let (base, alias) = self.memory(self.state.top().activation);
        let none = self.none();
        let mut at = self.at();
        let root = at.load(Op::load_ptr, base, frame::ROOT, alias);
        let linked = at.op(Op::ne, &[root, none]);
        let Some((&last, others)) = points.split_last() else {
            if !alone {
                self.exit(ExitReason::Left);
                return Flow::End;
            }
            let snap = self.snap(ExitReason::ResumePoint);
            self.at().guard(Op::guard_false, &[linked], snap);
            return self.end_generator(chain);
        };
        if alone {
            let unlinked = self.at().op(Op::not, &[linked]);
            self.part_way(unlinked, |builder| builder.end_generator(chain));
        } else {
            let snap = self.snap(ExitReason::ResumePoint);
            self.at().guard(Op::guard_true, &[linked], snap);
        }
        let mut at = self.at();
        let delegator = at.load(Op::load_ptr, base, frame::PREV, alias);
        let ip = at.load(Op::load_int, delegator, frame::IP, alias);
        for &point in others {
            let expected = self.unit_address(point.0, point.1, false);
            let matches = self.at().op(Op::eq, &[ip, expected]);
            self.part_way(matches, |builder| builder.return_to(chain, delegator, point));
        }
        self.guard_point(ip, last);
        self.return_to(chain, delegator, last)
    }

    /// Where the condition holds the instruction is carried out by `carry_out`; the current block goes on where
    /// it does not.
    pub(super) fn part_way(&mut self, condition: Ssa, carry_out: impl FnOnce(&mut Self) -> Flow) {
        let (yes, no) = (self.region.new_block(), self.region.new_block());
        self.end(Terminator::Branch(condition, Target::new(yes, &[]), Target::new(no, &[])));
        let saved = self.state.clone();
        self.block = yes;
        let flow = carry_out(self);
        let after = std::mem::replace(&mut self.state, saved);
        if flow != Flow::End {
            self.work.push((self.block, after, false));
        }
        self.block = no;
    }

    /// The delegator goes on behind its `SEND` with the value that the leaf returned.
    fn return_to(&mut self, chain: ObjId, delegator: Ssa, (code, at): (CodeId, u32)) -> Flow {
        let (Some(target), Some(depth)) = (self.delegation(code, at), self.info(code).depth(at)) else {
            self.exit(ExitReason::Left);
            return Flow::End;
        };
        let value = self.pop();
        self.finish_in_memory();
        let home = self.at().op(Op::ptr_ref, &[delegator]);
        self.put_leaf(chain, home, code);
        // On its stack lies the delegate that has returned; what would be sent next is not there.
        self.push_activation(chain, code, target, depth - 1);
        self.push(value);
        Flow::Stay
    }

    /// The generator that is now the leaf of a chain and executes.
    fn put_leaf(&mut self, chain: ObjId, value: Ssa, code: CodeId) {
        let type_id = generator_type(&self.info(code).code);
        let home = Some(Home { value, owned: false });
        let (frame, stage) = (None, Stage::Active);
        let generator = Object::Generator { home, function: Slot::Null, frame, stage, type_id };
        let new = self.state.add(generator, 1);
        let Object::Chain { leaf, .. } = self.state.object_mut(chain) else {
            unreachable!("leaves belong to chains")
        };
        let old = std::mem::replace(leaf, new);
        self.state.remove(old);
    }

    /// An activation whose slots are all in memory.
    fn push_activation(&mut self, id: ObjId, code: CodeId, pc: u32, depth: u32) {
        let (outer, entering) = (self.state.top().context, self.entering());
        let context = self.graph.enter(outer, entering.pc, code);
        let locals = self.info(code).locals();
        let slots = vec![Slot::Mem; (locals + depth) as usize];
        self.state.frames.push(Frame {
            context,
            code,
            pc,
            slots,
            locals,
            activation: Activation::Generator(id),
        });
    }

    /// Where a delegation that waits at the `RESUME` `at` goes on once its delegate has returned, if it has the
    /// form that chains link.
    fn delegation(&mut self, code: CodeId, at: u32) -> Option<u32> {
        let info = self.info(code);
        info.depth(at)?;
        let decoded = |at: u32| decode(&info.code, at);
        let yields = decoded(at.checked_sub(1)?)?;
        let (resume, jump) = (decoded(at)?, decoded(at + 1)?);
        let send = decoded(at.checked_sub(3)?)?;
        let linkable = (yields.opcode, yields.oparg) == (Opcode::YIELD_VALUE, 1)
            && resume.opcode == Opcode::RESUME
            && jump.opcode == Opcode::JUMP_BACKWARD_NO_INTERRUPT
            && jump.target() == Some(send.pc)
            && send.opcode == Opcode::SEND;
        send.target().filter(|_| linkable)
    }

    /// `SEND` to a generator that takes the place of the innermost activation, as the leaf of its chain.
    pub(super) fn delegate(&mut self, instr: Instr, delegate: ObjId) -> Flow {
        let Some((id, stood)) = self.can_delegate(instr, delegate) else {
            self.exit(ExitReason::Unsupported);
            return Flow::End;
        };
        let Some(home) = self.house(id) else { return Flow::End };
        self.guard_room(home);
        let sent = self.pop();
        let held = self.pop();
        let word = self.take(held);
        let Some(mut frame) = self.state.frames.pop() else { return Flow::End };
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[home.value]);
        let leaf = at.op(Op::ref_ptr, &[word]);
        at.store(Op::store, base, word, frame::SLOTS + 8 * frame.slots.len() as i32, Alias::Frame(1));
        frame.slots.push(Slot::Mem);
        frame.pc = instr.next + 1;
        self.write_frame(base, Alias::Frame(1), frame, Stage::Suspended);
        self.at().call(Helper::delegate, &[base, leaf]);
        self.make_chain(id);
        let (code, pc, depth) = stood;
        self.put_leaf(id, word, code);
        self.push_activation(id, code, pc, depth);
        self.push(sent);
        Flow::Stay
    }

    /// The object of the innermost activation, and where the delegate stands: code, pc and depth of its stack.
    fn can_delegate(&mut self, instr: Instr, delegate: ObjId) -> Option<(ObjId, (CodeId, u32, u32))> {
        let Activation::Generator(id) = self.state.top().activation else { return None };
        let code = self.state.top().code;
        self.delegation(code, instr.next + 1)?;
        let Object::Generator { frame: Some(frame), stage, .. } = self.state.object(delegate) else {
            return None;
        };
        let (stage, stood) = (*stage, (frame.code, frame.pc, frame.depth()));
        let delegates = self.suspended_state(stood.0, stood.1, stage) == frame::state::DELEGATING;
        if delegates || !matches!(stage, Stage::Created | Stage::Suspended) {
            return None;
        }
        // All of the innermost activation goes to memory, its function too if it is virtual.
        let function = match self.state.object(self.state.generator_of(id)) {
            Object::Generator { home: None, function, .. } => *function,
            _ => Slot::Null,
        };
        let slots = self.state.top().slots.iter().chain([&function]);
        let makeable = slots.copied().filter(|slot| *slot != Slot::Mem).all(|slot| self.is_makeable(slot));
        makeable.then_some((id, stood))
    }

    /// Python's recursion limit must leave room for a longer chain.
    fn guard_room(&mut self, home: Home) {
        let snap = self.snap(ExitReason::Recursion);
        let vm_ptr = self.region.vm();
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[home.value]);
        let depth = at.load(Op::load_u32, base, frame::CHAIN_DEPTH, Alias::Frame(1));
        let left = at.load(Op::load_int, vm_ptr, vm::RECURSION_LEFT, Alias::Vm);
        let left = at.op(Op::sub, &[left, depth]);
        let room = at.const_int(ROOM);
        let enough = at.op(Op::gt, &[left, room]);
        at.guard(Op::guard_true, &[enough], snap);
    }

    /// An active generator becomes the root of a chain, its own leaf.
    fn make_chain(&mut self, id: ObjId) {
        let Object::Generator { home: Some(home), type_id, .. } = *self.state.object(id) else { return };
        let known = Known::Type(type_id);
        let root = self.state.add(Object::Value { value: home.value, known, owned: home.owned }, 1);
        let generator = std::mem::replace(self.state.object_mut(id), Object::Tuple(Vec::new()));
        let leaf = self.state.add(generator, 1);
        *self.state.object_mut(id) = Object::Chain { root: Slot::Obj(root), leaf };
    }
}
