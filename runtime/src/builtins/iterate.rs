//! `iter`, `next` and `sorted`.

use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::generator::{GENERATOR, Resumed};
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

/// `iter(iterable)`, `iter(callable, sentinel)`
pub(super) fn iter(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(sentinel) = args.get(1) else { return vm.iter(&args[0]) };
    if !vm.is_callable(&args[0]) {
        return Err(vm.raise_type_error("iter(v, w): v must be callable"));
    }
    Ok(vm.new_callable_iterator(args[0].clone(), sentinel.clone()))
}

/// `next(iterator[, default])`
pub(super) fn next(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match (advance(vm, &args[0]), args.get(1)) {
        (Err(raised), Some(default)) => {
            vm.clear_if(raised, ExceptionKind::StopIteration)?;
            Ok(default.clone())
        }
        (result, _) => result,
    }
}

/// The next item; the StopIteration of a generator has its value.
fn advance(vm: &mut Vm, iterator: &Value) -> PyResult {
    if iterator.type_id() == GENERATOR {
        return match vm.resume(iterator, Value::NONE) {
            Resumed::Yield(item) => Ok(item),
            Resumed::Return(value) => Err(vm.raise_stop_iteration(Some(value))),
            Resumed::Raise(raised) => Err(raised),
        };
    }
    if let Some(send) = vm.slots_of(iterator).send {
        let resumed = send(vm, iterator, Value::NONE);
        return crate::throw::to_result(vm, resumed);
    }
    vm.next_or_raise(iterator)
}

/// `aiter(async_iterable)`
pub(super) fn aiter(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(iterator) = vm.asynchronous_iterator(&args[0])? else {
        let name = vm.type_name(&args[0]);
        return Err(vm.raise_type_error(format!("'{name}' object is not an async iterable")));
    };
    if !vm.is_asynchronous_iterator(&iterator) {
        let name = vm.type_name(&iterator);
        return Err(vm.raise_type_error(format!("aiter() returned not an async iterator of type '{name}'")));
    }
    Ok(iterator)
}

/// `anext(async_iterator[, default])`
pub(super) fn anext(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(awaitable) = vm.asynchronous_next(&args[0])? else {
        let name = vm.type_name(&args[0]);
        return Err(vm.raise_type_error(format!("'{name}' object is not an async iterator")));
    };
    match args.get(1) {
        None => Ok(awaitable),
        Some(default) => Ok(vm.new_anext_awaitable(awaitable, default.clone())),
    }
}

/// `sorted(iterable, /, *, key=None, reverse=False)`
pub(super) fn sorted(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    args.between(vm, "sorted", 1, 1)?;
    let list = vm.new_list(Vec::new());
    if let Some(list) = list.as_list().cloned() {
        crate::list::extend_with(vm, &list, &args[0])?;
    }
    let sort = vm.names.sort.clone();
    let (sort, needs_self) = vm.get_method(&list, &sort)?;
    let keywords = Arguments::with_names(&args.values()[1..], args.names());
    if needs_self {
        vm.call_with_self(&sort, &list, &keywords)?;
    } else {
        vm.call_args(&sort, &keywords)?;
    }
    Ok(list)
}
