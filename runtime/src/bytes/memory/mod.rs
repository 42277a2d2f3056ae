//! `memoryview`: the bytes of another object as a sequence of items, without a copy.
//!
//! A view has `len` blocks of items of a [`Format`], `stride` bytes apart, from the byte `start` of its owner on. A
//! block is one item, but of views of several [`Dimensions`]: those are made of views in one piece, and only the
//! first dimension can be cut afterwards, so that the items of a block lie one behind the other. While there is a view of a bytearray or an array, that object keeps its size ([`Lock`]), so the
//! items of a view that is not released are always there.

mod dimensions;
mod format;
mod methods;

use std::cell::{Cell, RefCell};

use genjit_bytecode::CompareOp;

use super::exports::Lock;
use super::view::ByteView;
use super::{ByteArray, hash_bytes};
use crate::class::builtin::BuiltinType;
use crate::error::{PyResult, Raised};
use crate::file::binary::BinaryFile;
use crate::list::span_of;
use crate::modules::Array;
use crate::native::{Arguments, Parameters};
use crate::object::Ref;
use crate::object_type;
use crate::part::Plain;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;
use dimensions::Dimensions;
use format::Format;

/// Which items a view has.
#[derive(Clone, Copy, Debug)]
pub(in crate::bytes) struct Shape {
    start: usize,
    /// How many blocks there are.
    len: usize,
    /// Items of a block.
    block: usize,
    /// From a block to the next, in bytes.
    stride: isize,
    readonly: bool,
    format: &'static Format,
    /// Whether the program wrote `@` before the format.
    marked: bool,
}

object_type! {
    /// A view of the bytes of an object.
    pub struct MemoryView(|type_id| type_id == id::MEMORY_VIEW) "memoryview" {
        /// The object looked at; empty when released.
        owner: Slot,
        lock: Plain<RefCell<Option<Lock>>>,
        shape: Cell<Shape>,
        dimensions: Plain<Dimensions>,
        hash: Cell<Option<i64>>,
    }
}

impl Shape {
    /// How many items there are.
    fn items(&self) -> usize {
        self.len * self.block
    }

    /// Where an item is, counted through all dimensions.
    fn place(&self, index: usize) -> usize {
        if self.block == 1 {
            return self.place_of_block(index);
        }
        self.place_of_block(index / self.block) + index % self.block * self.format.size
    }

    fn place_of_block(&self, block: usize) -> usize {
        self.start.wrapping_add_signed(block as isize * self.stride)
    }

    /// Whether the items lie one behind the other, as CPython tells it.
    fn is_contiguous(&self) -> bool {
        self.len == 1
            || self.len == 0 && self.block > 1
            || self.stride == (self.block * self.format.size) as isize
    }
}

impl MemoryView {
    /// The bytes of the items in order; nothing of a view that is released.
    pub(super) fn bytes(&self) -> Option<ByteView<'_>> {
        let owner = (!self.owner.is_empty()).then(|| self.owner.as_value())?;
        let (shape, all) = (self.shape.get(), owner_bytes(owner)?);
        let size = shape.format.size;
        if shape.len == 0 {
            return Some(ByteView::Fixed(&[]));
        }
        if shape.is_contiguous() {
            return Some(all.part(shape.start, shape.items() * size));
        }
        let mut picked = Vec::with_capacity(shape.items() * size);
        for index in 0..shape.items() {
            let place = shape.place(index);
            picked.extend_from_slice(&all[place..place + size]);
        }
        Some(ByteView::Owned(picked))
    }

    /// How many bytes can be changed; nothing of a view that is released or read-only.
    pub(super) fn writable_len(&self) -> Option<usize> {
        let shape = self.shape.get();
        (!self.owner.is_empty() && !shape.readonly && shape.is_contiguous())
            .then_some(shape.items() * shape.format.size)
    }

    /// Changes bytes of the owner, counted from the first item of a view whose items are in one piece.
    pub(super) fn overwrite_at(&self, start: usize, bytes: &[u8]) -> Option<()> {
        self.overwrite_owner(self.shape.get().start + start, bytes)
    }

    fn overwrite_owner(&self, start: usize, bytes: &[u8]) -> Option<()> {
        let owner = self.owner.get()?;
        match owner.exact().downcast::<BinaryFile>() {
            Some(file) => file.overwrite_memory(start, bytes),
            None => owner.overwrite_bytes(start, bytes),
        }
    }

    fn item(&self, vm: &mut Vm, index: usize) -> PyResult {
        let (shape, mut item) = (self.shape.get(), [0; 8]);
        let Some(owner) = self.owner.get() else { return Err(raise_released(vm)) };
        if let Some(bytes) = owner_bytes(&owner) {
            let place = shape.place(index);
            item[..shape.format.size].copy_from_slice(&bytes[place..place + shape.format.size]);
        }
        shape.format.read(vm, &item)
    }
}

