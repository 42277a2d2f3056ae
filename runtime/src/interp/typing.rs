//! Type parameters and type aliases: what makes them are functions of the library module `_typing`.

use super::stack::Regs;
use crate::error::PyResult;
use crate::function::Function;
use crate::value::Value;
use crate::vm::Vm;

/// Calls a function of `_typing` with values and the name of the module that is running.
fn call(vm: &mut Vm, function: &str, values: &[Value]) -> PyResult {
    let module = vm.import_module("_typing")?;
    let name = vm.intern(&format!("_make_{function}"));
    let function = vm.get_attr(&module, &name)?;
    let mut arguments = values.to_vec();
    arguments.push(vm.current_module_name());
    vm.call(&function, &arguments)
}

/// Replaces the value on the stack by what is made of it.
pub(super) fn make(vm: &mut Vm, r: &mut Regs, function: &str) -> PyResult<()> {
    let operand = r.peek_value(1).clone();
    let made = call(vm, function, &[operand])?;
    drop(r.pop_value());
    r.push_value(made);
    Ok(())
}

/// The same with two values.
pub(super) fn make_with(vm: &mut Vm, r: &mut Regs, function: &str) -> PyResult<()> {
    let operands = [r.peek_value(2).clone(), r.peek_value(1).clone()];
    let made = call(vm, function, &operands)?;
    drop(r.pop_value());
    drop(r.pop_value());
    r.push_value(made);
    Ok(())
}

/// `__type_params__` of the function below the top.
pub(super) fn set_function_type_params(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let params = r.pop_value();
    let Some(function) = r.peek_value(1).downcast::<Function>() else {
        return Err(vm.raise_system_error("type parameters of what is no function"));
    };
    function.type_params.set(params);
    Ok(())
}
