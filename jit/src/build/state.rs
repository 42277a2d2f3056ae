//! The abstract state: what the builder knows at one point of the region.
//!
//! Activations from the root frame inwards, each with its slots; objects that slots refer to. A slot is
//! still in memory ([`Slot::Mem`]), a raw value in a register, a constant, or an *object*: a tagged value
//! whose count the region keeps, or something that exists in registers only (*virtual*: tuple, iterator,
//! generator) or has its state there (*adopted*).
//!
//! Counts: an object is referred to by `refs` slots but owns one count at most. A slot that is not `Mem`
//! makes the word in memory dead: its count belongs to the state.
//!
//! Two states are *of one shape* if they agree in everything but the SSA values. [`State::walk`] visits
//! shape and values in one canonical order: shapes are compared by its tokens, values become block
//! parameters.

use rustc_hash::FxHashMap;

use crate::graph::ContextId;
use crate::ir::Value as Ssa;
use crate::observe::{CodeId, ConstId, Kind};
use crate::snapshot::{AsendStage, Stage};

/// An object of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjId(pub u32);

/// What a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// What its frame's memory holds at this slot.
    Mem,
    /// Empty.
    Null,
    /// `None`.
    None,
    /// `i64`.
    Int(Ssa),
    /// `f64`.
    Float(Ssa),
    /// Truth value.
    Bool(Ssa),
    /// A pinned value: no count.
    Const(ConstId, Kind),
    /// An object.
    Obj(ObjId),
}

/// What is known of a tagged value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Known {
    /// Nothing but that it is none of these classes (bits of [`Class::bit`]).
    Not(u8),
    /// Heap object of this type.
    Type(u32),
    /// Python function with this code.
    Function(CodeId),
}

impl Known {
    /// Nothing known.
    pub const ANY: Known = Known::Not(0);

    /// The type id, if it is known to be a heap object of one type.
    pub fn type_id(self) -> Option<u32> {
        match self {
            Known::Not(_) => None,
            Known::Type(id) => Some(id),
            Known::Function(_) => Some(crate::abi::type_id::FUNCTION),
        }
    }
}

/// The kinds machine code tells apart by one test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Immediate int.
    Int,
    /// Float.
    Float,
    /// Bool.
    Bool,
    /// `None`.
    None,
    /// Heap object of this type.
    Type(u32),
}

impl Class {
    /// Its bit in [`Known::Not`]; heap types share one.
    pub fn bit(self) -> u8 {
        match self {
            Class::Int => 1,
            Class::Float => 2,
            Class::Bool => 4,
            Class::None => 8,
            Class::Type(_) => 16,
        }
    }
}

/// An object kept in registers.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// A tagged value.
    Value {
        /// It.
        value: Ssa,
        /// What is known of it.
        known: Known,
        /// Whether the region owns a count of it.
        owned: bool,
    },
    /// A tuple not made.
    Tuple(Vec<Slot>),
    /// A `range` not made.
    Range {
        /// First item.
        start: Ssa,
        /// Bound.
        stop: Ssa,
        /// Step, not 0.
        step: i64,
    },
    /// A range iterator, made or not.
    RangeIterator {
        /// The object in memory, if it was made.
        home: Option<Home>,
        /// Next item.
        next: Ssa,
        /// Next item behind the last one.
        end: Ssa,
        /// Step, not 0.
        step: i64,
    },
    /// A list or tuple iterator, made or not.
    SequenceIterator {
        /// The object in memory, if it was made.
        home: Option<Home>,
        /// List or tuple; borrowed from the iterator if that is in memory.
        sequence: Slot,
        /// Whether it is a list.
        list: bool,
        /// Next index.
        index: Ssa,
    },
    /// A generator, made or not. While it is active its frame is among those of the state.
    Generator {
        /// The object in memory, if it was made.
        home: Option<Home>,
        /// Its function, if it was not made.
        function: Slot,
        /// Its frame, but while active.
        frame: Option<Box<Frame>>,
        /// How far it has come.
        stage: Stage,
        /// The type of generators of its code.
        type_id: u32,
    },
    /// A chain and its leaf, which is adopted for it. The leaf may be the root itself, once all that it
    /// delegated to has returned.
    Chain {
        /// The root.
        root: Slot,
        /// The leaf, a [`Object::Generator`].
        leaf: ObjId,
    },
    /// An `asend` not made.
    Asend {
        /// Its asynchronous generator.
        generator: Slot,
        /// How far it is.
        stage: AsendStage,
    },
    /// A cell not made.
    Cell(Slot),
}

