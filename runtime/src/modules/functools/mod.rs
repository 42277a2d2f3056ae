//! `_functools`: what of `functools` is called often; the rest is in Python.
//!
//! - `partial`: `partial` and `Placeholder`
//! - `cache`: what `lru_cache` makes of a function
//! - `compare`: `cmp_to_key`

mod cache;
mod compare;
mod partial;

use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, Parameters, function};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_functools",
    doc: "Tools that operate on functions.",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        for type_id in [id::PARTIAL, id::LRU_CACHE, id::PLACEHOLDER] {
            let class = vm.class_of_type(type_id);
            vm.set_global(dict, &class.name_text(), class.value().clone());
        }
        let placeholder = vm.singletons.placeholder.clone();
        vm.set_global(dict, "Placeholder", placeholder);
        Ok(())
    },
};

const FUNCTIONS: &[NativeDef] =
    &[function("cmp_to_key", compare::cmp_to_key, Arity::Any), function("reduce", reduce, Arity::Any)];

const REDUCE: Parameters<3> =
    Parameters { function: "reduce", names: ["", "", "initial"], required: 2, positional: 3 };

/// `reduce(function, iterable, /[, initial])`
fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [function, iterable, mut total] = args.bind(vm, &REDUCE)?;
    let [function, iterable] = [function, iterable].map(|value| value.unwrap_or(Value::NONE));
    let iterator = match vm.iter(&iterable) {
        Ok(iterator) => iterator,
        Err(raised) => {
            vm.clear_if(raised, ExceptionKind::TypeError)?;
            return Err(vm.raise_type_error("reduce() arg 2 must support iteration"));
        }
    };
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        total = Some(match total {
            None => item,
            Some(total) => vm.call(&function, &[total, item])?,
        });
    }
    match total {
        Some(total) => Ok(total),
        None => Err(vm.raise_type_error("reduce() of empty iterable with no initial value")),
    }
}

/// Declares layouts and fills the classes in.
pub(super) fn define(vm: &mut Vm) {
    partial::define(vm);
    cache::define(vm);
    compare::define(vm);
}
