//! `bytes`: an immutable sequence of numbers from 0 to 255.

mod methods;

use genjit_bytecode::{BinaryOp, CompareOp, repr_bytes};

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::object_type;
use crate::part::Plain;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A bytes object.
    pub struct Bytes(|type_id| type_id == id::BYTES) "bytes" {
        bytes: Plain<Box<[u8]>>,
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
}

fn bytes(value: &Value) -> &[u8] {
    value.as_bytes().unwrap_or_default()
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.new_str(&repr_bytes(bytes(this))))
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    match (a.as_bytes(), b.as_bytes()) {
        (Some(a), Some(b)) => Ok(Value::from_bool(crate::ops::holds(op, Some(a.cmp(b))))),
        _ => Ok(vm.not_implemented()),
    }
}

fn hash(_vm: &mut Vm, this: &Value) -> PyResult<i64> {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(bytes(this));
    let hash = hasher.finish() as i64;
    Ok(if hash == -1 { -2 } else { hash })
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let all = bytes(this);
    if key.type_id() == id::SLICE {
        let Some(slice) = key.as_slice() else { return Ok(this.clone()) };
        let span = crate::list::span_of(vm, slice, || all.len())?;
        let chosen: Vec<u8> = span.indices().map(|at| all[at]).collect();
        return Ok(vm.new_bytes(&chosen));
    }
    if !vm.has_index(key) {
        let name = vm.type_name(key);
        return Err(vm.raise_type_error(format!("byte indices must be integers or slices, not {name}")));
    }
    let index = vm.sequence_index(key)?;
    let at = if index < 0 { index + all.len() as i64 } else { index };
    match usize::try_from(at).ok().and_then(|at| all.get(at)) {
        Some(&byte) => Ok(Value::from_small(byte.into())),
        None => Err(vm.raise_index_error("index out of range")),
    }
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    match (op, a.as_bytes(), b.as_bytes()) {
        (BinaryOp::Add, Some(left), Some(right)) => {
            let joined = [left, right].concat();
            Ok(vm.new_bytes(&joined))
        }
        (BinaryOp::Multiply, Some(all), None) => repeat(vm, all, b),
        (BinaryOp::Multiply, None, Some(all)) => repeat(vm, all, a),
        _ => Ok(vm.not_implemented()),
    }
}

fn repeat(vm: &mut Vm, all: &[u8], count: &Value) -> PyResult {
    match crate::list::repeat_count(vm, count, all.len(), 1)? {
        Some(times) => Ok(vm.new_bytes(&all.repeat(times))),
        None => Ok(vm.not_implemented()),
    }
}

fn contains(vm: &mut Vm, this: &Value, item: &Value) -> PyResult<bool> {
    if let Some(part) = item.as_bytes() {
        return Ok(part.is_empty() || bytes(this).windows(part.len()).any(|window| window == part));
    }
    let byte = vm.index_i64(item)?;
    match u8::try_from(byte) {
        Ok(byte) => Ok(bytes(this).contains(&byte)),
        Err(_) => Err(vm.raise_value_error("byte must be in range(0, 256)")),
    }
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "bytes")?;
    args.between(vm, "bytes", 0, 2)?;
    let Some(source) = args.first() else { return Ok(vm.new_bytes(&[])) };
    if let Some(text) = source.as_str() {
        if args.len() < 2 {
            return Err(vm.raise_type_error("string argument without an encoding"));
        }
        let encoding = vm.expect_text(&args[1], "bytes() argument 'encoding'")?.to_owned();
        let encoded = vm.encode_text(text, &encoding, "strict")?;
        return Ok(vm.new_bytes(&encoded));
    }
    if let Some(all) = source.as_bytes() {
        let copy = all.to_vec();
        return Ok(vm.new_bytes(&copy));
    }
    if vm.has_index(source) {
        let length = vm.index_i64(source)?;
        return match usize::try_from(length) {
            Ok(length) => Ok(vm.new_bytes(&vec![0; length])),
            Err(_) => Err(vm.raise_value_error("negative count")),
        };
    }
    let mut all = Vec::new();
    for item in vm.collect(source)? {
        let byte = vm.index_i64(&item)?;
        match u8::try_from(byte) {
            Ok(byte) => all.push(byte),
            Err(_) => return Err(vm.raise_value_error("bytes must be in range(0, 256)")),
        }
    }
    Ok(vm.new_bytes(&all))
}

/// Declares the layout and fills the class in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::BYTES, Bytes::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        hash: Some(hash),
        iter: Some(|vm, this| Ok(vm.new_iterator_of(id::BYTES_ITERATOR, this.clone(), 0))),
        len: Some(|_, this| Ok(bytes(this).len())),
        compare: Some(compare),
        contains: Some(contains),
        get_item: Some(get_item),
        binary: Some(binary),
        binary_ops: &[BinaryOp::Add, BinaryOp::Multiply],
        new: Some(new),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::BYTES, slots).methods(methods::METHODS));
}