/// An adopted object's place in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Home {
    /// The tagged value.
    pub value: Ssa,
    /// Whether the region owns a count of it.
    pub owned: bool,
}

/// Which frame an activation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// The one the region was entered with.
    Root,
    /// A generator's, or that of the leaf of a chain.
    Generator(ObjId),
    /// An inlined call.
    Call(Call),
}

/// An inlined call of a Python function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The function; borrowed from the frame once that is in memory.
    pub function: Slot,
    /// Address of its frame, if it was made.
    pub home: Option<Ssa>,
    /// Whether it is the `__init__` of a new instance, which waits on the caller's stack.
    pub init: bool,
}

/// One activation, or the frame of a suspended generator.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Where it is among the activations; of a suspended generator, where it was last.
    pub context: ContextId,
    /// Its code.
    pub code: CodeId,
    /// Where it continues; of an activation that entered another, the instruction that did.
    pub pc: u32,
    /// Locals, cells, free variables, then the operand stack.
    pub slots: Vec<Slot>,
    /// How many of the slots are not the operand stack.
    pub locals: u32,
    /// Whose it is.
    pub activation: Activation,
}

impl Frame {
    /// Depth of the operand stack.
    pub fn depth(&self) -> u32 {
        self.slots.len() as u32 - self.locals
    }
}

/// An object and the number of slots that refer to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Slots of frames and objects that refer to it.
    pub refs: u32,
    /// It.
    pub object: Object,
}

/// The abstract state.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Activations, root first.
    pub frames: Vec<Frame>,
    /// Something was dropped or allocated: `pending` is tested before the next instruction.
    pub pending: bool,
    /// Values borrowed from the object they were loaded from.
    pub loans: Vec<ObjId>,
    objects: FxHashMap<ObjId, Entry>,
    next: u32,
}

/// Visits a state: see [`State::walk`].
pub trait Walker {
    /// A part of the shape.
    fn token(&mut self, token: u32);
    /// An SSA value.
    fn value(&mut self, value: &mut Ssa);
}

impl State {
    /// The innermost activation.
    pub fn top(&self) -> &Frame {
        self.frames.last().expect("the root frame is always there")
    }

    /// The innermost activation, to be changed.
    pub fn top_mut(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the root frame is always there")
    }

    /// Adds an object that `refs` slots are going to refer to.
    pub fn add(&mut self, object: Object, refs: u32) -> ObjId {
        let id = ObjId(self.next);
        self.next += 1;
        self.objects.insert(id, Entry { refs, object });
        id
    }

    /// An object.
    pub fn object(&self, id: ObjId) -> &Object {
        &self.objects[&id].object
    }

    /// Whether the object is still there.
    pub fn has(&self, id: ObjId) -> bool {
        self.objects.contains_key(&id)
    }

    /// An object, to be changed.
    pub fn object_mut(&mut self, id: ObjId) -> &mut Object {
        &mut self.entry_mut(id).object
    }

    /// An object with its references.
    pub fn entry_mut(&mut self, id: ObjId) -> &mut Entry {
        self.objects.get_mut(&id).expect("slots refer to objects that exist")
    }

    /// Number of slots that refer to an object.
    pub fn refs(&self, id: ObjId) -> u32 {
        self.objects[&id].refs
    }

    /// The generator that the object of an activation stands for: of a chain, its leaf.
    pub fn generator_of(&self, id: ObjId) -> ObjId {
        match self.object(id) {
            Object::Chain { leaf, .. } => *leaf,
            _ => id,
        }
    }

    /// Whether a generator, or the leaf of a chain, is among the activations.
    pub fn is_active(&self, id: ObjId) -> bool {
        let generator = self.object(self.generator_of(id));
        matches!(generator, Object::Generator { stage: Stage::Active, .. })
    }

    /// Whether generators are in registers.
    pub fn has_generators(&self) -> bool {
        self.objects
            .values()
            .any(|entry| matches!(entry.object, Object::Generator { .. } | Object::Chain { .. }))
    }

