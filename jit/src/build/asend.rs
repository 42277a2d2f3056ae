//! `async for` over asynchronous generators.
//!
//! `GET_ANEXT` makes an `asend`, `SEND` to it resumes the generator, and an item that the generator yields is the
//! result of the `asend`. A region resumes the generator at once: the `asend` exists in its state only
//! ([`Object::Asend`]). What the generator yields on behalf of something it awaits goes on to the sender's own
//! yield.
//!
//! Requirement: the flag that says whether a generator is awaited is set in memory before others can ask: by a flush
//! and by an exit while it is active, and by a yield that is no item. Where the `asend` is not made and the generator
//! is active, or behind an item, it is clear.

use super::code_info::{Instr, decode};
use super::kinds::class_of;
use super::state::{Activation, Class, Home, Known, ObjId, Object, Slot};
use super::{Builder, Flow, MAX_DEPTH};
use crate::abi::frame::{self, upper};
use crate::abi::{Helper, type_id};
use crate::aborts::Abort;
use crate::ir::{Alias, Op, Value as Ssa};
use crate::observe::Kind;
use crate::snapshot::{AsendStage, ExitReason, Stage};
use genjit_bytecode::Opcode;

const ASYNC_GENERATOR: Class = Class::Type(type_id::ASYNC_GENERATOR);

