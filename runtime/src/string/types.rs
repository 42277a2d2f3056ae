//! The native operations of `str`, and its class.

use std::cmp::Ordering;

use genjit_bytecode::{BinaryOp, CompareOp, repr_str};

use super::{Str, methods, percent, search};
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::list::{item_index, repeat_count, span_of};
use crate::native::{Arguments, Parameters};
use crate::object::Ref;
use crate::ops::holds;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// The string behind `self` of a method.
///
/// # Panics
/// Never: methods of `str` get strings.
pub(super) fn string(value: &Value) -> &Ref<Str> {
    value.as_str_object().expect("a method of strings gets a string")
}

/// `a op b` of two strings; `None` if one is something else, or of a class derived from `str`.
#[inline]
pub(crate) fn compare_texts(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    let (x, y) = (a.downcast::<Str>()?, b.downcast::<Str>()?);
    let (x, y) = (x.as_str().as_bytes(), y.as_str().as_bytes());
    // UTF-8 sorts as its code points do, and most texts differ in length or at once.
    Some(match op {
        CompareOp::Eq => a.is(b) || x.len() == y.len() && x.first() == y.first() && x == y,
        CompareOp::Ne => !a.is(b) && (x.len() != y.len() || x.first() != y.first() || x != y),
        _ if x.first() != y.first() => holds(op, Some(x.first().cmp(&y.first()))),
        _ => holds(op, Some(x.cmp(y))),
    })
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (a.as_str(), b.as_str()) else { return Ok(vm.not_implemented()) };
    // UTF-8 sorts as its code points do.
    let ordering: Ordering = x.cmp(y);
    Ok(Value::from_bool(holds(op, Some(ordering))))
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    if let Some(index) = key.as_small().and_then(|index| usize::try_from(index).ok())
        && let Some(c) = string(this).ascii_at(index)
    {
        return Ok(vm.new_char(c));
    }
    let text = string(this).clone();
    if let Some(slice) = key.as_slice() {
        let span = span_of(vm, slice, || text.chars())?;
        if span.step == 1 {
            let (start, stop) = (text.offset(span.start), text.offset(span.start + span.count));
            return Ok(vm.new_str(&text.as_str()[start..stop]));
        }
        if text.is_ascii() {
            let bytes = span.pick(text.as_str().as_bytes());
            return Ok(vm.new_str(&String::from_utf8_lossy(&bytes)));
        }
        let chars: Vec<char> = text.as_str().chars().collect();
        let picked: String = span.pick(&chars).into_iter().collect();
        return Ok(vm.new_str(&picked));
    }
    let at = item_index(vm, key, text.chars(), "string", "string index out of range")?;
    match text.char_at(at) {
        Some(c) => Ok(vm.new_char(c)),
        None => Err(vm.raise_index_error("string index out of range")),
    }
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    match op {
        BinaryOp::Add => {
            let (Some(x), Some(y)) = (a.as_str_object(), b.as_str_object()) else {
                return Ok(vm.not_implemented());
            };
            if x.chars() == 0 && b.type_id() == id::STR {
                return Ok(b.clone());
            }
            if y.chars() == 0 && a.type_id() == id::STR {
                return Ok(a.clone());
            }
            Ok(Str::concatenated(&mut vm.heap, &[x.as_str(), y.as_str()]).into_value())
        }
        BinaryOp::Multiply => {
            let (text, count) = match (a.as_str_object(), b.as_str_object()) {
                (Some(text), None) => (text.clone(), b),
                (None, Some(text)) => (text.clone(), a),
                _ => return Ok(vm.not_implemented()),
            };
            match repeat_count(vm, count, text.as_str().len(), 1)? {
                Some(times) if (times as u64) * (text.as_str().len() as u64) < 1 << 32 => {
                    Ok(vm.new_str(&text.as_str().repeat(times)))
                }
                Some(_) => Err(vm.raise_memory_error("")),
                None => Ok(vm.not_implemented()),
            }
        }
        BinaryOp::Remainder if a.as_str().is_some() => percent::percent_format(vm, a, b),
        _ => Ok(vm.not_implemented()),
    }
}

fn contains(vm: &mut Vm, this: &Value, item: &Value) -> PyResult<bool> {
    match item.as_str() {
        Some(part) => Ok(search::contains(string(this).as_str(), part)),
        None => {
            let name = vm.type_name(item);
            Err(vm.raise_type_error(format!("'in <string>' requires string as left operand, not {name}")))
        }
    }
}

const PARAMETERS: Parameters<3> =
    Parameters { function: "str", names: ["object", "encoding", "errors"], required: 0, positional: 3 };

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.between(vm, "str", 0, 3)?;
    let [object, encoding, errors] = args.bind(vm, &PARAMETERS)?;
    for (name, value) in [("encoding", &encoding), ("errors", &errors)] {
        if let Some(value) = value
            && value.as_str().is_none()
        {
            let found = vm.type_name(value);
            return Err(vm.raise_type_error(format!("str() argument '{name}' must be str, not {found}")));
        }
    }
    let Some(object) = object else { return Ok(vm.new_str("")) };
    if encoding.is_none() && errors.is_none() {
        return vm.str(&object);
    }
    if object.as_str().is_some() {
        return Err(vm.raise_type_error("decoding str is not supported"));
    }
    let Some(bytes) = object.bytes_like().map(|bytes| bytes.to_vec()) else {
        let name = vm.type_name(&object);
        return Err(vm.raise_type_error(format!("decoding to str: need a bytes-like object, {name} found")));
    };
    let name = encoding.as_ref().and_then(|encoding| encoding.as_str()).unwrap_or("utf-8").to_owned();
    let errors = errors.as_ref().and_then(|errors| errors.as_str()).unwrap_or("strict").to_owned();
    let text = vm.decode_bytes(&bytes, &name, &errors)?;
    Ok(vm.new_str(&text))
}

const SLOTS: Slots = Slots {
    repr: Some(|vm, this| {
        let text = repr_str(string(this).as_str());
        Ok(vm.new_str(&text))
    }),
    str: Some(|_, this| Ok(this.exact().clone())),
    hash: Some(|_, this| Ok(string(this).hash() as i64)),
    iter: Some(|vm, this| {
        let type_id = if string(this).is_ascii() { id::STR_ITERATOR } else { id::WIDE_STR_ITERATOR };
        Ok(vm.new_iterator_of(type_id, this.exact().clone(), 0))
    }),
    len: Some(|_, this| Ok(string(this).chars())),
    compare: Some(compare),
    contains: Some(contains),
    get_item: Some(get_item),
    binary: Some(binary),
    binary_ops: &[BinaryOp::Add, BinaryOp::Multiply, BinaryOp::Remainder],
    new: Some(new),
    ..Slots::NONE
};

/// Declares the layout and fills the class in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::STR, Str::LAYOUT);
    vm.define_type(&BuiltinType::new(id::STR, SLOTS).methods(methods::METHODS).doc(
        "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\nthat will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\nor repr(object).\nencoding defaults to 'utf-8'.\nerrors defaults to 'strict'.",
    ));
}
