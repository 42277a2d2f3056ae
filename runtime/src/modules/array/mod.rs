//! `array`: sequences of numbers of one size.
//!
//! The items lie in one vector of bytes, little-endian; [`item`] says how each is read and written.

mod item;
mod methods;

use std::cell::RefCell;

use genjit_bytecode::{BinaryOp, CompareOp};

use super::NativeModule;
use crate::bytes::Exports;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::list::{Span, item_index, repeat_count, span_of};
use crate::native::{Arguments, GetSetDef, getter};
use crate::object::Ref;
use crate::object_type;
use crate::part::Plain;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;
use item::{Kind, TYPE_CODES, TypeCode};

pub(super) const MODULE: NativeModule = NativeModule {
    name: "array",
    doc: "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.",
    functions: &[],
    fill: |vm, dict| {
        let class = vm.class_of_type(id::ARRAY).into_value();
        vm.set_global(dict, "array", class.clone());
        vm.set_global(dict, "ArrayType", class);
        let letters: String = TYPE_CODES.iter().map(|code| code.letter).collect();
        let letters = vm.new_str(&letters);
        vm.set_global(dict, "typecodes", letters);
        Ok(())
    },
};

object_type! {
    /// An array.
    pub struct Array(|type_id| type_id == id::ARRAY) "array" {
        code: Plain<&'static TypeCode>,
        pub(crate) bytes: Plain<RefCell<Vec<u8>>>,
        pub(crate) exports: Plain<Exports>,
    }
}

const ATTRIBUTES: &[GetSetDef] = &[
    getter("typecode", |vm, this| {
        let letter = array(this).code.0.letter;
        Ok(vm.new_str(letter.encode_utf8(&mut [0; 4])))
    }),
    getter("itemsize", |vm, this| Ok(vm.int_from_usize(array(this).code.0.size))),
];

/// Defines the type.
pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::ARRAY, Array::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        unhashable: true,
        iter: Some(|vm, this| Ok(vm.new_iterator_of(id::ARRAY_ITERATOR, this.clone(), 0))),
        len: Some(|_, this| Ok(array(this).len())),
        compare: Some(compare),
        contains: Some(|vm, this, item| Ok(methods::find(vm, this, item, 0, usize::MAX)?.is_some())),
        get_item: Some(get_item),
        set_item: Some(set_item),
        binary: Some(binary),
        binary_ops: &[BinaryOp::Add, BinaryOp::Multiply],
        in_place: Some(in_place),
        in_place_ops: &[BinaryOp::Add, BinaryOp::Multiply],
        new: Some(new),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::ARRAY, slots).methods(methods::METHODS).getsets(ATTRIBUTES));
    let module = vm.intern("array");
    let name = vm.names.__module__.clone();
    vm.class_of_type(id::ARRAY).dict().set_name(&name, module);
}

/// The place of an item.
fn place(vm: &mut Vm, this: &Value, key: &Value, out: &str) -> PyResult<usize> {
    if !vm.has_index(key) {
        return Err(vm.raise_type_error("array indices must be integers"));
    }
    item_index(vm, key, array(this).len(), "array", out)
}

/// The array behind `self`.
fn array(value: &Value) -> &Ref<Array> {
    value.exact().downcast::<Array>().expect("a method of arrays gets an array")
}

fn as_array(value: &Value) -> Option<&Ref<Array>> {
    value.exact().downcast::<Array>()
}

impl Array {
    fn len(&self) -> usize {
        self.bytes.0.borrow().len() / self.code.0.size
    }

    /// The item at an index that may be behind the end by now.
    fn get(&self, vm: &mut Vm, index: usize) -> PyResult<Option<Value>> {
        let code = self.code.0;
        let mut item = [0; 8];
        let start = index * code.size;
        match self.bytes.0.borrow().get(start..start + code.size) {
            Some(bytes) => item[..code.size].copy_from_slice(bytes),
            None => return Ok(None),
        }
        code.read(vm, &item).map(Some)
    }

    /// The type code.
    pub(crate) fn letter(&self) -> char {
        self.code.0.letter
    }

    /// Changes the number of items, unless somebody looks at them.
    fn resize<R>(&self, vm: &mut Vm, change: impl FnOnce(&mut Vec<u8>) -> R) -> PyResult<R> {
        if self.exports.0.any() {
            let message = "cannot resize an array that is exporting buffers";
            return Err(vm.raise(ExceptionKind::BufferError, message));
        }
        Ok(self.change(change))
    }

