//! `bytes` and `bytearray`: sequences of numbers from 0 to 255.
//!
//! Both have the methods of [`methods::METHODS`], which give an object of the type they are called on.

mod array;
mod case;
mod exports;
mod make;
mod memory;
mod methods;
mod percent;
mod search;
mod split;
mod view;

use std::cell::RefCell;

use genjit_bytecode::{BinaryOp, CompareOp, repr_bytes};

pub(crate) use exports::Exports;
pub(crate) use make::bytes_of_items;
pub(crate) use view::{ByteView, expect_bytes, find_part};

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::object_type;
use crate::part::Plain;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;
use view::own;

object_type! {
    /// A bytes object.
    pub struct Bytes(|type_id| type_id == id::BYTES) "bytes" {
        bytes: Plain<Box<[u8]>>,
    }
}

object_type! {
    /// A bytearray.
    pub struct ByteArray(|type_id| type_id == id::BYTEARRAY) "bytearray" {
        bytes: Plain<RefCell<Vec<u8>>>,
        exports: Plain<Exports>,
    }
}

impl Value {
    /// The bytes, or those inside an instance of a class that derives from `bytes`.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        self.exact().downcast::<Bytes>().map(|object| &*object.bytes.0)
    }
}

impl Vm {
    /// A new bytes object.
    pub fn new_bytes(&mut self, bytes: &[u8]) -> Value {
        Bytes::allocate(&mut self.heap, id::BYTES, Plain(bytes.into())).into_value()
    }

    /// A new bytearray.
    pub fn new_bytearray(&mut self, bytes: Vec<u8>) -> Value {
        ByteArray::allocate(
            &mut self.heap,
            id::BYTEARRAY,
            Plain(RefCell::new(bytes)),
            Plain(Exports::default()),
        )
        .into_value()
    }

    /// Bytes as an object of the type of `like`.
    fn new_bytes_like(&mut self, like: &Value, bytes: Vec<u8>) -> Value {
        if like.exact().is_a::<ByteArray>() { self.new_bytearray(bytes) } else { self.new_bytes(&bytes) }
    }
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.new_str(&repr_bytes(&own(this))))
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    // Bytes are compared with bytes; a bytearray, with anything that has bytes.
    if !is_own(a) || !is_own(b) && a.as_bytes().is_some() {
        return Ok(vm.not_implemented());
    }
    match (a.bytes_like(), b.bytes_like()) {
        (Some(a), Some(b)) => Ok(Value::from_bool(crate::ops::holds(op, Some(a.cmp(&b))))),
        _ => Ok(vm.not_implemented()),
    }
}

fn hash(_vm: &mut Vm, this: &Value) -> PyResult<i64> {
    Ok(hash_bytes(&own(this)))
}

fn hash_bytes(bytes: &[u8]) -> i64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(bytes);
    let hash = hasher.finish() as i64;
    if hash == -1 { -2 } else { hash }
}

/// Whether a value is bytes or a bytearray, and not only like them.
fn is_own(value: &Value) -> bool {
    let exact = value.exact();
    exact.is_a::<Bytes>() || exact.is_a::<ByteArray>()
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    if let Some(slice) = key.as_slice() {
        let span = crate::list::span_of(vm, slice, || own(this).len())?;
        let chosen = span.pick(&own(this));
        return Ok(vm.new_bytes_like(this, chosen));
    }
    let (kind, out) = if this.as_bytes().is_some() {
        ("byte", "index out of range")
    } else {
        ("bytearray", "bytearray index out of range")
    };
    let at = crate::list::item_index(vm, key, own(this).len(), kind, out)?;
    let byte = own(this).get(at).copied();
    match byte {
        Some(byte) => Ok(Value::from_small(byte.into())),
        None => Err(vm.raise_index_error(out)),
    }
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    match op {
        BinaryOp::Add if is_own(a) => {
            let joined = match (a.bytes_like(), b.bytes_like()) {
                (Some(left), Some(right)) => [&*left, &*right].concat(),
                _ => return Ok(vm.not_implemented()),
            };
            Ok(vm.new_bytes_like(a, joined))
        }
        BinaryOp::Multiply if is_own(a) && b.bytes_like().is_none() => repeat(vm, a, b),
        BinaryOp::Multiply if is_own(b) && a.bytes_like().is_none() => repeat(vm, b, a),
        BinaryOp::Remainder if is_own(a) => percent::percent_format(vm, a, b),
        _ => Ok(vm.not_implemented()),
    }
}

fn repeat(vm: &mut Vm, this: &Value, count: &Value) -> PyResult {
    match crate::list::repeat_count(vm, count, own(this).len(), 1)? {
        Some(times) => {
            let all = own(this).repeat(times);
            Ok(vm.new_bytes_like(this, all))
        }
        None => Ok(vm.not_implemented()),
    }
}

fn contains(vm: &mut Vm, this: &Value, item: &Value) -> PyResult<bool> {
    if let Some(part) = item.bytes_like() {
        return Ok(find_part(&own(this), &part).is_some());
    }
    if !vm.has_index(item) {
        return Err(view::raise_not_bytes(vm, item));
    }
    let byte = view::byte(vm, item)?;
    Ok(own(this).contains(&byte))
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    if let [source] = args.values()
        && source.type_id() == id::BYTES
        && args.names().is_empty()
    {
        return Ok(source.clone());
    }
    let all = make::bytes_of_arguments(vm, "bytes", args)?;
    Ok(vm.new_bytes(&all))
}

/// The operations that both types have.
const SHARED: Slots = Slots {
    repr: Some(repr),
    iter: Some(|vm, this| {
        let is_array = this.exact().is_a::<ByteArray>();
        let type_id = if is_array { id::BYTEARRAY_ITERATOR } else { id::BYTES_ITERATOR };
        Ok(vm.new_iterator_of(type_id, this.clone(), 0))
    }),
    len: Some(|_, this| Ok(own(this).len())),
    compare: Some(compare),
    contains: Some(contains),
    get_item: Some(get_item),
    binary: Some(binary),
    binary_ops: &[BinaryOp::Add, BinaryOp::Multiply, BinaryOp::Remainder],
    ..Slots::NONE
};

/// Declares the layouts and fills the classes in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::BYTES, Bytes::LAYOUT);
    vm.heap.set_layout(id::BYTEARRAY, ByteArray::LAYOUT);
    let slots = Slots { hash: Some(hash), new: Some(new), ..SHARED };
    vm.define_type(&BuiltinType::new(id::BYTES, slots).methods(methods::METHODS));
    vm.add_methods(id::BYTES, methods::BYTES_ONLY);
    array::define(vm);
    memory::define(vm);
}
