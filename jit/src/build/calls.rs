//! Calls: Python functions inlined, generators created without allocating, recipes of built-ins.

use super::code_info::{Instr, decode};
use super::effects::{Answer, Operand};
use super::state::{Activation, Call, Class, Frame, Known, Object, Slot};
use super::{Builder, Flow, MAX_DEPTH};
use crate::abi::{Helper, function, tag, tuple, type_id};
use crate::aborts::Abort;
use crate::events::Note;
use crate::graph::ContextId;
use crate::ir::{Alias, Op};
use crate::observe::{Argument, Binding, CodeId, Construction, Kind, Recipe};
use crate::recorder::{MAX_RECURSION, takes_exactly};
use crate::snapshot::{ExitReason, Stage};
use genjit_bytecode::{CodeFlags, CodeObject, Opcode};

/// What is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Callee {
    Python(CodeId),
    Recipe(Recipe),
    Unknown,
}

impl Builder<'_> {
    /// `CALL`: callable, then self or NULL, then the arguments.
    pub(super) fn call(&mut self, instr: Instr) -> Result<Flow, Abort> {
        let count = instr.oparg;
        if !self.settle_self(instr, count) {
            return Ok(Flow::End);
        }
        let has_self = self.operand(count) != Slot::Null;
        let given = count + u32::from(has_self);
        if let Some(flow) = self.call_as_noted(instr, 0) {
            return Ok(flow);
        }
        match self.callee(instr, count + 1)? {
            Callee::Python(code) => self.call_python(instr, code, given),
            Callee::Recipe(recipe) => self.call_recipe(instr, recipe, given),
            Callee::Unknown => Ok(self.call_any(instr)),
        }
    }

    /// Makes known whether the slot of self is empty: a generator that yields among the arguments of a call
    /// keeps it in memory. `false` if the block has ended.
    fn settle_self(&mut self, instr: Instr, from_top: u32) -> bool {
        let Slot::Obj(id) = self.operand(from_top) else { return true };
        let &Object::Value { value, known: Known::Not(_), .. } = self.state.object(id) else { return true };
        let seen = self.seen(instr, 1);
        let empty = seen.contains(&Kind::Null);
        if seen.is_empty() || empty && seen.len() > 1 {
            self.exit(ExitReason::Unsupported);
            return false;
        }
        let snap = self.snap(ExitReason::Kind);
        let mut at = self.at();
        if !empty {
            at.guard(Op::guard_bound, &[value], snap);
            return true;
        }
        let null = at.const_val(tag::NULL);
        at.guard(Op::guard_eq, &[value, null], snap);
        self.state.replace(id, Slot::Null);
        true
    }

    fn callee(&mut self, instr: Instr, from_top: u32) -> Result<Callee, Abort> {
        let slot = self.operand(from_top);
        match slot {
            Slot::Const(_, Kind::Function(code)) => Ok(Callee::Python(code)),
            Slot::Const(_, Kind::Builtin(recipe)) => Ok(Callee::Recipe(recipe)),
            Slot::Obj(id) => {
                let &Object::Value { known, value, .. } = self.state.object(id) else {
                    return Ok(Callee::Unknown);
                };
                if let Known::Function(code) = known {
                    return Ok(Callee::Python(code));
                }
                let seen = self.seen(instr, 0);
                let &[Kind::Function(code)] = seen.as_slice() else { return Ok(Callee::Unknown) };
                let snap = self.snap(ExitReason::Callee);
                let word = self.facts.code_word(code);
                let word = self.constant(word);
                let mut at = self.at();
                at.guard_type(value, type_id::FUNCTION, snap);
                let base = at.op(Op::ref_ptr, &[value]);
                let found = at.load(Op::load_val, base, function::CODE, Alias::Object);
                let wanted = at.const_ref(word);
                at.guard(Op::guard_eq, &[found, wanted], snap);
                if let Object::Value { known, .. } = self.state.object_mut(id) {
                    *known = Known::Function(code);
                }
                Ok(Callee::Python(code))
            }
            _ => Ok(Callee::Unknown),
        }
    }

    fn call_python(&mut self, instr: Instr, code: CodeId, given: u32) -> Result<Flow, Abort> {
        let info = self.info(code);
        let follows = takes_exactly(&info.code, given) && self.state.frames.len() < MAX_DEPTH;
        let flags = info.code.flags;
        if follows && (flags.contains(CodeFlags::GENERATOR) || flags.contains(CodeFlags::COROUTINE)) {
            let noted = flags.contains(CodeFlags::COROUTINE) && self.facts.notes_origins();
            return Ok(match generator_start(&info.code).filter(|_| !noted) {
                Some((free, start)) => self.create_generator(instr, code, free, start),
                None => self.call_any(instr),
            });
        }
        let context = if follows { self.followed(instr, code) } else { None };
        let Some(context) = context else {
            let exact = takes_exactly(&info.code, given) && !flags.makes_generator();
            return Ok(if exact { self.call_apart(instr, &[]) } else { self.call_any(instr) });
        };
        let (function, slots) = self.pop_call(instr);
        self.enter_call(context, code, Call { function, home: None, init: false }, slots);
        Ok(Flow::Stay)
    }

    /// The context of a call that recordings have followed, if it can be inlined here.
    pub(super) fn followed(&mut self, instr: Instr, code: CodeId) -> Option<ContextId> {
        let info = self.info(code);
        let context = self.graph.enter(self.state.top().context, instr.pc, code);
        let start = decode(&info.code, 0).map_or(0, |first| first.pc);
        let nests = self.state.frames.len() >= MAX_DEPTH || self.state.activations_of(code) >= MAX_RECURSION;
        let follows = !nests && !info.code.flags.makes_generator();
        (follows && self.graph.point(context, start).is_some()).then_some(context)
    }

    /// A call whose note says how it goes: of a class, or with parameters bound. `above` operands lie on the
    /// arguments. `None` if it has none or cannot be followed.
    pub(super) fn call_as_noted(&mut self, instr: Instr, above: u32) -> Option<Flow> {
        match self.point(instr)?.notes.clone().as_slice() {
            [Note::Construct(construction)] => self.construct(instr, *construction),
            [Note::Bind(binding)] => self.call_bound(instr, binding, above),
            _ => None,
        }
    }

    /// `Class(...)`: a new instance, and its `__init__` inlined.
    fn construct(&mut self, instr: Instr, construction: Construction) -> Option<Flow> {
        let code = construction.init.kind.code()?;
        let exact = takes_exactly(&self.info(code).code, instr.oparg + 1);
        if !exact || self.operand(instr.oparg) != Slot::Null {
            return None;
        }
        let context = self.followed(instr, code);
        if !self.guard_value(instr.oparg + 1, construction.class) {
            return None;
        }
        let function = self.fold(construction.init);
        let Some(context) = context else { return Some(self.construct_apart(instr, function)) };
        let (class, arguments) = self.pop_call(instr);
        let constant = self.constant(construction.class);
        self.settle_loans();
        let mut at = self.at();
        let word = at.const_ref(constant);
        let made = at.call(Helper::new_instance, &[word])?;
        self.state.pending = true;
        self.drop_slot(class);
        let instance = self.value_slot(made, Known::Type(construction.type_id));
        let this = self.state.share(instance);
        self.push(instance);
        let arguments = std::iter::once(this).chain(arguments).collect();
        self.enter_call(context, code, Call { function, home: None, init: true }, arguments);
        Some(Flow::Stay)
    }

    /// A call with defaults, keywords or `*args`.
    fn call_bound(&mut self, instr: Instr, binding: &Binding, above: u32) -> Option<Flow> {
        let code = binding.function.kind.code()?;
        let receiver = self.operand(instr.oparg + above);
        let unsettled = match receiver {
            Slot::Obj(id) => matches!(self.state.object(id), Object::Value { known: Known::Not(_), .. }),
            _ => false,
        };
        let passed = instr.oparg + u32::from(receiver != Slot::Null);
        if passed != binding.passed || above > 0 && unsettled {
            return None;
        }
        let context = self.followed(instr, code);
        let apart = context.is_none();
        if apart && (above > 0 || !self.only_defaults(code, binding)) {
            return None;
        }
        if !self.guard_value(instr.oparg + 1 + above, binding.function.constant) {
            return None;
        }
        self.fold(binding.function);
        let Some(context) = context else {
            let defaults: Vec<Slot> = binding.arguments[binding.passed as usize..]
                .iter()
                .filter_map(|argument| match argument {
                    Argument::Default(folded) => Some(self.fold(*folded)),
                    Argument::Passed(_) | Argument::Rest(..) => None,
                })
                .collect();
            return Some(self.call_apart(instr, &defaults));
        };
        for _ in 0..above {
            let names = self.pop();
            self.drop_slot(names);
        }
        let (function, values) = self.pop_call(instr);
        let mut filled = Vec::new();
        for argument in &binding.arguments {
            filled.push(match *argument {
                Argument::Passed(index) => values[index as usize],
                Argument::Default(folded) => self.fold(folded),
                Argument::Rest(first, end) => {
                    let rest = values[first as usize..end as usize].to_vec();
                    Slot::Obj(self.state.add(Object::Tuple(rest), 1))
                }
            });
        }
        self.enter_call(context, code, Call { function, home: None, init: false }, filled);
        Some(Flow::Stay)
    }

    /// `CALL_KW`.
    pub(super) fn call_keywords(&mut self, instr: Instr) -> Flow {
        match self.call_as_noted(instr, 1) {
            Some(flow) => flow,
            None => self.by_interpreter(instr),
        }
    }

    /// Goes on in a called function; its arguments' references are handed over.
    pub(super) fn enter_call(&mut self, context: ContextId, code: CodeId, call: Call, arguments: Vec<Slot>) {
        let info = self.info(code);
        let mut slots = arguments;
        slots.resize(info.locals() as usize, Slot::Null);
        let activation = Activation::Call(call);
        self.state.frames.push(Frame { context, code, pc: 0, slots, locals: info.locals(), activation });
    }

    /// Pops callable and arguments: the callable, and self and arguments in order.
    pub(super) fn pop_call(&mut self, instr: Instr) -> (Slot, Vec<Slot>) {
        let mut arguments: Vec<Slot> = (0..=instr.oparg).map(|_| self.pop()).collect();
        arguments.reverse();
        if arguments[0] == Slot::Null {
            arguments.remove(0);
        }
        (self.pop(), arguments)
    }

    /// A generator that exists in registers only.
    fn create_generator(&mut self, instr: Instr, code: CodeId, free: u32, pc: u32) -> Flow {
        let info = self.info(code);
        let (function, mut slots) = self.pop_call(instr);
        let cells = self.closure_cells(function, free);
        slots.resize(info.locals() as usize - cells.len(), Slot::Null);
        slots.extend(cells);
        let context = self.state.top().context;
        let type_id = generator_type(&info.code);
        let id = self.state.add(Object::Tuple(Vec::new()), 1);
        let activation = Activation::Generator(id);
        let frame = Frame { context, code, pc, slots, locals: info.locals(), activation };
        *self.state.object_mut(id) = Object::Generator {
            home: None,
            function,
            frame: Some(Box::new(frame)),
            stage: Stage::Created,
            type_id,
        };
        self.virtual_generators += 1;
        self.push(Slot::Obj(id));
        Flow::Next
    }

    /// The cells of a function's closure, borrowed from it.
    fn closure_cells(&mut self, function: Slot, count: u32) -> Vec<Slot> {
        if count == 0 {
            return Vec::new();
        }
        let Some(function) = self.word_of(function) else { return Vec::new() };
        let mut at = self.at();
        let base = at.op(Op::ref_ptr, &[function]);
        let closure = at.load(Op::load_val, base, function::CLOSURE, Alias::Const);
        let base = at.op(Op::ref_ptr, &[closure]);
        let offsets = (0..count as i32).map(|index| tuple::ITEMS + 8 * index);
        let cells: Vec<_> = offsets.map(|offset| at.load(Op::load_val, base, offset, Alias::Const)).collect();
        cells.into_iter().map(|cell| self.loan_slot(cell, Known::Type(type_id::CELL))).collect()
    }

    /// `COPY_FREE_VARS` of an inlined call.
    pub(super) fn copy_free_vars(&mut self, count: u32) -> Flow {
        let Activation::Call(Call { function, .. }) = self.state.top().activation else {
            self.exit(ExitReason::Unsupported);
            return Flow::End;
        };
        let cells = self.closure_cells(function, count);
        let first = self.state.top().locals as usize - cells.len();
        for (index, cell) in cells.into_iter().enumerate() {
            self.state.top_mut().slots[first + index] = cell;
        }
        Flow::Next
    }

    fn call_recipe(&mut self, instr: Instr, recipe: Recipe, given: u32) -> Result<Flow, Abort> {
        match (recipe, given) {
            (Recipe::Next | Recipe::GeneratorNext, 1) | (Recipe::GeneratorSend, 2) => {
                self.call_resume(instr, recipe == Recipe::GeneratorSend)
            }
            (Recipe::Range, 1..=3) => Ok(self.call_range(instr, given)),
            (Recipe::Len, 1) => self.call_len(instr),
            (Recipe::ListAppend, 2) => self.call_append(instr),
            (Recipe::IsInt | Recipe::IsFloat, 1) => self.call_kind_test(instr, recipe),
            (
                Recipe::Next
                | Recipe::GeneratorNext
                | Recipe::GeneratorSend
                | Recipe::Range
                | Recipe::Len
                | Recipe::ListAppend
                | Recipe::Iter
                | Recipe::IsInt
                | Recipe::IsFloat
                | Recipe::Other,
                _,
            ) => Ok(self.call_any(instr)),
        }
    }

    /// Kind index of a stack operand of `CALL`: the callable is operand 0.
    fn seen_operand(&self, instr: Instr, from_top: u32) -> Vec<Kind> {
        self.seen(instr, instr.oparg + 1 - from_top)
    }

    /// `next(g)`, `g.send(x)`: callable and arguments stay on the stack until the generator yields.
    fn call_resume(&mut self, instr: Instr, sends: bool) -> Result<Flow, Abort> {
        let from_top = u32::from(sends);
        let seen = self.seen_operand(instr, from_top);
        if !self.narrow(from_top, &seen)? {
            return Ok(Flow::End);
        }
        let Slot::Obj(id) = self.operand(from_top) else { return Ok(self.call_any(instr)) };
        self.settle_loans();
        let id = match *self.state.object(id) {
            Object::Value { value, known, owned }
                if matches!(known.type_id(), Some(type_id::GENERATOR | type_id::COROUTINE)) =>
            {
                let home = super::state::Home { value, owned };
                if !self.adopt_generator(id, home, &seen) {
                    return Ok(self.call_any(instr));
                }
                return self.instruction_again(instr);
            }
            Object::Generator { stage: Stage::Created | Stage::Suspended, .. } => id,
            Object::Chain { .. } => id,
            _ => return Ok(self.call_any(instr)),
        };
        let sent = if sends { self.operand(0) } else { Slot::None };
        if !self.can_resume(id, sent) {
            return Ok(Flow::End);
        }
        let sent = if sends { self.operand(0) } else { Slot::None };
        if self.recurs(instr, id) {
            return Ok(self.call_any(instr));
        }
        let sent = self.state.share(sent);
        self.resume(instr, id, sent)
    }

    /// `range(...)` of ints, its step a constant.
    fn call_range(&mut self, instr: Instr, given: u32) -> Flow {
        let mut ints = Vec::new();
        for from_top in (0..given).rev() {
            let seen = self.seen_operand(instr, from_top);
            match self.narrow(from_top, &seen) {
                Ok(true) => {}
                Ok(false) | Err(_) => return Flow::End,
            }
            if let Slot::Int(value) = self.operand(from_top) {
                ints.push(value);
            }
        }
        let step = ints.get(2).map_or(Some(1), |step| self.ints.get(step).copied());
        let (Some(step), true) =
            (step.filter(|&step| step != 0 && step.abs() < 1 << 31), ints.len() == given as usize)
        else {
            return self.call_any(instr);
        };
        let (start, stop) = if given == 1 { (self.int(0), ints[0]) } else { (ints[0], ints[1]) };
        let (callable, _) = self.pop_call(instr);
        self.drop_slot(callable);
        let range = self.state.add(Object::Range { start, stop, step }, 1);
        self.push(Slot::Obj(range));
        Flow::Next
    }

    fn call_len(&mut self, instr: Instr) -> Result<Flow, Abort> {
        let seen = self.seen_operand(instr, 0);
        if !self.narrow(0, &seen)? {
            return Ok(Flow::End);
        }
        let slot = self.operand(0);
        let length = match slot {
            Slot::Obj(id) => match self.state.object(id) {
                Object::Tuple(items) => {
                    let length = items.len() as i64;
                    Some(self.int(length))
                }
                _ => self.plain_len(slot),
            },
            _ => self.plain_len(slot),
        };
        let Some(length) = length else { return Ok(self.call_any(instr)) };
        let (callable, arguments) = self.pop_call(instr);
        self.push(Slot::Int(length));
        arguments.into_iter().chain([callable]).for_each(|slot| self.drop_slot(slot));
        Ok(Flow::Next)
    }

    /// Whether the argument is exactly a float, or an int or bool of 64 bits: known once its class is, but for ints
    /// that are objects.
    fn call_kind_test(&mut self, instr: Instr, recipe: Recipe) -> Result<Flow, Abort> {
        let seen = self.seen_operand(instr, 0);
        if !self.narrow(0, &seen)? {
            return Ok(Flow::End);
        }
        let operand = self.operand(0);
        let Some(class) = self.class(operand) else { return Ok(self.call_any(instr)) };
        let answer = match (recipe, class) {
            (Recipe::IsFloat, class) => matches!(class, Class::Float | Class::Type(type_id::FLOAT)),
            (_, Class::Type(type_id::INT)) => return Ok(self.call_any(instr)),
            (_, class) => matches!(class, Class::Int | Class::Bool),
        };
        let (callable, arguments) = self.pop_call(instr);
        let answer = self.at().const_bool(answer);
        self.push(Slot::Bool(answer));
        arguments.into_iter().chain([callable]).for_each(|slot| self.drop_slot(slot));
        Ok(Flow::Next)
    }

    /// `list.append(l, x)`.
    fn call_append(&mut self, instr: Instr) -> Result<Flow, Abort> {
        let seen = self.seen_operand(instr, 1);
        if !self.narrow(1, &seen)? {
            return Ok(Flow::End);
        }
        let (list, item) = (self.operand(1), self.operand(0));
        let is_list = self.class(list) == Some(Class::Type(type_id::LIST));
        if !is_list || !self.is_makeable(item) {
            return Ok(self.call_any(instr));
        }
        let (callable, arguments) = self.pop_call(instr);
        self.append(arguments[0], arguments[1]);
        self.push(Slot::None);
        self.drop_slot(arguments[0]);
        self.drop_slot(callable);
        Ok(Flow::Next)
    }

    /// Appends to an exact list; the item's reference is used up.
    pub(super) fn append(&mut self, list: Slot, item: Slot) {
        self.settle_loans();
        let item = self.take(item);
        let Some(list) = self.word_of(list) else { return };
        let mut at = self.at();
        at.call(Helper::list_append, &[list, item]);
        at.effect(Op::dec_any, &[item]);
        self.state.pending = true;
    }

    /// Whether the values passed are the first parameters of a function that has no others but defaults.
    fn only_defaults(&mut self, code: CodeId, binding: &Binding) -> bool {
        let info = self.info(code);
        let passed = binding.passed as usize;
        let in_order = |(index, argument): (usize, &Argument)| match argument {
            Argument::Passed(from) => index < passed && *from as usize == index,
            Argument::Default(_) => index >= passed,
            Argument::Rest(..) => false,
        };
        takes_exactly(&info.code, binding.arguments.len() as u32)
            && !info.code.flags.makes_generator()
            && binding.arguments.iter().enumerate().all(in_order)
    }

    /// A call of a Python function that is not followed, with arguments and defaults that fill its parameters.
    fn call_apart(&mut self, instr: Instr, defaults: &[Slot]) -> Flow {
        if !self.may_run_code() {
            return Flow::End;
        }
        let (callable, arguments) = self.pop_call(instr);
        let words: Vec<_> = arguments.into_iter().map(|slot| self.take(slot)).collect();
        let mut passed = words.clone();
        passed.extend(defaults.iter().map(|&slot| self.borrowed_constant(slot)));
        let (callee, operand, held) = match self.word_of(callable) {
            Some(word) if matches!(callable, Slot::Const(..)) => (word, callable, None),
            _ => {
                let word = self.take(callable);
                (word, self.value_slot(word, Known::ANY), Some(word))
            }
        };
        if let Slot::Obj(id) = operand {
            self.state.remove(id);
        }
        self.flush();
        self.pass_words(&passed);
        let (moved, borrowed) = (self.int(words.len() as i64), self.int(defaults.len() as i64));
        let result = self.at().call(Helper::call_python, &[callee, moved, borrowed]);
        let result = result.expect("helpers that run code answer");
        let operand = held.map_or(Operand::Constant(operand), Operand::Owned);
        self.guard_called(instr, result, operand, &words);
        self.settle(instr, result, held.as_slice(), Answer::Push)
    }

    /// A constant as a word without a count of its own.
    fn borrowed_constant(&mut self, slot: Slot) -> crate::ir::Value {
        match self.word_of(slot) {
            Some(word) => word,
            // An immediate.
            None => self.take(slot),
        }
    }

    /// `Class(...)` where `__init__` is not followed.
    fn construct_apart(&mut self, instr: Instr, init: Slot) -> Flow {
        if !self.may_run_code() {
            return Flow::End;
        }
        let (class, arguments) = self.pop_call(instr);
        let words: Vec<_> = arguments.into_iter().map(|slot| self.take(slot)).collect();
        let constructor = self.take(class);
        let init = self.borrowed_constant(init);
        self.flush();
        let mut passed = vec![self.at().const_val(tag::NULL)];
        passed.extend(&words);
        self.pass_words(&passed);
        let count = self.int(words.len() as i64);
        let result = self.at().call(Helper::construct, &[constructor, init, count]);
        let result = result.expect("helpers that run code answer");
        self.guard_called(instr, result, Operand::Owned(constructor), &words);
        self.settle(instr, result, &[constructor], Answer::Push)
    }

    /// A call that is not followed.
    fn call_any(&mut self, instr: Instr) -> Flow {
        if !self.may_run_code() {
            return Flow::End;
        }
        let (callable, arguments) = self.pop_call(instr);
        let words: Vec<_> = arguments.into_iter().map(|slot| self.take(slot)).collect();
        let callee = self.take(callable);
        self.call_with_words(instr, callee, words.len() as u32, &words)
    }
}

/// The type of the objects that a call of this code makes.
pub(super) fn generator_type(code: &CodeObject) -> u32 {
    if code.flags.contains(CodeFlags::COROUTINE) {
        type_id::COROUTINE
    } else if code.flags.contains(CodeFlags::ASYNC_GENERATOR) {
        type_id::ASYNC_GENERATOR
    } else {
        type_id::GENERATOR
    }
}

/// How many free variables a generator function copies, and where its generators begin. `None` if it makes
/// cells of its own first: that is not followed.
fn generator_start(code: &CodeObject) -> Option<(u32, u32)> {
    let first = decode(code, 0)?;
    match first.opcode {
        Opcode::RETURN_GENERATOR => Some((0, first.next)),
        Opcode::COPY_FREE_VARS => {
            let second = decode(code, first.next)?;
            (second.opcode == Opcode::RETURN_GENERATOR).then_some((first.oparg, second.next))
        }
        _ => None,
    }
}