/// The bytes of an object that is looked at: a file in memory gives views of itself, and is not bytes-like.
fn owner_bytes(owner: &Value) -> Option<ByteView<'_>> {
    match owner.exact().downcast::<BinaryFile>() {
        Some(file) => file.memory(),
        None => owner.bytes_like(),
    }
}

#[cold]
fn raise_released(vm: &mut Vm) -> Raised {
    vm.raise_value_error("operation forbidden on released memoryview object")
}

fn view(value: &Value) -> &Ref<MemoryView> {
    value.downcast::<MemoryView>().expect("a method of memory views gets one")
}

/// A view that is not released, with its owner.
fn open(vm: &mut Vm, value: &Value) -> PyResult<(Ref<MemoryView>, Value)> {
    match view(value).owner.get() {
        Some(owner) => Ok((view(value).clone(), owner)),
        None => Err(raise_released(vm)),
    }
}

impl Vm {
    /// A view of the items of another view's owner.
    fn new_view_like(
        &mut self,
        like: &Ref<MemoryView>,
        owner: Value,
        shape: Shape,
        dimensions: Dimensions,
    ) -> Value {
        let lock = Plain(RefCell::new(like.lock.0.borrow().clone()));
        let (shape, dimensions, hash) = (Cell::new(shape), Plain(dimensions), Cell::new(None));
        let owner = Slot::new(owner);
        MemoryView::allocate(&mut self.heap, id::MEMORY_VIEW, owner, lock, shape, dimensions, hash)
            .into_value()
    }

    /// A view of all the bytes of an object; nothing if it has none.
    fn new_view(&mut self, owner: &Value) -> PyResult<Option<Value>> {
        if let Some(other) = owner.downcast::<MemoryView>() {
            let (other, owner) = (other.clone(), open(self, owner)?.1);
            let (shape, dimensions) = (other.shape.get(), other.dimensions.0.clone());
            return Ok(Some(self.new_view_like(&other, owner, shape, dimensions)));
        }
        match owner.bytes_like().map(|bytes| bytes.len()) {
            Some(length) => Ok(Some(self.new_view_of(owner, length))),
            None => Ok(None),
        }
    }

    /// A view of all the bytes of a file in memory.
    pub(crate) fn new_view_of_memory(&mut self, owner: &Value) -> Value {
        let length = owner_bytes(owner).map_or(0, |bytes| bytes.len());
        self.new_view_of(owner, length)
    }