    /// How many activations run this code.
    pub fn activations_of(&self, code: CodeId) -> usize {
        self.frames.iter().filter(|frame| frame.code == code).count()
    }

    /// Takes an object out.
    pub fn remove(&mut self, id: ObjId) -> Object {
        self.objects.remove(&id).expect("an object is removed once").object
    }

    /// One more slot holds what `slot` holds.
    pub fn share(&mut self, slot: Slot) -> Slot {
        if let Slot::Obj(id) = slot {
            self.entry_mut(id).refs += 1;
        }
        debug_assert_ne!(slot, Slot::Mem, "a slot in memory is loaded before it is copied");
        slot
    }

    /// Makes every slot that refers to `id` hold `slot` instead; the object is gone.
    pub fn replace(&mut self, id: ObjId, slot: Slot) {
        let refs = self.refs(id);
        self.remove(id);
        let change = |held: &mut Slot| {
            if *held == Slot::Obj(id) {
                *held = slot;
            }
        };
        for frame in &mut self.frames {
            frame.each_slot(change);
        }
        self.objects.values_mut().for_each(|entry| entry.object.each_slot(change));
        if let Slot::Obj(other) = slot {
            self.entry_mut(other).refs += refs;
        }
    }

    /// The tagged values of iterators whose state is in registers.
    pub fn adopted_iterators(&self) -> Vec<Ssa> {
        let homes = self.objects.values().filter_map(|entry| match entry.object {
            Object::RangeIterator { home, .. } | Object::SequenceIterator { home, .. } => home,
            _ => None,
        });
        let mut values: Vec<Ssa> = homes.map(|home| home.value).collect();
        values.sort_unstable();
        values
    }

    /// Visits the whole state in canonical order: objects where they are first referred to.
    pub fn walk(&mut self, walker: &mut dyn Walker) {
        let mut numbers = FxHashMap::default();
        let mut frames = std::mem::take(&mut self.frames);
        walker.token(frames.len() as u32);
        for frame in &mut frames {
            self.walk_frame(frame, walker, &mut numbers);
        }
        self.frames = frames;
        debug_assert_eq!(numbers.len(), self.objects.len(), "every object is referred to");
    }

    fn walk_frame(
        &mut self,
        frame: &mut Frame,
        walker: &mut dyn Walker,
        numbers: &mut FxHashMap<ObjId, u32>,
    ) {
        for token in [frame.context.0, frame.code.0, frame.pc, frame.slots.len() as u32] {
            walker.token(token);
        }
        match &mut frame.activation {
            Activation::Root => walker.token(0),
            Activation::Generator(id) => {
                walker.token(1);
                self.walk_object(*id, walker, numbers);
            }
            Activation::Call(Call { function, home, init }) => {
                walker.token(2 + u32::from(*init));
                match home {
                    Some(home) => walk_value(1, home, walker),
                    None => walker.token(0),
                }
                self.walk_slot(function, walker, numbers);
            }
        }
        for slot in &mut frame.slots {
            self.walk_slot(slot, walker, numbers);
        }
    }

    fn walk_slot(&mut self, slot: &mut Slot, walker: &mut dyn Walker, numbers: &mut FxHashMap<ObjId, u32>) {
        match slot {
            Slot::Mem => walker.token(0),
            Slot::Null => walker.token(1),
            Slot::None => walker.token(2),
            Slot::Int(value) => walk_value(3, value, walker),
            Slot::Float(value) => walk_value(4, value, walker),
            Slot::Bool(value) => walk_value(5, value, walker),
            Slot::Const(id, _) => {
                walker.token(6);
                walker.token(id.0);
            }
            Slot::Obj(id) => {
                walker.token(7);
                self.walk_object(*id, walker, numbers);
            }
        }
    }

    fn walk_object(&mut self, id: ObjId, walker: &mut dyn Walker, numbers: &mut FxHashMap<ObjId, u32>) {
        let next = numbers.len() as u32;
        let number = *numbers.entry(id).or_insert(next);
        walker.token(number);
        if number != next {
            return;
        }
        let mut object = std::mem::replace(self.object_mut(id), Object::Tuple(Vec::new()));
        self.walk_parts(&mut object, walker, numbers);
        *self.object_mut(id) = object;
    }

