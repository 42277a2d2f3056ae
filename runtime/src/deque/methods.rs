//! Methods of deques.

use genjit_bytecode::BinaryOp;

use super::operators::{binary, compare, contains, find, get_item, in_place, repr, set_item};
use super::{deque, iterator};
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::generic;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, Parameters, class_method, getter, method};
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

fn new(vm: &mut Vm, _class: &Value, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.new_deque(Default::default(), None).into_value())
}

const INIT: Parameters<2> =
    Parameters { function: "deque", names: ["iterable", "maxlen"], required: 0, positional: 2 };

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    let [iterable, maxlen] = args.bind(vm, &INIT)?;
    let maxlen = match maxlen.filter(|maxlen| !maxlen.is_none()) {
        None => None,
        Some(maxlen) => {
            if maxlen.as_int().is_none() {
                return Err(vm.raise_type_error("an integer is required"));
            }
            let length = vm.index_i64(&maxlen)?;
            match usize::try_from(length) {
                Ok(length) => Some(length),
                Err(_) => return Err(vm.raise_value_error("maxlen must be non-negative")),
            }
        }
    };
    let this = deque(this);
    this.maxlen.set(maxlen);
    let old = this.change(std::mem::take);
    drop(old);
    match iterable {
        Some(iterable) => vm.extend_deque(&this, &iterable, false),
        None => Ok(()),
    }
}

fn append(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    deque(&args[0]).push_back(args[1].clone());
    Ok(Value::NONE)
}

fn appendleft(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    deque(&args[0]).push_front(args[1].clone());
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let item = deque(&args[0]).change(|items| items.pop_back());
    item.ok_or_else(|| vm.raise_index_error("pop from an empty deque"))
}

fn popleft(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let item = deque(&args[0]).change(|items| items.pop_front());
    item.ok_or_else(|| vm.raise_index_error("pop from an empty deque"))
}

fn extend(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.extend_deque(&deque(&args[0]), &args[1], false)?;
    Ok(Value::NONE)
}

fn extendleft(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.extend_deque(&deque(&args[0]), &args[1], true)?;
    Ok(Value::NONE)
}

fn clear(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let old = deque(&args[0]).change(std::mem::take);
    drop(old);
    Ok(Value::NONE)
}

fn rotate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let steps = args.get(1).map_or(Ok(1), |steps| vm.index_i64(steps))?;
    let this = deque(&args[0]);
    let len = this.len();
    if len > 1 {
        let right = steps.rem_euclid(len as i64) as usize;
        this.change(|items| items.rotate_right(right));
    }
    Ok(Value::NONE)
}

fn reverse(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    // The number and the ends stay: iterators go on, as CPython's do.
    deque(&args[0]).items.0.borrow_mut().make_contiguous().reverse();
    Ok(Value::NONE)
}

fn count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = deque(&args[0]);
    let (mut from, mut count) = (0, 0);
    while let Some(at) = {
        let len = this.len();
        find(vm, &this, &args[1], from..len)?
    } {
        (from, count) = (at + 1, count + 1);
    }
    Ok(vm.int(count))
}

/// A bound of `index`, counted from the end if negative.
fn bound(vm: &mut Vm, value: Option<&Value>, default: usize, len: usize) -> PyResult<usize> {
    let Some(value) = value else { return Ok(default) };
    if !vm.has_index(value) {
        return Err(vm.raise_type_error("slice indices must be integers or have an __index__ method"));
    }
    let index = vm.index_clamped(value)?;
    let index = if index < 0 { index.saturating_add(len as i64).max(0) } else { index };
    Ok((index as usize).min(len))
}

fn index(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = deque(&args[0]);
    let len = this.len();
    let start = bound(vm, args.get(2), 0, len)?;
    let stop = bound(vm, args.get(3), len, len)?;
    match find(vm, &this, &args[1], start..stop)? {
        Some(at) => Ok(vm.int_from_usize(at)),
        None => Err(vm.raise_value_error("deque.index(x): x not in deque")),
    }
}

fn insert(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = deque(&args[0]);
    let index = vm.index_i64(&args[1])?;
    if this.is_full() {
        return Err(vm.raise_index_error("deque already at its maximum size"));
    }
    let len = this.len() as i64;
    let at = if index < 0 { (index + len).max(0) } else { index.min(len) };
    this.change(|items| items.insert(at as usize, args[2].clone()));
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = deque(&args[0]);
    let changes = this.changes.get();
    for at in 0..this.len() {
        let Some(found) = this.get(at) else { break };
        let equal = vm.equals(&found, &args[1])?;
        if this.changes.get() != changes {
            return Err(vm.raise_index_error("deque mutated during remove()."));
        }
        if equal {
            let old = this.change(|items| items.remove(at));
            drop(old);
            return Ok(Value::NONE);
        }
    }
    Err(vm.raise_value_error("deque.remove(x): x not in deque"))
}