impl Builder<'_> {
    /// `GET_ANEXT`. The first time that a generator is awaited the hooks of `sys` are asked.
    pub(super) fn get_anext(&mut self, instr: Instr) -> Result<Flow, Abort> {
        let seen = self.seen(instr, 0);
        if seen.is_empty() || !seen.iter().all(|&kind| class_of(kind) == Some(ASYNC_GENERATOR)) {
            return Ok(self.by_interpreter(instr));
        }
        if !self.narrow(0, &seen)? {
            return Ok(Flow::End);
        }
        let slot = self.operand(0);
        let Slot::Obj(id) = slot else { return Ok(self.by_interpreter(instr)) };
        match *self.state.object(id) {
            Object::Value { value, known: Known::Type(type_id::ASYNC_GENERATOR), .. } => {
                let fresh = seen.iter().any(|&kind| kind != Kind::AsyncGenerator);
                self.guard_awaitable(value, fresh);
            }
            // It was adopted where an `asend` was sent to, and has yielded an item since.
            Object::Generator { home: Some(_), stage: Stage::Suspended, type_id, .. }
                if type_id == type_id::ASYNC_GENERATOR => {}
            _ => return Ok(self.by_interpreter(instr)),
        }
        let generator = self.state.share(slot);
        let asend = self.state.add(Object::Asend { generator, stage: AsendStage::Created }, 1);
        self.push(Slot::Obj(asend));
        Ok(Flow::Next)
    }

    /// Exits if somebody awaits the generator or it is closed. Where the hooks were not asked they are, if such
    /// generators were seen, and the instruction begins again.
    fn guard_awaitable(&mut self, generator: Ssa, fresh: bool) {
        let [asked, hooked] = [upper::AWAITED | upper::CLOSED | upper::HOOKED, upper::HOOKED]
            .map(|bits| self.int(i64::from(bits)));
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[generator]);
        let flags = at.load(Op::load_u8, base, frame::UPPER_FLAGS, Alias::Object);
        let flags = at.op(Op::and, &[flags, asked]);
        if fresh {
            let none = self.int(0);
            let unasked = self.at().op(Op::eq, &[flags, none]);
            self.part_way(unasked, |builder| builder.ask_hooks(generator));
        }
        let snap = self.snap(ExitReason::Value);
        self.at().guard(Op::guard_eq, &[flags, hooked], snap);
    }

    fn ask_hooks(&mut self, generator: Ssa) -> Flow {
        if !self.may_run_code() {
            return Flow::End;
        }
        self.flush();
        let answer = self.at().call(Helper::ask_hooks, &[generator]).expect("the helper has a result");
        self.guard_unwound(answer);
        let invalid = self.snap(ExitReason::Invalid);
        self.guard_valid(invalid);
        self.state.pending = true;
        Flow::Stay
    }

    /// `SEND` of None to an `asend` not made: its generator is adopted and resumed.
    pub(super) fn send_to_asend(
        &mut self,
        instr: Instr,
        asend: ObjId,
        id: ObjId,
        seen: &[Kind],
    ) -> Result<Flow, Abort> {
        let free = !self.is_running(id) && self.operand(0) == Slot::None;
        match *self.state.object(id) {
            Object::Value { value, owned, .. } => {
                if self.adopt_generator(id, Home { value, owned }, seen) {
                    return self.instruction_again(instr);
                }
                Ok(self.send_item(instr))
            }
            Object::Generator { home: Some(home), stage: Stage::Created | Stage::Suspended, .. }
                if free && self.state.frames.len() < MAX_DEPTH =>
            {
                if self.set_asend_stage(asend, AsendStage::Started) == AsendStage::Started {
                    self.set_awaited(home, false);
                }
                self.pop();
                self.resume(instr, id, Slot::None)
            }
            _ => {
                self.exit(ExitReason::Unsupported);
                Ok(Flow::End)
            }
        }
    }

    /// The home of a generator, just suspended, that an `asend` is to be told about.
    pub(super) fn awaited_home(&mut self, generator: ObjId) -> Option<Home> {
        let Object::Generator { home, type_id: type_id::ASYNC_GENERATOR, .. } = *self.state.object(generator)
        else {
            return None;
        };
        home.filter(|_| self.entering().opcode == Opcode::SEND)
    }

    /// What an asynchronous generator has yielded at `instr` comes to the `SEND` that resumed it.
    pub(super) fn deliver_awaited(&mut self, instr: Instr, home: Home, value: Slot) {
        let entering = self.entering();
        // 0 of the generator's own, 1 of what it awaits.
        let item = instr.oparg == 0;
        if item {
            self.close_asend();
        } else {
            self.set_awaited(home, true);
        }
        self.push(value);
        let target = entering.target().filter(|_| item);
        self.state.top_mut().pc = target.unwrap_or(entering.next);
    }

    /// The end of a generator: the StopAsyncIteration that its `asend` raises ends the `async for`, and nobody sees
    /// it.
    pub(super) fn end_asynchronous(&mut self, id: ObjId) -> Flow {
        let Object::Generator { home: Some(home), .. } = *self.state.object(id) else {
            self.exit(ExitReason::Left);
            return Flow::End;
        };
        let outer = &self.state.frames[self.state.frames.len() - 2];
        let (code, pc) = (outer.code, outer.pc);
        let info = self.info(code);
        let sends = decode(&info.code, pc).filter(|instr| instr.opcode == Opcode::SEND);
        let Some((depth, after)) = sends.and_then(|send| info.async_end(send.pc)) else {
            self.exit(ExitReason::Left);
            return Flow::End;
        };
        let value = self.pop();
        self.drop_slot(value);
        self.end_frame(id);
        self.close_asend();
        let (kept, closed) = (!i64::from(upper::AWAITED), i64::from(upper::CLOSED));
        self.change_flags(home, &[(Op::and, kept), (Op::or, closed)]);
        // Below what the handler finds lies the generator, which END_ASYNC_FOR takes away.
        while self.state.top().depth() >= depth {
            let operand = self.pop();
            self.drop_slot(operand);
        }
        self.go(after)
    }

    /// The `asend` on top has its result. Where it was made, by a flush, the generator's flag was set too.
    fn close_asend(&mut self) {
        let asend = self.operand(0);
        if let Slot::Obj(id) = asend
            && let Object::Asend { .. } = self.state.object(id)
        {
            self.set_asend_stage(id, AsendStage::Closed);
        } else if let Some(word) = self.word_of(asend) {
            self.at().call(Helper::close_asend, &[word]);
        }
    }

    /// Answers the stage before.
    fn set_asend_stage(&mut self, id: ObjId, now: AsendStage) -> AsendStage {
        let Object::Asend { stage, .. } = self.state.object_mut(id) else {
            unreachable!("asked for an `asend` not made")
        };
        std::mem::replace(stage, now)
    }

    /// An activation goes to memory as it is: if it is an asynchronous generator's, it is awaited.
    pub(super) fn flush_awaited(&mut self, activation: Activation) {
        if let Activation::Generator(id) = activation
            && let Object::Generator { home: Some(home), type_id: type_id::ASYNC_GENERATOR, .. } =
                *self.state.object(id)
        {
            self.set_awaited(home, true);
        }
    }

    fn set_awaited(&mut self, home: Home, on: bool) {
        let bit = i64::from(upper::AWAITED);
        self.change_flags(home, &[if on { (Op::or, bit) } else { (Op::and, !bit) }]);
    }

    fn change_flags(&mut self, home: Home, changes: &[(Op, i64)]) {
        let base = self.at().op(Op::ref_ptr, &[home.value]);
        let mut flags = self.at().load(Op::load_u8, base, frame::UPPER_FLAGS, Alias::Object);
        for &(change, bits) in changes {
            let bits = self.int(bits);
            flags = self.at().op(change, &[flags, bits]);
        }
        self.at().store(Op::store_u8, base, flags, frame::UPPER_FLAGS, Alias::Object);
    }
}
