//! What `sys` has for coroutines and asynchronous generators.

use super::sys::new_record_of;
use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// `sys.get_asyncgen_hooks()`
pub(super) fn get_hooks(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    const FIELDS: &[&str] = &["firstiter", "finalizer"];
    let hooks = [&vm.asynchrony.first_iteration, &vm.asynchrony.finaliser];
    let hooks = hooks.map(|hook| hook.clone().unwrap_or(Value::NONE)).to_vec();
    Ok(new_record_of(vm, id::ASYNC_GENERATOR_HOOKS, "asyncgen_hooks", FIELDS, hooks))
}

/// `sys.set_asyncgen_hooks(firstiter=..., finalizer=...)`
pub(super) fn set_hooks(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let parameters = Parameters {
        function: "set_asyncgen_hooks",
        names: ["firstiter", "finalizer"],
        required: 0,
        positional: 2,
    };
    let [first, finaliser] = args.bind(vm, &parameters)?;
    check_callable(vm, finaliser.as_ref(), "finalizer")?;
    check_callable(vm, first.as_ref(), "firstiter")?;
    let not_none = |value: Value| (!value.is_none()).then_some(value);
    if let Some(finaliser) = finaliser {
        drop(std::mem::replace(&mut vm.asynchrony.finaliser, not_none(finaliser)));
    }
    if let Some(first) = first {
        drop(std::mem::replace(&mut vm.asynchrony.first_iteration, not_none(first)));
    }
    Ok(Value::NONE)
}

fn check_callable(vm: &mut Vm, hook: Option<&Value>, name: &str) -> PyResult<()> {
    let Some(hook) = hook.filter(|hook| !hook.is_none()) else { return Ok(()) };
    if vm.is_callable(hook) {
        return Ok(());
    }
    let found = vm.type_name(hook);
    Err(vm.raise_type_error(format!("callable {name} expected, got {found}")))
}

/// `sys.get_coroutine_origin_tracking_depth()`
pub(super) fn origin_depth(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_small(vm.asynchrony.origin_depth as i64))
}

/// `sys.set_coroutine_origin_tracking_depth(depth)`
pub(super) fn set_origin_depth(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let parameters = Parameters {
        function: "set_coroutine_origin_tracking_depth",
        names: ["depth"],
        required: 1,
        positional: 1,
    };
    let [depth] = args.bind(vm, &parameters)?;
    let depth = vm.index(&depth.unwrap_or(Value::NONE))?;
    let depth = depth.as_int().and_then(|depth| depth.to_i64());
    let Some(depth) = depth.and_then(|depth| i32::try_from(depth).ok()) else {
        return Err(vm.raise_overflow_error("Python int too large to convert to C int"));
    };
    let Ok(depth) = usize::try_from(depth) else {
        return Err(vm.raise_value_error("depth must be >= 0"));
    };
    let before = std::mem::replace(&mut vm.asynchrony.origin_depth, depth);
    if (before == 0) != (depth == 0) {
        crate::tier::origins_changed(vm);
    }
    Ok(Value::NONE)
}
