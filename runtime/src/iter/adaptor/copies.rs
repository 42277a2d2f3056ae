//! How adaptors are taken apart: `__reduce__`, `__setstate__`, `__length_hint__`.
use super::{CallableIterator, Enumerate, Filter, Parallel, Reversed};
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object::TypeId;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

const ENUMERATE: &[NativeDef] = &[method("__reduce__", reduce_enumerate, Arity::Zero).keep_self()];
const PARALLEL: &[NativeDef] = &[
    method("__reduce__", reduce_parallel, Arity::Zero).keep_self(),
    method("__setstate__", set_strict, Arity::One),
];
const FILTER: &[NativeDef] = &[method("__reduce__", reduce_filter, Arity::Zero).keep_self()];
const REVERSED: &[NativeDef] = &[
    method("__length_hint__", reversed_hint, Arity::Zero),
    method("__reduce__", reduce_reversed, Arity::Zero).keep_self(),
    method("__setstate__", set_reversed_state, Arity::One),
];
const CALLABLE: &[NativeDef] = &[method("__reduce__", reduce_callable, Arity::Zero)];

/// The methods of an adaptor.
pub(super) const fn methods(type_id: TypeId) -> &'static [NativeDef] {
    match type_id {
        id::ENUMERATE => ENUMERATE,
        id::ZIP | id::MAP => PARALLEL,
        id::FILTER => FILTER,
        id::REVERSED => REVERSED,
        _ => CALLABLE,
    }
}

/// What its class and these arguments make.
fn of_class(vm: &mut Vm, this: &Value, arguments: Vec<Value>, state: Option<Value>) -> PyResult {
    let class = vm.class_of(this).into_value();
    Ok(vm.reduced(class, arguments, state))
}

fn reduce_enumerate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(this) = args[0].exact().downcast::<Enumerate>() else { return Ok(Value::NONE) };
    let arguments = vec![this.iterator.get_or_none(), this.count.get_or_none()];
    of_class(vm, &args[0], arguments, None)
}

fn reduce_parallel(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(this) = args[0].exact().downcast::<Parallel>().cloned() else { return Ok(Value::NONE) };
    let mut arguments: Vec<Value> = this.function.get().into_iter().collect();
    arguments.extend(this.iterators.borrow().iter().cloned());
    of_class(vm, &args[0], arguments, this.strict.get().then_some(Value::TRUE))
}

fn set_strict(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let strict = vm.truth(&args[1])?;
    if let Some(this) = args[0].downcast::<Parallel>() {
        this.strict.set(strict);
    }
    Ok(Value::NONE)
}

fn reduce_filter(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(this) = args[0].exact().downcast::<Filter>() else { return Ok(Value::NONE) };
    let arguments = vec![this.function.get_or_none(), this.iterator.get_or_none()];
    of_class(vm, &args[0], arguments, None)
}

fn reduce_reversed(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(this) = args[0].exact().downcast::<Reversed>() else { return Ok(Value::NONE) };
    let Some(sequence) = this.sequence.get() else {
        let nothing = vm.new_tuple(Vec::new());
        return of_class(vm, &args[0], vec![nothing], None);
    };
    let index = vm.int(this.left.get() as i64 - 1);
    of_class(vm, &args[0], vec![sequence], Some(index))
}

fn set_reversed_state(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args[1].as_int().is_none() {
        return Err(vm.raise_type_error("an integer is required"));
    }
    let index = vm.index_i64(&args[1])?;
    let Some(this) = args[0].downcast::<Reversed>().cloned() else { return Ok(Value::NONE) };
    if let Some(sequence) = this.sequence.get() {
        let length = vm.len(&sequence)? as i64;
        this.left.set((index.clamp(-1, length - 1) + 1) as usize);
    }
    Ok(Value::NONE)
}

/// Nothing, if the sequence has become shorter than the place where it is.
fn reversed_hint(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(this) = args[0].downcast::<Reversed>().cloned() else { return Ok(Value::NONE) };
    let Some(sequence) = this.sequence.get() else { return Ok(Value::from_small(0)) };
    let (length, left) = (vm.len(&sequence)?, this.left.get());
    Ok(vm.int_from_usize(if length < left { 0 } else { left }))
}

fn reduce_callable(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let function = vm.builtin_named("iter")?;
    let Some(this) = args[0].downcast::<CallableIterator>() else { return Ok(Value::NONE) };
    let arguments = match (this.callable.get(), this.sentinel.get()) {
        (Some(callable), Some(sentinel)) => vec![callable, sentinel],
        _ => vec![vm.new_tuple(Vec::new())],
    };
    Ok(vm.reduced(function, arguments, None))
}