    fn walk_parts(
        &mut self,
        object: &mut Object,
        walker: &mut dyn Walker,
        numbers: &mut FxHashMap<ObjId, u32>,
    ) {
        match object {
            Object::Value { value, known, owned } => {
                walker.token(10 + u32::from(*owned));
                let (tag, detail) = match known {
                    Known::Not(bits) => (0, u32::from(*bits)),
                    Known::Type(id) => (1, *id),
                    Known::Function(code) => (2, code.0),
                };
                walker.token(tag);
                walk_value(detail, value, walker);
            }
            Object::Tuple(items) => {
                walker.token(12);
                walker.token(items.len() as u32);
                items.iter_mut().for_each(|item| self.walk_slot(item, walker, numbers));
            }
            Object::Range { start, stop, step } => {
                walker.token(13);
                walk_step(*step, walker);
                walker.value(start);
                walker.value(stop);
            }
            Object::RangeIterator { home, next, end, step } => {
                walk_home(14, home, walker);
                walk_step(*step, walker);
                walker.value(next);
                walker.value(end);
            }
            Object::SequenceIterator { home, sequence, list, index } => {
                walk_home(17, home, walker);
                walker.token(u32::from(*list));
                walker.value(index);
                self.walk_slot(sequence, walker, numbers);
            }
            Object::Generator { home, function, frame, stage, .. } => {
                walk_home(20, home, walker);
                walker.token(*stage as u32);
                self.walk_slot(function, walker, numbers);
                if let Some(frame) = frame {
                    self.walk_frame(frame, walker, numbers);
                }
            }
            Object::Chain { root, leaf } => {
                walker.token(23);
                self.walk_slot(root, walker, numbers);
                self.walk_object(*leaf, walker, numbers);
            }
            Object::Asend { generator, stage } => {
                walker.token(25 + *stage as u32);
                self.walk_slot(generator, walker, numbers);
            }
            Object::Cell(content) => {
                walker.token(24);
                self.walk_slot(content, walker, numbers);
            }
        }
    }
}

fn walk_value(token: u32, value: &mut Ssa, walker: &mut dyn Walker) {
    walker.token(token);
    walker.value(value);
}

fn walk_step(step: i64, walker: &mut dyn Walker) {
    walker.token(step as u32);
    walker.token((step >> 32) as u32);
}

fn walk_home(token: u32, home: &mut Option<Home>, walker: &mut dyn Walker) {
    match home {
        None => walker.token(token),
        Some(home) => walk_value(token + 1 + u32::from(home.owned), &mut home.value, walker),
    }
}

impl Frame {
    fn each_slot(&mut self, change: impl Fn(&mut Slot) + Copy) {
        if let Activation::Call(call) = &mut self.activation {
            change(&mut call.function);
        }
        self.slots.iter_mut().for_each(change);
    }
}

impl Object {
    fn each_slot(&mut self, change: impl Fn(&mut Slot) + Copy) {
        match self {
            Object::Value { .. } | Object::Range { .. } | Object::RangeIterator { .. } => {}
            Object::Tuple(items) => items.iter_mut().for_each(change),
            Object::SequenceIterator { sequence: slot, .. }
            | Object::Cell(slot)
            | Object::Asend { generator: slot, .. }
            | Object::Chain { root: slot, .. } => {
                change(slot);
            }
            Object::Generator { function, frame, .. } => {
                change(function);
                if let Some(frame) = frame {
                    frame.each_slot(change);
                }
            }
        }
    }
}

/// Collects the shape and the values of a state.
#[derive(Debug, Default)]
pub struct Shape {
    /// The tokens.
    pub tokens: Vec<u32>,
    /// The values, in canonical order.
    pub values: Vec<Ssa>,
}

impl Walker for Shape {
    fn token(&mut self, token: u32) {
        self.tokens.push(token);
    }
    fn value(&mut self, value: &mut Ssa) {
        self.values.push(*value);
    }
}

/// Puts other values in place, in canonical order.
#[derive(Debug)]
pub struct Substitute<'a>(pub std::slice::Iter<'a, Ssa>);

impl Walker for Substitute<'_> {
    fn token(&mut self, _: u32) {}
    fn value(&mut self, value: &mut Ssa) {
        *value = *self.0.next().expect("shapes agree, so do the numbers of values");
    }
}
