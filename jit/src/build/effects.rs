//! Registers to memory: tagged words, objects made real, and calls of helpers.

use super::code_info::{Instr, decode};
use super::state::{Activation, Call, Frame, Home, Known, ObjId, Object, Slot};
use super::{Builder, Flow};
use crate::abi::{Helper, Machine, frame, iterator, tag, type_id, vm};
use crate::ir::{Alias, Op, Snap, Value as Ssa};
use crate::observe::CodeId;
use crate::snapshot::{AsendStage, ExitReason, Stage};
use genjit_bytecode::Opcode;

/// What becomes of a helper's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is pushed.
    Push,
    /// It is pushed as a callable that comes without a receiver: an empty slot goes on top.
    PushMethod,
    /// It is `True` or `False`: pushed as a truth value.
    Truth,
    /// The same, the other way round.
    Inverted,
    /// It is an immediate that says nothing.
    Ignore,
}

/// A callable that was popped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A tagged value whose count the region owns.
    Owned(Ssa),
    /// A constant, which has no count.
    Constant(Slot),
}

impl Builder<'_> {
    /// A slot's value as a tagged word with a count that the caller owns; the slot's reference is used up.
    pub(super) fn take(&mut self, slot: Slot) -> Ssa {
        match slot {
            Slot::Mem => unreachable!("slots in memory stay there"),
            Slot::Null => self.at().const_val(tag::NULL),
            Slot::None => self.at().const_val(tag::NONE),
            Slot::Int(value) => self.at().op(Op::box_int, &[value]),
            Slot::Float(value) => self.at().op(Op::box_float, &[value]),
            Slot::Bool(value) => self.at().op(Op::tag_bool, &[value]),
            Slot::Const(id, _) => {
                let constant = self.constant(id);
                let value = self.at().const_ref(constant);
                self.at().effect(Op::inc_any, &[value]);
                value
            }
            Slot::Obj(id) => self.take_object(id),
        }
    }

    fn take_object(&mut self, id: ObjId) -> Ssa {
        if let Some(value) = self.take_active(id) {
            return value;
        }
        self.make_real(id);
        let entry = self.state.entry_mut(id);
        let &mut Object::Value { value, known, owned } = &mut entry.object else {
            unreachable!("a real object is a value")
        };
        entry.refs -= 1;
        let last = entry.refs == 0;
        if last {
            self.state.remove(id);
        }
        if !(last && owned) {
            self.at().effect(if known.type_id().is_some() { Op::inc } else { Op::inc_any }, &[value]);
        }
        value
    }

    /// The word of a generator or chain that is active: its frame stays where it is.
    fn take_active(&mut self, id: ObjId) -> Option<Ssa> {
        if let (Object::Chain { root: Slot::Obj(root), .. }, true) =
            (self.state.object(id), self.state.is_active(id))
        {
            let root = *root;
            return Some(self.take_active_chain(id, root));
        }
        let entry = self.state.entry_mut(id);
        let Object::Generator { home: Some(home), stage: Stage::Active, .. } = &mut entry.object else {
            return None;
        };
        entry.refs -= 1;
        let gives = entry.refs == 0 && std::mem::take(&mut home.owned);
        let value = home.value;
        if !gives {
            self.at().effect(Op::inc, &[value]);
        }
        Some(value)
    }

    fn take_active_chain(&mut self, id: ObjId, root: ObjId) -> Ssa {
        let entry = self.state.entry_mut(id);
        entry.refs -= 1;
        let last = entry.refs == 0;
        let Object::Value { value, owned, .. } = self.state.object_mut(root) else {
            unreachable!("the root of a chain is a tagged value")
        };
        let (value, gives) = (*value, last && std::mem::take(owned));
        if !gives {
            self.at().effect(Op::inc, &[value]);
        }
        value
    }

    /// Whether a slot's value can be made real in machine code.
    pub(super) fn is_makeable(&self, slot: Slot) -> bool {
        let Slot::Obj(id) = slot else { return true };
        match self.state.object(id) {
            Object::Value { .. } | Object::Chain { .. } => true,
            Object::Tuple(items) => items.iter().all(|&item| self.is_makeable(item)),
            Object::Range { .. }
            | Object::RangeIterator { .. }
            | Object::SequenceIterator { home: Some(_), .. } => true,
            Object::Cell(content) | Object::Asend { generator: content, .. } => self.is_makeable(*content),
            Object::SequenceIterator { home: None, sequence, .. } => self.is_makeable(*sequence),
            Object::Generator { home, function, stage: Stage::Finished, .. } => {
                home.is_some() || self.is_makeable(*function)
            }
            Object::Generator { home, stage: Stage::Active, .. } => home.is_some(),
            Object::Generator { frame, function, .. } => {
                self.is_makeable(*function)
                    && frame.iter().flat_map(|frame| &frame.slots).all(|&slot| self.is_makeable(slot))
            }
        }
    }

    /// Turns a virtual or adopted object into the tagged value it stands for, in memory up to date.
    pub(super) fn make_real(&mut self, id: ObjId) {
        let placeholder = Object::Tuple(Vec::new());
        let object = std::mem::replace(self.state.object_mut(id), placeholder);
        let owned_value = |value, type_id| Object::Value { value, known: Known::Type(type_id), owned: true };
        let real = match object {
            Object::Value { .. } => object,
            Object::Tuple(items) => owned_value(self.make_tuple(items), type_id::TUPLE),
            Object::RangeIterator { home: Some(home), next, end, step } => {
                self.store_range_iterator(home, next, end, step);
                Object::Value {
                    value: home.value,
                    known: Known::Type(type_id::RANGE_ITERATOR),
                    owned: home.owned,
                }
            }
            Object::SequenceIterator { home: Some(home), sequence, list, index } => {
                self.store_sequence_iterator(home, index);
                self.drop_slot(sequence);
                let type_id = if list { type_id::LIST_ITERATOR } else { type_id::TUPLE_ITERATOR };
                Object::Value { value: home.value, known: Known::Type(type_id), owned: home.owned }
            }
            Object::RangeIterator { home: None, next, end, step } => {
                owned_value(self.make_range_iterator(next, end, step), type_id::RANGE_ITERATOR)
            }
            Object::SequenceIterator { home: None, sequence, list, index } => {
                let type_id = if list { type_id::LIST_ITERATOR } else { type_id::TUPLE_ITERATOR };
                owned_value(self.make_sequence_iterator(sequence, list, index), type_id)
            }
            Object::Generator { home, function, frame: Some(frame), stage, type_id } => {
                let home = home.unwrap_or_else(|| self.make_generator(function));
                if stage == Stage::Finished {
                    self.finish_made(home);
                } else {
                    self.write_back(home, *frame, stage);
                }
                Object::Value { value: home.value, known: Known::Type(type_id), owned: home.owned }
            }
            Object::Chain { root, leaf } => {
                self.kill(leaf);
                self.chain_root(root)
            }
            Object::Range { start, stop, step } => {
                let step = self.int(step);
                owned_value(self.allocate_with(Helper::new_range, &[start, stop, step]), type_id::RANGE)
            }
            Object::Asend { generator, stage } => {
                owned_value(self.make_asend(generator, stage), type_id::ASYNC_GENERATOR_ASEND)
            }
            Object::Cell(content) => owned_value(self.make_new_cell(content), type_id::CELL),
            Object::Generator { frame: None, .. } => unreachable!("asked for before: is_makeable"),
        };
        *self.state.object_mut(id) = real;
    }

    /// A chain stands for its root, whose reference it holds.
    pub(super) fn chain_root(&mut self, root: Slot) -> Object {
        let Slot::Obj(root) = root else { unreachable!("the root of a chain is a generator") };
        if self.state.refs(root) == 1 {
            return self.state.remove(root);
        }
        let &Object::Value { value, known, .. } = self.state.object(root) else {
            unreachable!("the root of a chain is a tagged value")
        };
        self.at().effect(Op::inc, &[value]);
        self.state.entry_mut(root).refs -= 1;
        Object::Value { value, known, owned: true }
    }

    pub(super) fn exit_buffer(&mut self) -> Ssa {
        let vm = self.region.vm();
        self.at().load(Op::load_ptr, vm, vm::EXIT_BUFFER, Alias::Vm)
    }

    /// Puts words into the front of the exit buffer, where helpers find them.
    pub(super) fn pass_words(&mut self, words: &[Ssa]) {
        let buffer = self.exit_buffer();
        for (index, &word) in words.iter().enumerate() {
            self.at().store(Op::store, buffer, word, 8 * index as i32, Alias::Exit);
        }
    }

    /// Makes a tuple of these slots, whose references are used up.
    fn make_tuple(&mut self, items: Vec<Slot>) -> Ssa {
        let words: Vec<Ssa> = items.into_iter().map(|item| self.take(item)).collect();
        self.pass_words(&words);
        self.allocate(Helper::new_tuple, &[words.len() as i64])
    }

    /// Makes a list of these slots, whose references are used up.
    pub(super) fn make_list(&mut self, items: Vec<Slot>) -> Ssa {
        let words: Vec<Ssa> = items.into_iter().map(|item| self.take(item)).collect();
        self.pass_words(&words);
        self.allocate(Helper::new_list, &[words.len() as i64])
    }

    fn make_range_iterator(&mut self, next: Ssa, end: Ssa, step: i64) -> Ssa {
        let left = self.range_left(next, end, step);
        let step = self.int(step);
        self.allocate_with(Helper::new_range_iterator, &[next, left, step])
    }

    /// Makes a cell of this slot, whose reference is used up.
    fn make_new_cell(&mut self, content: Slot) -> Ssa {
        let content = self.take(content);
        let made = self.allocate_with(Helper::new_cell, &[content]);
        self.at().effect(Op::dec_any, &[content]);
        made
    }

    /// Makes the `asend` of a generator, whose reference is used up.
    fn make_asend(&mut self, generator: Slot, stage: AsendStage) -> Ssa {
        let generator = self.take(generator);
        let stage = self.int(stage as i64);
        let made = self.allocate_with(Helper::new_asend, &[generator, stage]);
        self.at().effect(Op::dec, &[generator]);
        made
    }

    /// Makes the iterator of a sequence, whose reference is used up.
    fn make_sequence_iterator(&mut self, sequence: Slot, list: bool, index: Ssa) -> Ssa {
        let sequence = self.take(sequence);
        let list = self.int(i64::from(list));
        let made = self.allocate_with(Helper::new_sequence_iterator, &[sequence, list, index]);
        self.at().effect(Op::dec, &[sequence]);
        made
    }

    fn allocate(&mut self, helper: Helper, ints: &[i64]) -> Ssa {
        let args: Vec<Ssa> = ints.iter().map(|&value| self.int(value)).collect();
        self.allocate_with(helper, &args)
    }

    fn allocate_with(&mut self, helper: Helper, args: &[Ssa]) -> Ssa {
        self.settle_loans();
        self.state.pending = true;
        self.at().call(helper, args).expect("the helper has a result")
    }

    /// Allocates a generator of this function, its slots empty.
    pub(super) fn make_generator(&mut self, function: Slot) -> Home {
        let function = self.take(function);
        let none = self.int(0);
        let value =
            self.at().call(Helper::new_generator, &[function, none]).expect("the helper has a result");
        self.at().effect(Op::dec_any, &[function]);
        self.state.pending = true;
        Home { value, owned: true }
    }

    /// A generator just made has finished long ago.
    fn finish_made(&mut self, home: Home) {
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[home.value]);
        at.call(Helper::finish_generator, &[base]);
        self.state.pending = true;
    }

    /// Writes the frame of a suspended generator to memory.
    pub(super) fn write_back(&mut self, home: Home, frame: Frame, stage: Stage) {
        let base = self.at().op(Op::ref_ptr, &[home.value]);
        let delegates = self.suspended_state(frame.code, frame.pc, stage) == frame::state::DELEGATING;
        self.write_frame(base, Alias::Frame(1), frame, stage);
        if delegates {
            // Its delegates went to memory before it: a resume is to enter the leaf directly.
            self.at().call(Helper::link, &[base]);
        }
    }

    /// Writes a suspended frame to memory.
    pub(super) fn write_frame(&mut self, base: Ssa, alias: Alias, frame: Frame, stage: Stage) {
        self.settle_loans();
        let depth = i64::from(frame.depth());
        for (index, slot) in frame.slots.iter().enumerate().filter(|(_, slot)| **slot != Slot::Mem) {
            let word = self.take(*slot);
            self.at().store(Op::store, base, word, frame::SLOTS + 8 * index as i32, alias);
        }
        let depth = self.int(depth);
        let state = self.suspended_state(frame.code, frame.pc, stage);
        let state = self.int(i64::from(state));
        let ip = self.unit_address(frame.code, frame.pc, false);
        let mut at = self.at();
        at.store(Op::store_u32, base, depth, frame::STACK_DEPTH, alias);
        at.store(Op::store_u8, base, state, frame::STATE, alias);
        at.store(Op::store, base, ip, frame::IP, alias);
        self.store_resume(base, alias, frame.code, frame.pc);
    }

    /// `frame.resume` of a frame suspended at `pc`.
    pub(super) fn store_resume(&mut self, base: Ssa, alias: Alias, code: CodeId, pc: u32) {
        let word = self.facts.resume_word(code, pc);
        let word = self.region.new_const(&format!("resume {code}@{pc}"), word);
        let word = self.at().const_ptr(word);
        let resume = self.at().load(Op::load_ptr, word, 0, Alias::Object);
        self.at().store(Op::store, base, resume, frame::RESUME, alias);
    }

    pub(super) fn suspended_state(&mut self, code: CodeId, pc: u32, stage: Stage) -> u8 {
        if stage == Stage::Created {
            return frame::state::CREATED;
        }
        let info = self.info(code);
        let delegates = decode(&info.code, pc)
            .is_some_and(|instr| instr.opcode == Opcode::RESUME && instr.oparg & 3 >= 2);
        if delegates { frame::state::DELEGATING } else { frame::state::SUSPENDED }
    }

    /// Address of a code unit as a number, with the executing mark if wanted.
    pub(super) fn unit_address(&mut self, code: CodeId, pc: u32, executing: bool) -> Ssa {
        let address = self.facts.unit_address(code, pc) | (u64::from(executing) * frame::EXECUTING);
        let mark = if executing { " executing" } else { "" };
        let address = self.region.new_const(&format!("ip {code}@{pc}{mark}"), address);
        let address = self.at().const_ptr(address);
        self.at().op(Op::ptr_word, &[address])
    }

    /// Items left of a range.
    fn range_left(&mut self, next: Ssa, end: Ssa, step: i64) -> Ssa {
        let distance = self.at().op(Op::sub, &[end, next]);
        match step {
            1 => distance,
            -1 => self.at().op(Op::neg, &[distance]),
            _ => {
                let step = self.int(step);
                self.at().op(Op::floor_div, &[distance, step])
            }
        }
    }

    pub(super) fn store_range_iterator(&mut self, home: Home, next: Ssa, end: Ssa, step: i64) {
        let base = self.at().op(Op::ref_ptr, &[home.value]);
        let left = self.range_left(next, end, step);
        self.at().store(Op::store, base, next, iterator::RANGE_NEXT, Alias::Iterator);
        self.at().store(Op::store, base, left, iterator::RANGE_LEFT, Alias::Iterator);
    }

    pub(super) fn store_sequence_iterator(&mut self, home: Home, index: Ssa) {
        let base = self.at().op(Op::ref_ptr, &[home.value]);
        self.at().store(Op::store, base, index, iterator::INDEX, Alias::Iterator);
    }

    /// Whether everything can be flushed here: every activation has a frame in memory or can be given one.
    /// Virtual generators that are active are given theirs at once: operands may refer to them.
    pub(super) fn can_flush(&mut self) -> bool {
        let in_memory = |frame: &Frame| match frame.activation {
            Activation::Root | Activation::Call(_) => true,
            Activation::Generator(id) => match *self.state.object(self.state.generator_of(id)) {
                Object::Generator { home, function, .. } => home.is_some() || self.is_makeable(function),
                _ => false,
            },
        };
        // Active generators get their homes first.
        let is_active = |slot: Slot| matches!(slot, Slot::Obj(id) if self.state.is_active(id));
        let mut slots = self.state.frames.iter().flat_map(|frame| &frame.slots);
        let can = self.state.frames.iter().all(in_memory)
            && slots.all(|&slot| is_active(slot) || self.is_makeable(slot));
        if can {
            self.house_generators();
        }
        can
    }

    /// Allocates the active generators that are virtual; their slots stay in registers.
    fn house_generators(&mut self) {
        for index in 0..self.state.frames.len() {
            if let Activation::Generator(id) = self.state.frames[index].activation {
                self.house(id);
            }
        }
    }

    /// Gives a virtual generator its memory.
    pub(super) fn house(&mut self, id: ObjId) -> Option<Home> {
        let id = self.state.generator_of(id);
        let Object::Generator { home, function, .. } = self.state.object_mut(id) else { return None };
        if home.is_some() {
            return *home;
        }
        let function = std::mem::replace(function, Slot::Null);
        let made = self.make_generator(function);
        if let Object::Generator { home, .. } = self.state.object_mut(id) {
            *home = Some(made);
        }
        Some(made)
    }

    /// Writes every activation to memory as the interpreter would have it while the innermost one
    /// executes its instruction, whose operands are popped.
    pub(super) fn flush(&mut self) {
        self.flush_at(true);
    }

    /// The same between two instructions, before the one where the innermost activation stands.
    pub(super) fn flush_before(&mut self) {
        self.flush_at(false);
    }

    fn flush_at(&mut self, executes: bool) {
        self.settle_loans();
        let mut outer = None;
        // The slots of outer frames may hold the generators of inner ones.
        for index in 0..self.state.frames.len() {
            self.give_home(index);
        }
        for index in 0..self.state.frames.len() {
            let (activation, code, pc) = {
                let frame = &self.state.frames[index];
                (frame.activation, frame.code, frame.pc)
            };
            let (base, alias) = self.memory(activation);
            for slot in 0..self.state.frames[index].slots.len() {
                let held = std::mem::replace(&mut self.state.frames[index].slots[slot], Slot::Mem);
                if held != Slot::Mem {
                    let word = self.take(held);
                    self.at().store(Op::store, base, word, frame::SLOTS + 8 * slot as i32, alias);
                }
            }
            let depth = i64::from(self.state.frames[index].depth());
            let depth = self.int(depth);
            self.at().store(Op::store_u32, base, depth, frame::STACK_DEPTH, alias);
            let info = self.info(code);
            // As the interpreter leaves it: behind the instruction under way.
            let waits = executes || index + 1 < self.state.frames.len();
            let at = decode(&info.code, pc).filter(|_| waits).map_or(pc, |instr| instr.next);
            let executing = info.code.flags.makes_generator();
            let ip = self.unit_address(code, at, executing);
            if let Some(outer) = outer {
                let running = self.int(i64::from(frame::state::RUNNING));
                self.at().store(Op::store_u8, base, running, frame::STATE, alias);
                let root = self.root_of(activation).unwrap_or(base);
                self.at().store(Op::store, root, outer, frame::PREV, alias);
                self.flush_awaited(activation);
            }
            self.at().store(Op::store, base, ip, frame::IP, alias);
            outer = Some(base);
        }
        let vm = self.region.vm();
        if let Some(innermost) = outer {
            self.at().store(Op::store, vm, innermost, vm::FRAME, Alias::Vm);
        }
    }

    /// Puts what the state holds into memory, where its frames are there, and forgets what is known of the
    /// rest: states that differ in nothing else become of one shape. Iterators and generators stay.
    pub(super) fn generalise(&mut self) {
        self.settle_loans();
        for index in 0..self.state.frames.len() {
            let activation = self.state.frames[index].activation;
            let in_memory = match activation {
                Activation::Root | Activation::Call(Call { home: Some(_), .. }) => true,
                Activation::Call(_) => false,
                Activation::Generator(id) => matches!(
                    self.state.object(self.state.generator_of(id)),
                    Object::Generator { home: Some(_), .. }
                ),
            };
            for slot in 0..self.state.frames[index].slots.len() {
                let held = self.state.frames[index].slots[slot];
                if held == Slot::Mem || !self.becomes_word(held) {
                    continue;
                }
                let word = self.take(held);
                self.state.frames[index].slots[slot] = if in_memory {
                    let (base, alias) = self.memory(activation);
                    self.at().store(Op::store, base, word, frame::SLOTS + 8 * slot as i32, alias);
                    Slot::Mem
                } else {
                    self.value_slot(word, Known::ANY)
                };
            }
        }
    }

    /// Whether generalising makes a tagged word of it.
    fn becomes_word(&self, slot: Slot) -> bool {
        let Slot::Obj(id) = slot else { return true };
        match self.state.object(id) {
            Object::Value { .. } => true,
            Object::Tuple(_) | Object::Range { .. } | Object::Cell(_) => self.is_makeable(slot),
            Object::RangeIterator { .. }
            | Object::SequenceIterator { .. }
            | Object::Generator { .. }
            | Object::Asend { .. }
            | Object::Chain { .. } => false,
        }
    }

    /// Address of the root of a chain that is active: its caller is kept there.
    fn root_of(&mut self, activation: Activation) -> Option<Ssa> {
        let Activation::Generator(id) = activation else { return None };
        let &Object::Chain { root: Slot::Obj(root), .. } = self.state.object(id) else { return None };
        let &Object::Value { value, .. } = self.state.object(root) else { return None };
        Some(self.at().op(Op::ref_ptr, &[value]))
    }

    /// Executes an instruction by a helper that may run code: its top `operands` are passed in order behind
    /// `front`, everything is flushed, and the assumptions are tested again behind it.
    pub(super) fn call_helper(
        &mut self,
        instr: Instr,
        helper: Helper,
        front: &[i64],
        operands: &[u32],
        answer: Answer,
    ) -> Flow {
        debug_assert!(helper.parameters()[..front.len()].iter().all(|&ty| ty == Machine::Int));
        if !self.can_flush() {
            self.exit(ExitReason::Unsupported);
            return Flow::End;
        }
        let mut args = self.pop_words(operands);
        let mut passed: Vec<Ssa> = front.iter().map(|&value| self.int(value)).collect();
        passed.extend(&args);
        self.flush();
        let result = self.at().call(helper, &passed).expect("helpers that run code answer");
        if matches!(helper, Helper::binary_op | Helper::subscript) {
            return self.settle_binary(instr, result, &args);
        }
        args.reverse();
        self.settle(instr, result, &args, answer)
    }

    /// Pops as many operands as listed and answers them as owned words in the listed order (positions from
    /// the top).
    fn pop_words(&mut self, operands: &[u32]) -> Vec<Ssa> {
        let mut words = vec![None; operands.len()];
        for from_top in 0..operands.len() as u32 {
            let slot = self.pop();
            let word = self.take(slot);
            for (place, _) in operands.iter().enumerate().filter(|(_, wanted)| **wanted == from_top) {
                words[place] = Some(word);
            }
        }
        words.into_iter().map(|word| word.expect("every operand is listed once")).collect()
    }

    /// Behind a binary operation: CPython drops the left operand first, but from the top down where it raises.
    fn settle_binary(&mut self, instr: Instr, result: Ssa, args: &[Ssa]) -> Flow {
        for &arg in args {
            let operand = self.value_slot(arg, Known::ANY);
            self.push(operand);
        }
        self.guard_ok(instr, result);
        for _ in args {
            if let Slot::Obj(id) = self.pop() {
                self.state.remove(id);
            }
        }
        for &arg in args {
            self.at().effect(Op::dec_any, &[arg]);
        }
        self.push_answer(result, Answer::Push);
        self.behind_code(instr)
    }

    /// Behind a helper that may run code: gives back its operands in this order, from the top of the stack down,
    /// leaves if it raised or an assumption broke.
    pub(super) fn settle(&mut self, instr: Instr, result: Ssa, args: &[Ssa], answer: Answer) -> Flow {
        for &arg in args {
            self.at().effect(Op::dec_any, &[arg]);
        }
        self.guard_ok(instr, result);
        self.push_answer(result, answer);
        self.behind_code(instr)
    }

    /// What the instruction leaves, all of it before the exit that tests the assumptions.
    fn push_answer(&mut self, result: Ssa, answer: Answer) {
        match answer {
            Answer::Ignore => {}
            Answer::Push | Answer::PushMethod => {
                let slot = self.value_slot(result, Known::ANY);
                self.push(slot);
                if answer == Answer::PushMethod {
                    self.push(Slot::Null);
                }
            }
            Answer::Truth | Answer::Inverted => {
                let mut at = self.at();
                let truth = at.op(Op::untag_bool, &[result]);
                let truth = if answer == Answer::Truth { truth } else { at.op(Op::not, &[truth]) };
                self.push(Slot::Bool(truth));
            }
        }
    }

    /// Behind something that ran code, its result pushed: tests the assumptions.
    pub(super) fn behind_code(&mut self, instr: Instr) -> Flow {
        self.state.top_mut().pc = instr.next;
        let invalid = self.snap(ExitReason::Invalid);
        self.guard_valid(invalid);
        self.state.pending = true;
        Flow::Stay
    }

    /// Every assumption of the region still holds.
    pub(super) fn guard_valid(&mut self, snap: Snap) {
        let address = self.region.new_const("validity", self.validity);
        let mut at = self.at();
        let address = at.const_ptr(address);
        at.guard(Op::guard_valid, &[address], snap);
    }

    /// Helpers that take words in the exit buffer: pops `count` operands into it, flushed.
    pub(super) fn call_with_words(&mut self, instr: Instr, callee: Ssa, count: u32, words: &[Ssa]) -> Flow {
        self.flush();
        self.pass_words(words);
        let given = self.int(i64::from(count));
        let result = self.at().call(Helper::call, &[callee, given]).expect("helpers that run code answer");
        self.guard_called(instr, result, Operand::Owned(callee), words);
        let mut args = words.to_vec();
        args.reverse();
        args.push(callee);
        self.settle(instr, result, &args, Answer::Push)
    }

    /// The call was made; else the interpreter, which does not nest, makes it: with its operands, which the
    /// region owns, on the stack again.
    pub(super) fn guard_called(&mut self, instr: Instr, result: Ssa, callee: Operand, words: &[Ssa]) {
        let saved = self.state.clone();
        let without_self = words.len() == instr.oparg as usize;
        let operand = match callee {
            Operand::Owned(callee) => self.value_slot(callee, Known::ANY),
            Operand::Constant(slot) => slot,
        };
        self.push(operand);
        if without_self {
            self.push(Slot::Null);
        }
        for &word in words {
            let operand = self.value_slot(word, Known::ANY);
            self.push(operand);
        }
        self.guard_done(result);
        self.state = saved;
    }

    /// Whether a helper may run code here; if not the block ends with an exit.
    pub(super) fn may_run_code(&mut self) -> bool {
        let can = self.can_flush();
        if !can {
            self.exit(ExitReason::Unsupported);
        }
        can
    }
}