    fn change<R>(&self, change: impl FnOnce(&mut Vec<u8>) -> R) -> R {
        change(&mut self.bytes.0.borrow_mut())
    }
}

impl Vm {
    fn new_array(&mut self, code: &'static TypeCode, bytes: Vec<u8>) -> Value {
        Array::allocate(
            &mut self.heap,
            id::ARRAY,
            Plain(code),
            Plain(RefCell::new(bytes)),
            Plain(Exports::default()),
        )
        .into_value()
    }
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "array.array")?;
    if args.is_empty() || args.len() > 2 {
        let bound = if args.is_empty() { "at least 1 argument" } else { "at most 2 arguments" };
        return Err(vm.raise_type_error(format!("array() takes {bound} ({} given)", args.len())));
    }
    let letter = match args[0].as_str().map(|text| text.chars().collect::<Vec<_>>()) {
        Some(letters) if letters.len() == 1 => letters[0],
        Some(letters) => {
            let message = format!(
                "array() argument 1 must be a unicode character, not a string of length {}",
                letters.len()
            );
            return Err(vm.raise_type_error(message));
        }
        None => {
            let name = vm.type_name(&args[0]);
            let message = format!("array() argument 1 must be a unicode character, not {name}");
            return Err(vm.raise_type_error(message));
        }
    };
    let initial = args.get(1);
    if let Some(text) = initial.filter(|text| text.as_str().is_some() && !matches!(letter, 'u' | 'w')) {
        let name = vm.type_name(text);
        let message = format!("cannot use a {name} to initialize an array with typecode '{letter}'");
        return Err(vm.raise_type_error(message));
    }
    let Some(code) = item::find(letter) else {
        let message = "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)";
        return Err(vm.raise_value_error(message));
    };
    let this = vm.new_array(code, Vec::new());
    if let Some(initial) = initial {
        let bytes = initial.bytes_like().filter(|_| as_array(initial).is_none()).map(|bytes| bytes.to_vec());
        match bytes {
            Some(bytes) => methods::append_bytes(vm, &this, &bytes)?,
            None if as_array(initial).is_some_and(|other| other.code.0 != code) => {
                methods::extend_with_items(vm, &this, initial)?;
            }
            None => methods::extend_with(vm, &this, initial)?,
        }
    }
    Ok(this)
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let (name, letter) = (vm.class_of(this).qualname_text(), array(this).code.0.letter);
    if array(this).len() == 0 {
        return Ok(vm.new_str(&format!("{name}('{letter}')")));
    }
    let items = match array(this).code.0.kind {
        Kind::Char => methods::text(vm, this)?,
        _ => methods::list(vm, this)?,
    };
    let items = vm.repr_string(&items)?;
    Ok(vm.new_str(&format!("{name}('{letter}', {items})")))
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let object = array(this);
    if let Some(slice) = key.as_slice() {
        let span = span_of(vm, slice, || object.len())?;
        let (code, mut picked) = (object.code.0, Vec::with_capacity(span.count * object.code.0.size));
        for index in span.indices() {
            let start = index * code.size;
            picked
                .extend_from_slice(object.bytes.0.borrow().get(start..start + code.size).unwrap_or_default());
        }
        return Ok(vm.new_array(code, picked));
    }
    let out = "array index out of range";
    let index = place(vm, this, key, out)?;
    match object.get(vm, index)? {
        Some(item) => Ok(item),
        None => Err(vm.raise_index_error(out)),
    }
}

fn set_item(vm: &mut Vm, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let object = array(this);
    let code = object.code.0;
    if let Some(slice) = key.as_slice() {
        let items = match value {
            Some(value) => Some(slice_value(vm, this, value)?),
            None => None,
        };
        let span = span_of(vm, slice, || object.len())?;
        return set_slice(vm, this, span, items);
    }
    let out = "array assignment index out of range";
    let index = place(vm, this, key, out)?;
    let item = match value {
        Some(value) => Some(code.write(vm, value)?),
        None => None,
    };
    let range = index * code.size..(index + 1) * code.size;
    // Converting the value may have shortened the array.
    let there = range.end <= object.bytes.0.borrow().len();
    match item {
        _ if !there => Err(vm.raise_index_error(out)),
        Some(item) => {
            object.change(|bytes| bytes[range].copy_from_slice(&item[..code.size]));
            Ok(())
        }
        None => object.resize(vm, |bytes| drop(bytes.drain(range))),
    }
}

