//! The region: blocks of instructions in SSA form, snapshots and constants.

use super::ids::{Block, Const, Snap, Value};
use super::ops::{Class, GuardKind, Kind, Op};
use super::types::{Imm, Type};
use crate::abi::{Effects, Helper, Machine};

/// How the region is entered and what it returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegionKind {
    /// `extern "C" fn(vm, frame) -> u64`: entered at a loop head, returns the exit id.
    Loop,
    /// `extern "C" fn(vm, frame, sent) -> u64`: a continuation, returns a value, `FINISHED`, `RAISED`
    /// or, after an exit, `UNWIND` (see [`crate::backend`] for where the exit id is then).
    Body,
}

/// One instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inst {
    /// What it does.
    pub op: Op,
    /// Immediate operand.
    pub imm: Imm,
    /// Operands.
    pub args: Vec<Value>,
    /// The value it defines.
    pub result: Option<Value>,
    /// Where it leaves to; present iff [`Op::guard`] is.
    pub snap: Option<Snap>,
}

impl Inst {
    /// The helper a `call` calls.
    pub fn helper(&self) -> Option<Helper> {
        match self.imm {
            Imm::Helper(helper) => Some(helper),
            _ => None,
        }
    }

    /// Its effects in the words of the helper list.
    pub fn effects(&self) -> Effects {
        self.op.effects(self.helper())
    }

    /// True when it may be dropped if nobody uses its result.
    pub fn is_removable(&self) -> bool {
        match self.op.class() {
            Class::Pure | Class::Checked(_) | Class::Load | Class::Box => true,
            Class::Call => self.effects() == Effects::default() && self.result.is_some(),
            Class::Guard(_) | Class::Watch(_) | Class::Store | Class::Count => false,
        }
    }
}

/// A block to go to with the values of its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The block.
    pub block: Block,
    /// One value a parameter.
    pub args: Vec<Value>,
}

impl Target {
    /// Target with arguments.
    pub fn new(block: Block, args: &[Value]) -> Self {
        Target { block, args: args.to_vec() }
    }
}

/// How a block ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Terminator {
    /// Still being built; no finished region has it.
    Open,
    /// Goes on there.
    Jump(Target),
    /// First target if the `bool` is true, else the second.
    Branch(Value, Target, Target),
    /// The target of the case equal to the `i64`, else the last one.
    Switch(Value, Vec<(i64, Target)>, Target),
    /// Leaves the region.
    Exit(Snap),
    /// Returns a tagged value from a body region.
    Return(Value),
}

impl Terminator {
    /// Where it may go.
    pub fn targets(&self) -> Vec<&Target> {
        match self {
            Terminator::Open | Terminator::Exit(_) | Terminator::Return(_) => vec![],
            Terminator::Jump(target) => vec![target],
            Terminator::Branch(_, then, otherwise) => vec![then, otherwise],
            Terminator::Switch(_, cases, default) => {
                cases.iter().map(|(_, target)| target).chain([default]).collect()
            }
        }
    }

    /// Where it may go, to be changed.
    pub fn targets_mut(&mut self) -> Vec<&mut Target> {
        match self {
            Terminator::Open | Terminator::Exit(_) | Terminator::Return(_) => vec![],
            Terminator::Jump(target) => vec![target],
            Terminator::Branch(_, then, otherwise) => vec![then, otherwise],
            Terminator::Switch(_, cases, default) => {
                cases.iter_mut().map(|(_, target)| target).chain([default]).collect()
            }
        }
    }

    /// The value it tests or returns.
    pub fn operand(&self) -> Option<Value> {
        match self {
            Terminator::Branch(value, ..) | Terminator::Switch(value, ..) | Terminator::Return(value) => {
                Some(*value)
            }
            Terminator::Open | Terminator::Jump(_) | Terminator::Exit(_) => None,
        }
    }

    /// Calls `change` on every value it uses, arguments included.
    pub fn for_each_value_mut(&mut self, mut change: impl FnMut(&mut Value)) {
        if let Terminator::Branch(value, ..) | Terminator::Switch(value, ..) | Terminator::Return(value) =
            self
        {
            change(value);
        }
        self.targets_mut().into_iter().flat_map(|target| &mut target.args).for_each(change);
    }
}

/// A basic block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockData {
    /// Values that predecessors hand over.
    pub params: Vec<Value>,
    /// Instructions in order.
    pub insts: Vec<Inst>,
    /// The end.
    pub end: Terminator,
    /// Rarely executed: laid out behind the rest.
    pub cold: bool,
}

