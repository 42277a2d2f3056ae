//! A place at the end of a block where instructions are appended.

use super::ids::{Block, Const, Snap, Value};
use super::ops::Op;
use super::region::{Region, Target, Terminator};
use super::types::{Alias, Imm};
use crate::abi::Helper;

/// Appends to one block of a region; [`Cursor::goto`] changes the block.
#[derive(Debug)]
pub struct Cursor<'r> {
    /// The region being built.
    pub region: &'r mut Region,
    block: Block,
}

impl<'r> Cursor<'r> {
    /// Appends to this block.
    pub fn new(region: &'r mut Region, block: Block) -> Self {
        Cursor { region, block }
    }

    /// The block appended to.
    pub fn block(&self) -> Block {
        self.block
    }

    /// Appends to another block from now on.
    pub fn goto(&mut self, block: Block) {
        self.block = block;
    }

    /// Appends any instruction and gives the value it defines.
    pub fn push(&mut self, op: Op, imm: Imm, args: &[Value], snap: Option<Snap>) -> Option<Value> {
        debug_assert_eq!(op.guard().is_some(), snap.is_some(), "{} and its snapshot", op.name());
        debug_assert_eq!(op.imm(), imm.kind(), "{} and its immediate", op.name());
        debug_assert_eq!(self.region.block(self.block).end, Terminator::Open);
        let inst = self.region.make_inst(op, imm, args, snap);
        let result = inst.result;
        self.region.block_mut(self.block).insts.push(inst);
        result
    }

    fn value(&mut self, op: Op, imm: Imm, args: &[Value], snap: Option<Snap>) -> Value {
        self.push(op, imm, args, snap).expect("the op has a result")
    }

    /// An op with operands and a result only, e.g. `op(Op::add, &[a, b])`.
    pub fn op(&mut self, op: Op, args: &[Value]) -> Value {
        self.value(op, Imm::None, args, None)
    }

    /// An op without result and snapshot, e.g. `effect(Op::inc, &[v])`.
    pub fn effect(&mut self, op: Op, args: &[Value]) {
        self.push(op, Imm::None, args, None);
    }

    /// A checked op with a result, e.g. `checked(Op::add_checked, &[a, b], snap)`.
    pub fn checked(&mut self, op: Op, args: &[Value], snap: Snap) -> Value {
        self.value(op, Imm::None, args, Some(snap))
    }

    /// A guard without immediate, e.g. `guard(Op::guard_int, &[v], snap)`.
    pub fn guard(&mut self, op: Op, args: &[Value], snap: Snap) {
        self.push(op, Imm::None, args, Some(snap));
    }

    /// Heap object of this type, else exit.
    pub fn guard_type(&mut self, value: Value, type_id: u32, snap: Snap) {
        self.push(Op::guard_type, Imm::Type(type_id), &[value], Some(snap));
    }

    /// Whether a value is a heap object of this type.
    pub fn is_type(&mut self, value: Value, type_id: u32) -> Value {
        self.value(Op::is_type, Imm::Type(type_id), &[value], None)
    }

    /// An integer.
    pub fn const_int(&mut self, value: i64) -> Value {
        self.value(Op::const_int, Imm::Int(value), &[], None)
    }

    /// A float.
    pub fn const_float(&mut self, value: f64) -> Value {
        self.value(Op::const_float, Imm::Float(value.to_bits()), &[], None)
    }

    /// A truth value.
    pub fn const_bool(&mut self, value: bool) -> Value {
        self.value(Op::const_bool, Imm::Int(i64::from(value)), &[], None)
    }

    /// A tagged word that is no heap pointer, e.g. `tag::NONE`.
    pub fn const_val(&mut self, word: u64) -> Value {
        self.value(Op::const_val, Imm::Word(word), &[], None)
    }

    /// A pinned object of the constant table, borrowed.
    pub fn const_ref(&mut self, id: Const) -> Value {
        self.value(Op::const_ref, Imm::Const(id), &[], None)
    }

    /// An address of the constant table.
    pub fn const_ptr(&mut self, id: Const) -> Value {
        self.value(Op::const_ptr, Imm::Const(id), &[], None)
    }

    /// One of the `load_*` ops.
    pub fn load(&mut self, op: Op, base: Value, offset: i32, alias: Alias) -> Value {
        self.value(op, Imm::Mem(offset, alias), &[base], None)
    }

    /// The tagged value at `base + offset + 8 * index`.
    pub fn load_item(&mut self, base: Value, index: Value, offset: i32, alias: Alias) -> Value {
        self.value(Op::load_item, Imm::Mem(offset, alias), &[base, index], None)
    }

    /// One of the `store*` ops but `store_item`.
    pub fn store(&mut self, op: Op, base: Value, value: Value, offset: i32, alias: Alias) {
        self.push(op, Imm::Mem(offset, alias), &[base, value], None);
    }

    /// Stores a tagged value at `base + offset + 8 * index`.
    pub fn store_item(&mut self, base: Value, index: Value, value: Value, offset: i32, alias: Alias) {
        self.push(Op::store_item, Imm::Mem(offset, alias), &[base, index, value], None);
    }

    /// Calls a helper; `vm` is passed in front. The result is `None` for helpers without one.
    pub fn call(&mut self, helper: Helper, args: &[Value]) -> Option<Value> {
        self.push(Op::call, Imm::Helper(helper), args, None)
    }

    /// Ends the block.
    pub fn end(&mut self, end: Terminator) {
        let data = self.region.block_mut(self.block);
        debug_assert_eq!(data.end, Terminator::Open, "the block has ended already");
        data.end = end;
    }

    /// Ends the block: goes on at `block`.
    pub fn jump(&mut self, block: Block, args: &[Value]) {
        self.end(Terminator::Jump(Target::new(block, args)));
    }

    /// Ends the block: two ways.
    pub fn branch(&mut self, condition: Value, then: Target, otherwise: Target) {
        self.end(Terminator::Branch(condition, then, otherwise));
    }

    /// Ends the block: leaves the region.
    pub fn exit(&mut self, snap: Snap) {
        self.end(Terminator::Exit(snap));
    }

    /// Ends the block: returns from a body region.
    pub fn ret(&mut self, value: Value) {
        self.end(Terminator::Return(value));
    }
}
