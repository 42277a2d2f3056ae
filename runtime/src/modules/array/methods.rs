//! The methods of arrays.

use super::item::Kind;
use super::{array, as_array};
use crate::error::PyResult;
use crate::list::resolve_index;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const METHODS: &[NativeDef] = &[
    method("append", append, Arity::One),
    method("buffer_info", buffer_info, Arity::Zero),
    method("byteswap", byteswap, Arity::Zero),
    method("clear", clear, Arity::Zero),
    method("count", count, Arity::One),
    method("extend", |vm, args| extend_with(vm, &args[0], &args[1]).map(none), Arity::One),
    method("frombytes", frombytes, Arity::One),
    method("fromlist", fromlist, Arity::One),
    method("fromunicode", fromunicode, Arity::One),
    method("index", index, Arity::Between(1, 3)),
    method("insert", insert, Arity::Exactly(2)),
    method("pop", pop, Arity::Between(0, 1)),
    method("remove", remove, Arity::One),
    method("reverse", reverse, Arity::Zero),
    method("tobytes", |vm, args| Ok(vm.new_bytes(&array(&args[0]).bytes.0.borrow().clone())), Arity::Zero),
    method("tolist", |vm, args| list(vm, &args[0]), Arity::Zero),
    method("tounicode", tounicode, Arity::Zero),
    method("__copy__", copy, Arity::Zero),
    method("__deepcopy__", copy, Arity::One),
];

fn none(_: ()) -> Value {
    Value::NONE
}

/// The items as a list.
pub(super) fn list(vm: &mut Vm, this: &Value) -> PyResult {
    let object = array(this).clone();
    let mut items = Vec::with_capacity(object.len());
    for index in 0..object.len() {
        items.extend(object.get(vm, index)?);
    }
    Ok(vm.new_list(items))
}

/// The items of an array of characters as a string.
pub(super) fn text(vm: &mut Vm, this: &Value) -> PyResult {
    let object = array(this).clone();
    let mut text = String::new();
    for index in 0..object.len() {
        if let Some(item) = object.get(vm, index)? {
            text += item.as_str().unwrap_or_default();
        }
    }
    Ok(vm.new_str(&text))
}

/// Appends items in their machine form.
pub(super) fn append_bytes(vm: &mut Vm, this: &Value, bytes: &[u8]) -> PyResult<()> {
    if !bytes.len().is_multiple_of(array(this).code.0.size) {
        return Err(vm.raise_value_error("bytes length not a multiple of item size"));
    }
    if bytes.is_empty() {
        return Ok(());
    }
    array(this).clone().resize(vm, |all| all.extend_from_slice(bytes))
}

/// Appends the items of an array of the same type, or of any iterable.
pub(super) fn extend_with(vm: &mut Vm, this: &Value, source: &Value) -> PyResult<()> {
    if let Some(other) = as_array(source) {
        if other.code.0 != array(this).code.0 {
            return Err(vm.raise_type_error("can only extend with array of same kind"));
        }
        let bytes = other.bytes.0.borrow().clone();
        return append_bytes(vm, this, &bytes);
    }
    extend_with_items(vm, this, source)
}

/// Appends the items of any iterable.
pub(super) fn extend_with_items(vm: &mut Vm, this: &Value, source: &Value) -> PyResult<()> {
    let iterator = vm.iter(source)?;
    while let Some(item) = vm.next(&iterator)? {
        push(vm, this, &item)?;
    }
    Ok(())
}

fn push(vm: &mut Vm, this: &Value, item: &Value) -> PyResult<()> {
    let code = array(this).code.0;
    let item = code.write(vm, item)?;
    array(this).clone().resize(vm, |bytes| bytes.extend_from_slice(&item[..code.size]))
}

fn clear(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if array(&args[0]).len() > 0 {
        array(&args[0]).resize(vm, Vec::clear)?;
    }
    Ok(Value::NONE)
}

fn append(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    push(vm, &args[0], &args[1]).map(none)
}

fn copy(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (code, bytes) = (array(&args[0]).code.0, array(&args[0]).bytes.0.borrow().clone());
    Ok(vm.new_array(code, bytes))
}

fn buffer_info(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let address = array(&args[0]).bytes.0.borrow().as_ptr() as usize;
    let items = vec![vm.int_from_usize(address), vm.int_from_usize(array(&args[0]).len())];
    Ok(vm.new_tuple(items))
}

fn byteswap(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = array(&args[0]).code.0.size;
    array(&args[0]).change(|bytes| bytes.chunks_mut(size).for_each(<[u8]>::reverse));
    Ok(Value::NONE)
}

