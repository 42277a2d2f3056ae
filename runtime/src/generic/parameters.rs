//! Type variables of generic aliases and unions.
//!
//! A type variable is what has `__typing_subst__`; an argument with `__parameters__` brings its own.

use crate::error::{PyResult, Raised};
use crate::value::Value;
use crate::vm::Vm;

/// The type variables among arguments, each once, in order.
pub(super) fn collect(vm: &mut Vm, arguments: &[Value]) -> PyResult<Vec<Value>> {
    let mut found: Vec<Value> = Vec::new();
    let add = |found: &mut Vec<Value>, parameter: &Value| {
        if !found.iter().any(|known| known.is(parameter)) {
            found.push(parameter.clone());
        }
    };
    let (subst, parameters) = (vm.intern("__typing_subst__"), vm.intern("__parameters__"));
    for argument in arguments {
        if argument.as_class().is_some() {
            continue;
        }
        let nested = argument.as_tuple().map(|tuple| tuple.items().to_vec());
        if let Some(items) = nested.or_else(|| argument.as_list().map(|list| list.snapshot())) {
            for parameter in collect(vm, &items)? {
                add(&mut found, &parameter);
            }
        } else if vm.find_attr(argument, &subst)?.is_some() {
            add(&mut found, argument);
        } else if let Some(inner) = vm.find_attr(argument, &parameters)? {
            for parameter in vm.tuple_items(&inner) {
                add(&mut found, &parameter);
            }
        }
    }
    Ok(found)
}

#[cold]
fn wrong_count(vm: &mut Vm, this: &Value, given: usize, expected: usize) -> Raised {
    let word = if given > expected { "many" } else { "few" };
    match vm.repr_string(this) {
        Ok(shown) => vm.raise_type_error(format!(
            "Too {word} arguments for {shown}; actual {given}, expected {expected}"
        )),
        Err(raised) => raised,
    }
}

/// The arguments of `this` with `item` in place of its parameters.
pub(super) fn substitute(
    vm: &mut Vm,
    this: &Value,
    arguments: &[Value],
    parameters: &[Value],
    item: &Value,
) -> PyResult<Vec<Value>> {
    if parameters.is_empty() {
        let shown = vm.repr_string(this)?;
        return Err(vm.raise_type_error(format!("{shown} is not a generic class")));
    }
    let mut item = item.clone();
    let prepare = vm.intern("__typing_prepare_subst__");
    for parameter in parameters {
        if let Some(prepare) = vm.find_attr(parameter, &prepare)?.filter(|found| !found.is_none()) {
            let given =
                if item.as_tuple().is_some() { item.clone() } else { vm.new_tuple(vec![item.clone()]) };
            item = vm.call(&prepare, &[this.clone(), given])?;
        }
    }
    let given = match item.as_tuple() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![item],
    };
    if given.len() != parameters.len() {
        return Err(wrong_count(vm, this, given.len(), parameters.len()));
    }
    replace(vm, arguments, parameters, &given)
}

fn replace(vm: &mut Vm, arguments: &[Value], parameters: &[Value], given: &[Value]) -> PyResult<Vec<Value>> {
    let names = ["__typing_subst__", "__parameters__", "__typing_is_unpacked_typevartuple__"];
    let [subst, inner_name, unpacked] = names.map(|name| vm.intern(name));
    let mut result = Vec::with_capacity(arguments.len());
    for argument in arguments {
        if argument.as_class().is_some() {
            result.push(argument.clone());
            continue;
        }
        if let Some(list) = argument.as_list().map(|list| list.snapshot()) {
            let items = replace(vm, &list, parameters, given)?;
            result.push(vm.new_list(items));
            continue;
        }
        let place = parameters.iter().position(|parameter| parameter.is(argument));
        if let (Some(place), Some(subst)) = (place, vm.find_attr(argument, &subst)?) {
            let value = vm.call(&subst, std::slice::from_ref(&given[place]))?;
            match value.as_tuple() {
                // Parameters that stand for any number of types.
                Some(tuple) if vm.find_attr(argument, &unpacked)?.is_some() => {
                    result.extend_from_slice(tuple.items());
                }
                _ => result.push(value),
            }
            continue;
        }
        let inner =
            vm.find_attr(argument, &inner_name)?.map(|inner| vm.tuple_items(&inner)).unwrap_or_default();
        if inner.is_empty() {
            result.push(argument.clone());
            continue;
        }
        let values: Vec<Value> = inner
            .iter()
            .map(|wanted| {
                let place = parameters.iter().position(|parameter| parameter.is(wanted));
                place.map_or_else(|| wanted.clone(), |place| given[place].clone())
            })
            .collect();
        let key = if values.len() == 1 { values[0].clone() } else { vm.new_tuple(values) };
        result.push(vm.get_item(argument, &key)?);
    }
    Ok(result)
}