/// What an exit leaves in the exit buffer.
///
/// Word `1 + i` of the buffer (word 0 is the exit's own, see [`crate::backend`]) gets the raw bits of
/// `words[i]`; its representation is the *type* of that value: `i64`, `f64`, `bool` (0 or 1), tagged
/// or address. The meaning of the words (frames, slots, counts) is the owner's, by snapshot number.
///
/// Requirement 1: every word is a use; passes rewrite words when they replace a value.
/// Requirement 2: a pass may replace a tagged word by the untagged value it was boxed from only if the
/// box has no other use, so its representation may change but never a count.
/// Relied on: passes never renumber, reorder or drop words or snapshots.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Snapshot {
    /// Values to store, in order.
    pub words: Vec<Value>,
    /// Shown in dumps.
    pub note: String,
}

/// A word known only when the region is compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConstData {
    /// Shown in dumps instead of the word.
    pub name: String,
    /// The word: an address or a tagged value.
    pub word: u64,
}

/// A region under construction or optimisation: the whole unit of compilation.
///
/// ```
/// use genjit_jit::ir::{Cursor, Op, Region, RegionKind};
/// let mut region = Region::new(RegionKind::Loop, "total@34");
/// let snap = region.new_snapshot(vec![], "");
/// let entry = region.entry();
/// let mut at = Cursor::new(&mut region, entry);
/// let three = at.const_int(3);
/// let six = at.checked(Op::add_checked, &[three, three], snap);
/// let below = at.op(Op::lt, &[six, three]);
/// at.guard(Op::guard_true, &[below], snap);
/// at.exit(snap);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// How it is entered.
    pub kind: RegionKind,
    /// Shown in dumps.
    pub name: String,
    types: Vec<Type>,
    blocks: Vec<BlockData>,
    snapshots: Vec<Snapshot>,
    consts: Vec<ConstData>,
}

impl Region {
    /// An empty region whose entry block `b0` has the parameters of its kind:
    /// `%0` the `Vm`, `%1` the frame, and for bodies `%2` the sent value.
    pub fn new(kind: RegionKind, name: &str) -> Self {
        let mut region = Self::empty(kind, name);
        let entry = region.new_block();
        for ty in kind.parameters() {
            region.new_param(entry, *ty);
        }
        region
    }

    /// A region without any block, for the parser.
    pub(crate) fn empty(kind: RegionKind, name: &str) -> Self {
        Region {
            kind,
            name: name.to_owned(),
            types: vec![],
            blocks: vec![],
            snapshots: vec![],
            consts: vec![],
        }
    }

    /// The block that runs first. It is no one's successor.
    pub fn entry(&self) -> Block {
        Block(0)
    }

    /// The `Vm`.
    pub fn vm(&self) -> Value {
        self.blocks[0].params[0]
    }

    /// The root frame.
    pub fn frame(&self) -> Value {
        self.blocks[0].params[1]
    }

    /// The value sent to a body region.
    ///
    /// # Panics
    /// In a loop region.
    pub fn sent(&self) -> Value {
        self.blocks[0].params[2]
    }

    /// A new value of this type without definition.
    pub fn new_value(&mut self, ty: Type) -> Value {
        self.types.push(ty);
        Value::from_index(self.types.len() - 1)
    }

    /// A new block without parameters, open.
    pub fn new_block(&mut self) -> Block {
        self.blocks.push(BlockData { params: vec![], insts: vec![], end: Terminator::Open, cold: false });
        Block::from_index(self.blocks.len() - 1)
    }

    /// One more parameter of a block.
    pub fn new_param(&mut self, block: Block, ty: Type) -> Value {
        let value = self.new_value(ty);
        self.blocks[block.index()].params.push(value);
        value
    }

    /// A snapshot of these words; `note` is shown in dumps.
    pub fn new_snapshot(&mut self, words: Vec<Value>, note: &str) -> Snap {
        self.snapshots.push(Snapshot { words, note: note.to_owned() });
        Snap::from_index(self.snapshots.len() - 1)
    }

    /// A word for [`Op::const_ref`] and [`Op::const_ptr`]; equal words share an entry.
    pub fn new_const(&mut self, name: &str, word: u64) -> Const {
        let known = self.consts.iter().position(|known| known.word == word && known.name == name);
        Const::from_index(known.unwrap_or_else(|| {
            self.consts.push(ConstData { name: name.to_owned(), word });
            self.consts.len() - 1
        }))
    }

    /// Sets the word of a constant (regions parsed from text have zeros).
    pub fn set_const(&mut self, id: Const, word: u64) {
        self.consts[id.index()].word = word;
    }

    /// Type of a value.
    pub fn ty(&self, value: Value) -> Type {
        self.types[value.index()]
    }

    /// Sets the type of a value, for the parser: types of values used before their definition.
    pub(super) fn set_type(&mut self, value: Value, ty: Type) {
        self.types[value.index()] = ty;
    }

    /// Number of values ever made, the bound of [`Value::index`].
    pub fn value_count(&self) -> usize {
        self.types.len()
    }