fn slice_value(vm: &mut Vm, this: &Value, value: &Value) -> PyResult<Vec<u8>> {
    let Some(other) = as_array(value) else {
        let name = vm.type_name(value);
        let message = format!("can only assign array (not \"{name}\") to array slice");
        return Err(vm.raise_type_error(message));
    };
    if other.code.0 != array(this).code.0 {
        return Err(vm.raise_type_error("bad argument type for built-in operation"));
    }
    Ok(other.bytes.0.borrow().clone())
}

/// Replaces the items of a span, or deletes them where nothing is given.
fn set_slice(vm: &mut Vm, this: &Value, span: Span, items: Option<Vec<u8>>) -> PyResult<()> {
    let object = array(this);
    let size = object.code.0.size;
    if span.step == 1 {
        let range = span.start * size..span.stop.max(span.start) * size;
        let items = items.unwrap_or_default();
        if items.len() == range.len() {
            object.change(|bytes| bytes[range].copy_from_slice(&items));
            return Ok(());
        }
        return object.resize(vm, |bytes| drop(bytes.splice(range, items)));
    }
    let Some(items) = items else {
        let gone: std::collections::BTreeSet<usize> = span.indices().collect();
        if gone.is_empty() {
            return Ok(());
        }
        let mut at = 0;
        return object.resize(vm, |bytes| {
            bytes.retain(|_| {
                at += 1;
                !gone.contains(&((at - 1) / size))
            });
        });
    };
    if items.len() != span.count * size {
        return Err(vm.raise_value_error(format!(
            "attempt to assign array of size {} to extended slice of size {}",
            items.len() / size,
            span.count
        )));
    }
    object.change(|bytes| {
        for (index, item) in span.indices().zip(items.chunks(size)) {
            bytes[index * size..(index + 1) * size].copy_from_slice(item);
        }
    });
    Ok(())
}

fn binary(vm: &mut Vm, op: BinaryOp, left: &Value, right: &Value) -> PyResult {
    if op == BinaryOp::Multiply {
        let (this, count) = if as_array(left).is_some() { (left, right) } else { (right, left) };
        let object = array(this);
        let Some(times) = repeat_count(vm, count, object.len(), object.code.0.size)? else {
            return Ok(vm.not_implemented());
        };
        let bytes = object.bytes.0.borrow().repeat(times);
        return Ok(vm.new_array(object.code.0, bytes));
    }
    let Some(this) = as_array(left) else { return Ok(vm.not_implemented()) };
    let Some(other) = as_array(right) else {
        let name = vm.type_name(right);
        return Err(vm.raise_type_error(format!("can only append array (not \"{name}\") to array")));
    };
    if this.code.0 != other.code.0 {
        return Err(vm.raise_type_error("bad argument type for built-in operation"));
    }
    let bytes = [&**this.bytes.0.borrow(), &**other.bytes.0.borrow()].concat();
    Ok(vm.new_array(this.code.0, bytes))
}

fn in_place(vm: &mut Vm, op: BinaryOp, this: &Value, other: &Value) -> PyResult {
    let object = array(this);
    if op == BinaryOp::Multiply {
        let Some(times) = repeat_count(vm, other, object.len(), object.code.0.size)? else {
            return Ok(vm.not_implemented());
        };
        if times != 1 && object.len() > 0 {
            object.resize(vm, |bytes| *bytes = bytes.repeat(times))?;
        }
        return Ok(this.clone());
    }
    if as_array(other).is_none() {
        let name = vm.type_name(other);
        return Err(vm.raise_type_error(format!("can only extend with array (not \"{name}\")")));
    }
    methods::extend_with(vm, this, other)?;
    Ok(this.clone())
}

fn compare(vm: &mut Vm, op: CompareOp, left: &Value, right: &Value) -> PyResult {
    let (Some(a), Some(b)) = (as_array(left), as_array(right)) else { return Ok(vm.not_implemented()) };
    let (a, b) = (a.clone(), b.clone());
    if matches!(op, CompareOp::Eq | CompareOp::Ne) && a.len() != b.len() {
        return Ok(Value::from_bool(op == CompareOp::Ne));
    }
    let mut index = 0;
    while let (Some(x), Some(y)) = (a.get(vm, index)?, b.get(vm, index)?) {
        // Items are ints, floats and strings: comparing them runs no Python code.
        let equal = vm.compare(CompareOp::Eq, &x, &y)?;
        if !vm.truth(&equal)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => vm.compare(op, &x, &y),
            };
        }
        index += 1;
    }
    let (a, b) = (vm.int_from_usize(a.len()), vm.int_from_usize(b.len()));
    vm.compare(op, &a, &b)
}
