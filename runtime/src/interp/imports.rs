//! `import`: through `builtins.__import__`, as programs may replace it.

use super::names::get_from_namespace;
use super::stack::Regs;
use crate::error::PyResult;
use crate::exceptions::{Exception, ExceptionKind, field};
use crate::value::Value;
use crate::vm::Vm;

/// `IMPORT_NAME`.
pub(super) fn import_name(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let (from, level) = (r.pop_value(), r.pop_value());
    let name = r.name(index).clone();
    let key = vm.names.__import__.clone();
    let builtins = vm.builtins_of(r.function());
    let Some(import) = get_from_namespace(vm, &builtins, &key)? else {
        return Err(vm.raise(ExceptionKind::ImportError, "__import__ not found"));
    };
    let globals = r.function().globals.get_or_none();
    let locals = vm.frame_namespace(r.frame).unwrap_or(Value::NONE);
    let module = vm.call(&import, &[name, globals, locals, from, level])?;
    r.push_value(module);
    Ok(())
}

/// `IMPORT_FROM`.
pub(super) fn import_from(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let module = r.peek_value(1).clone();
    let name = r.name(index).clone();
    let value = match vm.get_attr(&module, &name) {
        Ok(value) => value,
        Err(raised) => {
            vm.clear_if(raised, ExceptionKind::AttributeError)?;
            match submodule(vm, &module, &name) {
                Some(found) => found,
                None => return Err(cannot_import(vm, &module, &name)),
            }
        }
    };
    r.push_value(value);
    Ok(())
}

/// A submodule that is registered and not yet an attribute of its package, as in a circular import.
fn submodule(vm: &mut Vm, module: &Value, name: &Value) -> Option<Value> {
    let key = vm.names.__name__.clone();
    let package = vm.text_attr(module, &key)?;
    let full = vm.intern(&format!("{package}.{}", name.as_str()?));
    let modules = vm.modules.clone();
    vm.dict_get(&modules, &full).filter(|found| !found.is_none())
}

fn cannot_import(vm: &mut Vm, module: &Value, name: &Value) -> crate::error::Raised {
    let key = vm.names.__name__.clone();
    let module_text = vm.text_attr(module, &key).unwrap_or_else(|| "<unknown module name>".to_owned());
    let key = vm.names.__file__.clone();
    let file = vm.text_attr(module, &key);
    let text = vm.str_text(name).unwrap_or_default();
    let module_name = vm.new_str(&module_text);
    let place = file.clone().unwrap_or_else(|| "unknown location".to_owned());
    let message = if vm.initialising.contains(&module_text) {
        format!(
            "cannot import name '{text}' from partially initialized module '{module_text}' \
             (most likely due to a circular import) ({place})"
        )
    } else {
        format!("cannot import name '{text}' from '{module_text}' ({place})")
    };
    let message = vm.new_str(&message);
    let exception = vm.new_exception(ExceptionKind::ImportError, vec![message]);
    let path = file.map(|file| vm.new_str(&file));
    if let Some(object) = exception.downcast::<Exception>() {
        object.fields[field::NAME].set(module_name);
        object.fields[field::FILENAME].set(name.clone());
        if let Some(path) = path {
            object.fields[field::PATH].set(path);
        }
    }
    vm.raise_value(exception)
}

/// `from module import *`.
pub(super) fn import_star(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let module = r.pop_value();
    let Some(namespace) = vm.frame_namespace(r.frame) else {
        return Err(vm.raise_system_error("no locals found during 'import *'"));
    };
    let key = vm.names.__dict__.clone();
    let dict = vm.get_attr(&module, &key)?;
    let key = vm.names.__all__.clone();
    let listed = vm.find_attr(&module, &key)?;
    let names = match &listed {
        Some(all) => vm.collect(all)?,
        None => vm.collect(&dict)?,
    };
    for name in names {
        if name.as_str().is_none() {
            let key = vm.names.__name__.clone();
            let (module, found) = (vm.text_attr(&module, &key).unwrap_or_default(), vm.type_name(&name));
            let (what, place) = if listed.is_some() { ("Item", "__all__") } else { ("Key", "__dict__") };
            return Err(vm.raise_type_error(format!("{what} in {module}.{place} must be str, not {found}")));
        }
        let text = vm.str_text(&name).unwrap_or_default();
        if listed.is_none() && text.starts_with('_') {
            continue;
        }
        let value = vm.get_attr(&module, &name)?;
        vm.set_item(&namespace, &name, &value)?;
    }
    r.push_value(Value::NONE);
    Ok(())
}