    fn new_view_of(&mut self, owner: &Value, bytes: usize) -> Value {
        let exact = owner.exact();
        let (lock, format) = if let Some(array) = exact.downcast::<Array>() {
            (Some(array.exports.0.lock()), format::of_letter(array.letter()))
        } else {
            let file = || exact.downcast::<BinaryFile>().map(|file| file.exports.0.lock());
            (exact.downcast::<ByteArray>().map(|array| array.exports.0.lock()).or_else(file), format::BYTE)
        };
        let shape = Shape {
            start: 0,
            len: bytes / format.size,
            block: 1,
            stride: format.size as isize,
            readonly: lock.is_none(),
            format,
            marked: false,
        };
        let (owner, lock) = (Slot::new(owner.clone()), Plain(RefCell::new(lock)));
        let (shape, dimensions, hash) = (Cell::new(shape), Plain(Dimensions::One), Cell::new(None));
        MemoryView::allocate(&mut self.heap, id::MEMORY_VIEW, owner, lock, shape, dimensions, hash)
            .into_value()
    }
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    const MEMORY_VIEW: Parameters<1> =
        Parameters { function: "memoryview", names: ["object"], required: 1, positional: 1 };
    let [object] = args.bind(vm, &MEMORY_VIEW)?;
    let object = object.unwrap_or(Value::NONE);
    if let Some(view) = vm.new_view(&object)? {
        return Ok(view);
    }
    let name = vm.type_name(&object);
    Err(vm.raise_type_error(format!("memoryview: a bytes-like object is required, not '{name}'")))
}

/// What a slice selects.
fn sliced(vm: &mut Vm, shape: Shape, slice: &crate::slice::Slice) -> PyResult<Shape> {
    let span = span_of(vm, slice, || shape.len)?;
    Ok(Shape {
        start: shape.place_of_block(span.start),
        len: span.count,
        stride: shape.stride.wrapping_mul(span.step as isize),
        ..shape
    })
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let (view, owner) = open(vm, this)?;
    let (shape, dimensions) = (view.shape.get(), &view.dimensions.0);
    if matches!(dimensions, Dimensions::None) && key.is(&vm.ellipsis()) {
        return Ok(this.clone());
    }
    if let Some(slice) = key.as_slice().filter(|_| !matches!(dimensions, Dimensions::None)) {
        let part = sliced(vm, shape, slice)?;
        return Ok(vm.new_view_like(&view, owner, part, dimensions.clone()));
    }
    if !shape.format.is_known() {
        return Err(shape.format.raise_unknown(vm));
    }
    let index = dimensions.place(vm, key, shape.len, false)?;
    view.item(vm, index)
}

fn set_item(vm: &mut Vm, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let (this, _) = open(vm, this)?;
    let (shape, dimensions) = (this.shape.get(), &this.dimensions.0);
    if !shape.format.is_known() {
        return Err(shape.format.raise_unknown(vm));
    }
    if shape.readonly {
        return Err(vm.raise_type_error("cannot modify read-only memory"));
    }
    let Some(value) = value else { return Err(vm.raise_type_error("cannot delete memory")) };
    if let Some(slice) = key.as_slice().filter(|_| matches!(dimensions, Dimensions::One)) {
        let part = sliced(vm, shape, slice)?;
        return set_slice(vm, &this, part, value);
    }
    let index = dimensions.place(vm, key, shape.len, true)?;
    let item = shape.format.write(vm, value)?;
    // Converting the value may have released the view.
    match this.overwrite_owner(shape.place(index), &item[..shape.format.size]) {
        Some(()) => Ok(()),
        None => Err(raise_released(vm)),
    }
}

fn set_slice(vm: &mut Vm, this: &Ref<MemoryView>, part: Shape, value: &Value) -> PyResult<()> {
    let Some(source) = vm.new_view(value)? else {
        let name = vm.type_name(value);
        return Err(vm.raise_type_error(format!("a bytes-like object is required, not '{name}'")));
    };
    let other = view(&source).shape.get();
    if !matches!(view(&source).dimensions.0, Dimensions::One) {
        let message = "memoryview assignment: lvalue and rvalue have different structures";
        return Err(vm.raise_value_error(message));
    }
    if other.format.letter != part.format.letter || other.len != part.len {
        let message = "memoryview assignment: lvalue and rvalue have different structures";
        return Err(vm.raise_value_error(message));
    }
    // Both may be of one object: the bytes are copied first.
    let bytes = view(&source).bytes().map(|bytes| bytes.to_vec()).unwrap_or_default();
    for (index, item) in bytes.chunks(part.format.size).enumerate() {
        if this.overwrite_owner(part.place(index), item).is_none() {
            return Err(raise_released(vm));
        }
    }
    Ok(())
}

