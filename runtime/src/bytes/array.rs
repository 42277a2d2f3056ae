//! What a `bytearray` can do beyond `bytes`: change.

use genjit_bytecode::{BinaryOp, repr_bytes};

use super::view::{byte, own};
use super::{ByteArray, SHARED, make, methods};
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::list::{Span, item_index, repeat_count, span_of};
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object::Ref;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

const METHODS: &[NativeDef] = &[
    method("append", append, Arity::One),
    method("clear", |vm, args| clear(vm, &args[0]), Arity::Zero),
    method("copy", |vm, args| Ok(vm.new_bytearray(own(&args[0]).to_vec())), Arity::Zero),
    method("extend", extend, Arity::One),
    method("insert", insert, Arity::Exactly(2)),
    method("pop", pop, Arity::Between(0, 1)),
    method("remove", remove, Arity::One),
    method("resize", resize, Arity::One),
    method("reverse", |_, args| change(&args[0], |all| all.reverse()), Arity::Zero),
];

/// Instances of derived classes show their own class.
const REPR: &[NativeDef] = &[method("__repr__", |vm, args| repr(vm, &args[0]), Arity::Zero).keep_self()];

pub(super) fn define(vm: &mut Vm) {
    let slots = Slots {
        repr: Some(repr),
        unhashable: true,
        set_item: Some(set_item),
        in_place: Some(in_place),
        in_place_ops: &[BinaryOp::Add, BinaryOp::Multiply],
        new: Some(|vm, _, _| Ok(vm.new_bytearray(Vec::new()))),
        init: Some(init),
        ..SHARED
    };
    vm.define_type(&BuiltinType::new(id::BYTEARRAY, slots).methods(methods::METHODS));
    vm.add_methods(id::BYTEARRAY, METHODS);
    vm.add_methods(id::BYTEARRAY, REPR);
}

fn array(value: &Value) -> &Ref<ByteArray> {
    value.exact().downcast::<ByteArray>().expect("a method of bytearrays gets a bytearray")
}

/// Changes the number of bytes, unless somebody looks at them.
fn resized(vm: &mut Vm, this: &Value, change: impl FnOnce(&mut Vec<u8>)) -> PyResult {
    check_resizable(vm, this)?;
    change(&mut array(this).bytes.0.borrow_mut());
    Ok(Value::NONE)
}

fn check_resizable(vm: &mut Vm, this: &Value) -> PyResult<()> {
    if array(this).exports.0.any() {
        let message = "Existing exports of data: object cannot be re-sized";
        return Err(vm.raise(ExceptionKind::BufferError, message));
    }
    Ok(())
}

fn clear(vm: &mut Vm, this: &Value) -> PyResult {
    if own(this).is_empty() { Ok(Value::NONE) } else { resized(vm, this, Vec::clear) }
}

/// Appends bytes; none change nothing.
fn extend_with(vm: &mut Vm, this: &Value, more: &[u8]) -> PyResult {
    if more.is_empty() {
        return Ok(Value::NONE);
    }
    resized(vm, this, |all| all.extend_from_slice(more))
}

fn change(this: &Value, change: impl FnOnce(&mut Vec<u8>)) -> PyResult {
    change(&mut array(this).bytes.0.borrow_mut());
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.type_name(this);
    let text = format!("{name}({})", repr_bytes(&own(this)));
    Ok(vm.new_str(&text))
}

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    clear(vm, this)?;
    let all = make::bytes_of_arguments(vm, "bytearray", args)?;
    if all.len() != own(this).len() {
        check_resizable(vm, this)?;
    }
    array(this).bytes.0.replace(all);
    Ok(())
}

fn append(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let byte = byte(vm, &args[1])?;
    resized(vm, &args[0], |all| all.push(byte))
}

fn extend(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let source = &args[1];
    if source.as_str().is_some_and(|text| !text.is_empty()) {
        return Err(vm.raise_type_error("expected iterable of integers; got: 'str'"));
    }
    let more = match source.bytes_like() {
        Some(bytes) => bytes.to_vec(),
        None if vm.is_iterable(source) => {
            let iterator = vm.hinted_iter(source)?;
            make::bytes_of_items(vm, "bytearray", &iterator)?
        }
        None => {
            let name = vm.type_name(source);
            return Err(vm.raise_type_error(format!("can't extend bytearray with {name}")));
        }
    };
    extend_with(vm, &args[0], &more)
}

fn insert(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let index = vm.index_i64(&args[1])?;
    let byte = byte(vm, &args[2])?;
    resized(vm, &args[0], |all| {
        let len = all.len() as i64;
        let at = if index < 0 { (index + len).max(0) } else { index.min(len) };
        all.insert(at as usize, byte);
    })
}

