//! `iter`, `next`, `sorted`, `any`, `all`.

use crate::error::PyResult;
use crate::native::Arguments;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn iter(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(sentinel) = args.get(1) else { return vm.iter(&args[0]) };
    if !vm.is_callable(&args[0]) {
        return Err(vm.raise_type_error("iter(v, w): v must be callable"));
    }
    Ok(vm.new_callable_iterator(args[0].clone(), sentinel.clone()))
}

pub(super) fn next(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let iterator = &args[0];
    if !vm.is_iterator(iterator) {
        let name = vm.type_name(iterator);
        return Err(vm.raise_type_error(format!("'{name}' object is not an iterator")));
    }
    let result = vm.next_or_raise(iterator);
    match (result, args.get(1)) {
        (Err(raised), Some(default)) => {
            vm.clear_if(raised, crate::exceptions::ExceptionKind::StopIteration)?;
            Ok(default.clone())
        }
        (result, _) => result,
    }
}

impl Vm {
    /// `next(iterator)`; at the end the StopIteration is raised, with its value.
    pub(crate) fn next_or_raise(&mut self, iterator: &Value) -> PyResult {
        use crate::generator::{GENERATOR, Resumed};
        if iterator.type_id() == GENERATOR {
            return match self.resume(iterator, Value::NONE) {
                Resumed::Yield(item) => Ok(item),
                Resumed::Return(value) => Err(self.raise_stop_iteration(Some(value))),
                Resumed::Raise(raised) => Err(raised),
            };
        }
        if iterator.type_id().user_layout().is_none() {
            return match self.next(iterator)? {
                Some(item) => Ok(item),
                None => Err(self.raise_stop_iteration(None)),
            };
        }
        let name = self.names.__next__.clone();
        let item = self.call_special(iterator, &name, &[])?;
        item.map_or_else(|| Err(self.raise_stop_iteration(None)), Ok)
    }
}

pub(super) fn any(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let iterator = vm.iter(&args[0])?;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        if vm.truth(&item)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(super) fn all(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let iterator = vm.iter(&args[0])?;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        if !vm.truth(&item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

pub(super) fn sorted(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [iterable] = args.positionals() else {
        return Err(vm.raise_type_error(format!("sorted expected 1 argument, got {}", args.len())));
    };
    let items = vm.collect(iterable)?;
    let list = vm.new_list(items);
    let sort = vm.names.sort.clone();
    let method = vm.get_attr(&list, &sort)?;
    let (names, values): (Vec<Value>, Vec<Value>) =
        args.keywords().map(|(name, value)| (name.clone(), value.clone())).unzip();
    vm.call_args(&method, &Arguments::with_names(&values, &names))?;
    Ok(list)
}