fn compare(vm: &mut Vm, op: CompareOp, left: &Value, right: &Value) -> PyResult {
    let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    let Some(this) = left.downcast::<MemoryView>().filter(|_| equality) else {
        return Ok(vm.not_implemented());
    };
    let other = match right.downcast::<MemoryView>() {
        Some(other) if this.owner.is_empty() || other.owner.is_empty() => {
            return Ok(Value::from_bool((this == other) == (op == CompareOp::Eq)));
        }
        _ if this.owner.is_empty() => return Ok(Value::from_bool(op == CompareOp::Ne)),
        Some(_) => right.clone(),
        None => match vm.new_view(right)? {
            Some(view) => view,
            None => return Ok(vm.not_implemented()),
        },
    };
    let equal = equal_items(vm, &this.clone(), &view(&other).clone())?;
    Ok(Value::from_bool(equal == (op == CompareOp::Eq)))
}

fn equal_items(vm: &mut Vm, a: &Ref<MemoryView>, b: &Ref<MemoryView>) -> PyResult<bool> {
    let (x, y) = (a.shape.get(), b.shape.get());
    if x.len != y.len || a.dimensions.0 != b.dimensions.0 || !x.format.is_known() || !y.format.is_known() {
        return Ok(false);
    }
    if x.format.letter == y.format.letter && x.format.compares_by_bytes() {
        return Ok(a.bytes().as_deref() == b.bytes().as_deref());
    }
    for index in 0..x.items() {
        // Items are numbers and bytes: comparing them runs no Python code.
        let (left, right) = (a.item(vm, index)?, b.item(vm, index)?);
        let equal = vm.compare(CompareOp::Eq, &left, &right)?;
        if !vm.truth(&equal)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    if let Some(hash) = view(this).hash.get() {
        return Ok(hash);
    }
    let (this, owner) = open(vm, this)?;
    let shape = this.shape.get();
    if !shape.readonly {
        return Err(vm.raise_value_error("cannot hash writable memoryview object"));
    }
    if !shape.format.is_byte() {
        return Err(vm.raise_value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    // An owner that is not hashable says so.
    vm.hash(&owner)?;
    let hash = hash_bytes(this.bytes().as_deref().unwrap_or_default());
    this.hash.set(Some(hash));
    Ok(hash)
}

fn len(vm: &mut Vm, this: &Value) -> PyResult<usize> {
    let (this, _) = open(vm, this)?;
    if matches!(this.dimensions.0, Dimensions::None) {
        return Err(vm.raise_type_error("0-dim memory has no length"));
    }
    Ok(this.shape.get().len)
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let word = if view(this).owner.is_empty() { "released memory" } else { "memory" };
    Ok(vm.new_str(&format!("<{word} at {:#x}>", this.raw().pointer() as usize)))
}

fn iter(vm: &mut Vm, this: &Value) -> PyResult {
    let (view, _) = open(vm, this)?;
    let format = view.shape.get().format;
    if !format.is_known() {
        return Err(format.raise_unknown(vm));
    }
    view.dimensions.0.check_iterable(vm)?;
    Ok(vm.new_iterator_of(id::MEMORY_ITERATOR, this.clone(), 0))
}

/// Defines the type.
pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::MEMORY_VIEW, MemoryView::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        hash: Some(hash),
        iter: Some(iter),
        len: Some(len),
        compare: Some(compare),
        get_item: Some(get_item),
        set_item: Some(set_item),
        new: Some(new),
        ..Slots::NONE
    };
    vm.define_type(
        &BuiltinType::new(id::MEMORY_VIEW, slots)
            .methods(methods::METHODS)
            .getsets(methods::ATTRIBUTES)
            .doc("Create a new memoryview object which references the given object."),
    );
}