fn copy(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    copy_of(vm, &args[0])
}

/// A deque of the same class, made by calling it.
pub(super) fn copy_of(vm: &mut Vm, value: &Value) -> PyResult {
    let this = deque(value);
    if value.type_id() == id::DEQUE {
        return Ok(vm.new_deque(this.snapshot().into(), this.maxlen.get()).into_value());
    }
    let class = vm.class_of(value);
    let copy = match this.maxlen.get() {
        None => vm.call(class.value(), std::slice::from_ref(value))?,
        Some(maxlen) => {
            let maxlen = vm.int_from_usize(maxlen);
            vm.call(class.value(), &[value.clone(), maxlen])?
        }
    };
    if copy.as_deque().is_none() {
        let (name, found) = (class.name_text(), vm.type_name(&copy));
        return Err(vm.raise_type_error(format!("{name}() must return a deque, not {found}")));
    }
    Ok(copy)
}

fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let class = vm.class_of(&args[0]).into_value();
    let state = vm.default_state(&args[0])?;
    let arguments = match deque(&args[0]).maxlen.get() {
        None => Vec::new(),
        Some(maxlen) => {
            let nothing = vm.new_tuple(Vec::new());
            vec![nothing, vm.int_from_usize(maxlen)]
        }
    };
    let arguments = vm.new_tuple(arguments);
    let iterator = vm.iter(&args[0])?;
    Ok(vm.new_tuple(vec![class, arguments, state, iterator]))
}

fn reversed(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(iterator::new(vm, id::DEQUE_REVERSE_ITERATOR, &deque(&args[0])))
}

fn maxlen(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(deque(this).maxlen.get().map_or(Value::NONE, |maxlen| vm.int_from_usize(maxlen)))
}

/// The operators of derived classes, whose results are of the same class.
fn operator(vm: &mut Vm, args: &Arguments<'_>, op: BinaryOp) -> PyResult {
    binary(vm, op, &args[0], &args[1])
}

const METHODS: &[NativeDef] = &[
    method("__add__", |vm, args| operator(vm, args, BinaryOp::Add), Arity::One).keep_self(),
    method("__mul__", |vm, args| operator(vm, args, BinaryOp::Multiply), Arity::One).keep_self(),
    method("__rmul__", |vm, args| operator(vm, args, BinaryOp::Multiply), Arity::One).keep_self(),
    method("append", append, Arity::One),
    method("appendleft", appendleft, Arity::One),
    method("pop", pop, Arity::Zero),
    method("popleft", popleft, Arity::Zero),
    method("extend", extend, Arity::One),
    method("extendleft", extendleft, Arity::One),
    method("clear", clear, Arity::Zero),
    method("rotate", rotate, Arity::Between(0, 1)),
    method("reverse", reverse, Arity::Zero),
    method("count", count, Arity::One),
    method("index", index, Arity::Between(1, 3)),
    method("insert", insert, Arity::Exactly(2)),
    method("remove", remove, Arity::One),
    method("copy", copy, Arity::Zero).keep_self(),
    method("__copy__", copy, Arity::Zero).keep_self(),
    method("__reduce__", reduce, Arity::Zero).keep_self(),
    method("__repr__", |vm, args| repr(vm, &args[0]), Arity::Zero).keep_self(),
    method("__reversed__", reversed, Arity::Zero),
    class_method("__class_getitem__", generic::class_getitem, Arity::One),
];

const ATTRIBUTES: &[GetSetDef] = &[getter("maxlen", maxlen)];

pub(super) fn define(vm: &mut Vm) {
    let slots = Slots {
        repr: Some(repr),
        unhashable: true,
        iter: Some(|vm, this| Ok(iterator::new(vm, id::DEQUE_ITERATOR, &deque(this)))),
        len: Some(|_, this| Ok(deque(this).len())),
        compare: Some(compare),
        contains: Some(contains),
        get_item: Some(get_item),
        set_item: Some(set_item),
        binary: Some(binary),
        binary_ops: &[BinaryOp::Add, BinaryOp::Multiply],
        in_place: Some(in_place),
        in_place_ops: &[BinaryOp::Add, BinaryOp::Multiply],
        new: Some(new),
        init: Some(init),
        ..Slots::NONE
    };
    let definition = BuiltinType::new(id::DEQUE, slots).methods(METHODS).getsets(ATTRIBUTES);
    vm.define_type(&definition.module("collections"));
}