fn pop(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let index = match args.get(1) {
        Some(index) => vm.index_i64(index)?,
        None => -1,
    };
    let len = own(&args[0]).len();
    if len == 0 {
        return Err(vm.raise_index_error("pop from empty bytearray"));
    }
    match crate::list::resolve_index(index, len) {
        Some(at) => {
            check_resizable(vm, &args[0])?;
            let byte = array(&args[0]).bytes.0.borrow_mut().remove(at);
            Ok(Value::from_small(byte.into()))
        }
        None => Err(vm.raise_index_error("pop index out of range")),
    }
}

fn remove(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let byte = byte(vm, &args[1])?;
    let found = own(&args[0]).iter().position(|&other| other == byte);
    match found {
        Some(at) => resized(vm, &args[0], |all| {
            all.remove(at);
        }),
        None => Err(vm.raise_value_error("value not found in bytearray")),
    }
}

fn resize(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = vm.index_i64(&args[1])?;
    match usize::try_from(size) {
        Ok(size) if size == own(&args[0]).len() => Ok(Value::NONE),
        Ok(size) if size < 1 << 36 => resized(vm, &args[0], |all| all.resize(size, 0)),
        Ok(_) => Err(vm.raise_memory_error("")),
        Err(_) => Err(vm.raise_value_error(format!("Can only resize to positive sizes, got {size}"))),
    }
}

fn in_place(vm: &mut Vm, op: BinaryOp, this: &Value, other: &Value) -> PyResult {
    match op {
        BinaryOp::Add => {
            let Some(more) = other.bytes_like().map(|bytes| bytes.to_vec()) else {
                return Ok(vm.not_implemented());
            };
            extend_with(vm, this, &more)?;
        }
        _ => {
            let Some(times) = repeat_count(vm, other, own(this).len(), 1)? else {
                return Ok(vm.not_implemented());
            };
            if times != 1 && !own(this).is_empty() {
                resized(vm, this, |all| *all = all.repeat(times))?;
            }
        }
    }
    Ok(this.clone())
}

fn set_item(vm: &mut Vm, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    if let Some(slice) = key.as_slice() {
        let items = match value {
            Some(value) => slice_value(vm, value)?,
            None => Vec::new(),
        };
        let span = span_of(vm, slice, || own(this).len())?;
        return set_slice(vm, this, span, value.is_some(), &items);
    }
    let out = "bytearray index out of range";
    if !vm.has_index(key) {
        item_index(vm, key, own(this).len(), "bytearray", out)?;
    }
    let byte = match value {
        Some(value) => Some(byte(vm, value)?),
        None => None,
    };
    let at = item_index(vm, key, own(this).len(), "bytearray", out)?;
    if at >= own(this).len() {
        return Err(vm.raise_index_error(out));
    }
    match byte {
        Some(byte) => change(this, |all| all[at] = byte)?,
        None => resized(vm, this, |all| {
            all.remove(at);
        })?,
    };
    Ok(())
}

fn slice_value(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = value.bytes_like() {
        return Ok(bytes.to_vec());
    }
    if value.as_str().is_some() || vm.has_index(value) {
        return Err(
            vm.raise_type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
        );
    }
    if !vm.is_iterable(value) {
        let name = vm.type_name(value);
        return Err(vm.raise_type_error(format!("cannot convert '{name}' object to bytearray")));
    }
    let iterator = vm.iter(value)?;
    make::bytes_of_items(vm, "bytearray", &iterator)
}

fn set_slice(vm: &mut Vm, this: &Value, span: Span, assign: bool, items: &[u8]) -> PyResult<()> {
    if span.step == 1 {
        if items.len() != span.stop - span.start {
            check_resizable(vm, this)?;
        }
        array(this).bytes.0.borrow_mut().splice(span.start..span.stop, items.iter().copied());
        return Ok(());
    }
    if !assign {
        let mut at = 0;
        let gone: std::collections::BTreeSet<usize> = span.indices().collect();
        if !gone.is_empty() {
            check_resizable(vm, this)?;
        }
        array(this).bytes.0.borrow_mut().retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
        return Ok(());
    }
    if items.len() != span.count {
        return Err(vm.raise_value_error(format!(
            "attempt to assign bytes of size {} to extended slice of size {}",
            items.len(),
            span.count
        )));
    }
    let mut all = array(this).bytes.0.borrow_mut();
    for (at, &byte) in span.indices().zip(items) {
        all[at] = byte;
    }
    Ok(())
}