/// Where an item is that equals the value, between two indices.
pub(super) fn find(
    vm: &mut Vm,
    this: &Value,
    value: &Value,
    start: usize,
    stop: usize,
) -> PyResult<Option<usize>> {
    let object = array(this).clone();
    let mut index = start;
    while index < stop
        && let Some(item) = object.get(vm, index)?
    {
        if vm.equals(&item, value)? {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

fn count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (mut count, mut from) = (0, 0);
    while let Some(at) = find(vm, &args[0], &args[1], from, usize::MAX)? {
        (count, from) = (count + 1, at + 1);
    }
    Ok(Value::from_small(count))
}

fn index(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut bounds = [0, usize::MAX];
    for (bound, argument) in bounds.iter_mut().zip(args.iter().skip(2)) {
        let at = vm.index_clamped(argument)?;
        let at = if at < 0 { (at + array(&args[0]).len() as i64).max(0) } else { at };
        *bound = usize::try_from(at).unwrap_or(usize::MAX);
    }
    match find(vm, &args[0], &args[1], bounds[0], bounds[1])? {
        Some(at) => Ok(vm.int_from_usize(at)),
        None => Err(vm.raise_value_error("array.index(x): x not in array")),
    }
}

fn remove(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = array(&args[0]).code.0.size;
    match find(vm, &args[0], &args[1], 0, usize::MAX)? {
        // Comparing may have shortened the array.
        Some(at) if at < array(&args[0]).len() => {
            array(&args[0]).resize(vm, |bytes| drop(bytes.drain(at * size..(at + 1) * size)))?;
            Ok(Value::NONE)
        }
        _ => Err(vm.raise_value_error("array.remove(x): x not in array")),
    }
}

fn insert(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let index = vm.index_i64(&args[1])?;
    let code = array(&args[0]).code.0;
    let item = code.write(vm, &args[2])?;
    let len = array(&args[0]).len() as i64;
    let at = (if index < 0 { (index + len).max(0) } else { index.min(len) }) as usize * code.size;
    array(&args[0]).resize(vm, |bytes| drop(bytes.splice(at..at, item[..code.size].iter().copied())))?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let index = match args.get(1) {
        Some(index) => vm.index_i64(index)?,
        None => -1,
    };
    let object = array(&args[0]).clone();
    if object.len() == 0 {
        return Err(vm.raise_index_error("pop from empty array"));
    }
    let Some(at) = resolve_index(index, object.len()) else {
        return Err(vm.raise_index_error("pop index out of range"));
    };
    let item = object.get(vm, at)?.unwrap_or(Value::NONE);
    let size = object.code.0.size;
    object.resize(vm, |bytes| drop(bytes.drain(at * size..(at + 1) * size)))?;
    Ok(item)
}

fn reverse(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let size = array(&args[0]).code.0.size;
    array(&args[0]).change(|bytes| *bytes = bytes.rchunks(size).flatten().copied().collect());
    Ok(Value::NONE)
}

fn frombytes(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(bytes) = args[1].bytes_like().map(|bytes| bytes.to_vec()) else {
        let name = vm.type_name(&args[1]);
        return Err(vm.raise_type_error(format!("a bytes-like object is required, not '{name}'")));
    };
    append_bytes(vm, &args[0], &bytes).map(none)
}

/// All items of a list, or none.
fn fromlist(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(items) = args[1].as_list().map(|list| list.snapshot()) else {
        return Err(vm.raise_type_error("arg must be list"));
    };
    let code = array(&args[0]).code.0;
    let mut bytes = Vec::with_capacity(items.len() * code.size);
    for item in &items {
        bytes.extend_from_slice(&code.write(vm, item)?[..code.size]);
    }
    append_bytes(vm, &args[0], &bytes).map(none)
}

fn fromunicode(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(text) = args[1].as_str().map(str::to_owned) else {
        let name = vm.type_name(&args[1]);
        let message = format!("fromunicode() argument must be str, not {name}");
        return Err(vm.raise_type_error(message));
    };
    check_characters(vm, &args[0], "fromunicode() may only be called on unicode type arrays ('u' or 'w')")?;
    let bytes: Vec<u8> = text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    append_bytes(vm, &args[0], &bytes).map(none)
}

fn tounicode(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_characters(vm, &args[0], "tounicode() may only be called on unicode type arrays ('u' or 'w')")?;
    text(vm, &args[0])
}

fn check_characters(vm: &mut Vm, this: &Value, message: &str) -> PyResult<()> {
    match array(this).code.0.kind {
        Kind::Char => Ok(()),
        _ => Err(vm.raise_value_error(message)),
    }
}