    /// Every block id, unreachable blocks included.
    pub fn block_ids(&self) -> impl DoubleEndedIterator<Item = Block> + use<> {
        (0..self.blocks.len()).map(Block::from_index)
    }

    /// Number of blocks ever made, the bound of [`Block::index`].
    pub fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// A block.
    pub fn block(&self, block: Block) -> &BlockData {
        &self.blocks[block.index()]
    }

    /// A block, to be changed.
    pub fn block_mut(&mut self, block: Block) -> &mut BlockData {
        &mut self.blocks[block.index()]
    }

    /// A snapshot.
    pub fn snapshot(&self, snap: Snap) -> &Snapshot {
        &self.snapshots[snap.index()]
    }

    /// A snapshot, to be changed.
    pub fn snapshot_mut(&mut self, snap: Snap) -> &mut Snapshot {
        &mut self.snapshots[snap.index()]
    }

    /// Number of snapshots, the bound of exit ids.
    pub fn snapshot_count(&self) -> usize {
        self.snapshots.len()
    }

    /// The constant table.
    pub fn consts(&self) -> &[ConstData] {
        &self.consts
    }

    /// Types of the words of a snapshot: their representation in the exit buffer.
    pub fn word_types(&self, snap: Snap) -> Vec<Type> {
        self.snapshot(snap).words.iter().map(|word| self.ty(*word)).collect()
    }

    /// The snapshots that some instruction or end still refers to, ascending; with the guard kinds that
    /// leave through them (`None` for an unconditional exit).
    pub fn live_exits(&self) -> Vec<(Snap, Option<GuardKind>)> {
        let mut exits = vec![];
        for block in &self.blocks {
            exits.extend(block.insts.iter().filter_map(|inst| Some((inst.snap?, inst.op.guard()))));
            if let Terminator::Exit(snap) = block.end {
                exits.push((snap, None));
            }
        }
        exits.sort_unstable();
        exits.dedup();
        exits
    }

    /// Number of instructions in all blocks: the region's size for budgets.
    pub fn inst_count(&self) -> usize {
        self.blocks.iter().map(|block| block.insts.len()).sum()
    }

    /// Number of instructions that may leave the region.
    pub fn guard_count(&self) -> usize {
        self.blocks.iter().flat_map(|block| &block.insts).filter(|inst| inst.snap.is_some()).count()
    }

    /// Makes an instruction and the value it defines, without placing it.
    ///
    /// # Panics
    /// When operands do not decide the result type (an `Any` result without `Any` operand).
    pub fn make_inst(&mut self, op: Op, imm: Imm, args: &[Value], snap: Option<Snap>) -> Inst {
        let result = self.result_type(op, imm, args).map(|ty| self.new_value(ty));
        Inst { op, imm, args: args.to_vec(), result, snap }
    }

    /// Type of the result such an instruction has.
    pub fn result_type(&self, op: Op, imm: Imm, args: &[Value]) -> Option<Type> {
        if let (Op::call, Imm::Helper(helper)) = (op, imm) {
            return helper.result().ty();
        }
        match op.result() {
            Kind::Any => {
                let decider = op.parameters().iter().position(|kind| *kind == Kind::Any);
                Some(self.ty(args[decider.expect("an `any` result follows an `any` operand")]))
            }
            kind => kind.ty(),
        }
    }

    /// Replaces values by `replacement[value]` (itself where unchanged) in every use, snapshots
    /// included. Chains must be resolved by the caller.
    pub fn replace_uses(&mut self, replacement: impl Fn(Value) -> Value) {
        for block in &mut self.blocks {
            for arg in block.insts.iter_mut().flat_map(|inst| &mut inst.args) {
                *arg = replacement(*arg);
            }
            block.end.for_each_value_mut(|value| *value = replacement(*value));
        }
        for word in self.snapshots.iter_mut().flat_map(|snapshot| &mut snapshot.words) {
            *word = replacement(*word);
        }
    }
}

impl RegionKind {
    /// Parameter types of the entry block.
    pub const fn parameters(self) -> &'static [Type] {
        match self {
            RegionKind::Loop => &[Type::Ptr, Type::Ptr],
            RegionKind::Body => &[Type::Ptr, Type::Ptr, Type::Val],
        }
    }

    /// Name in dumps.
    pub const fn name(self) -> &'static str {
        match self {
            RegionKind::Loop => "loop",
            RegionKind::Body => "body",
        }
    }
}

impl Machine {
    /// The IR type of a helper's parameter or result.
    pub const fn ty(self) -> Option<Type> {
        match self {
            Machine::Value => Some(Type::Val),
            Machine::Int => Some(Type::Int),
            Machine::Float => Some(Type::Float),
            Machine::Pointer => Some(Type::Ptr),
            Machine::Unit => None,
        }
    }
}
