//! Built-ins about attributes and identity.

use crate::class::Class;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

fn attribute_name<'a>(vm: &mut Vm, name: &'a Value) -> PyResult<&'a Value> {
    if name.as_str().is_some() {
        return Ok(name);
    }
    let found = vm.type_name(name);
    Err(vm.raise_type_error(format!("attribute name must be string, not '{found}'")))
}

pub(super) fn getattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = attribute_name(vm, &args[1])?;
    match args.get(2) {
        None => vm.get_attr(&args[0], name),
        Some(default) => Ok(vm.find_attr(&args[0], name)?.unwrap_or_else(|| default.clone())),
    }
}

pub(super) fn hasattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = attribute_name(vm, &args[1])?;
    Ok(Value::from_bool(vm.find_attr(&args[0], name)?.is_some()))
}

pub(super) fn setattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = attribute_name(vm, &args[1])?;
    vm.set_attr(&args[0], name, &args[2])?;
    Ok(Value::NONE)
}

pub(super) fn delattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let name = attribute_name(vm, &args[1])?;
    vm.delete_attr(&args[0], name)?;
    Ok(Value::NONE)
}

pub(super) fn hash(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let hash = vm.hash(&args[0])?;
    Ok(vm.int(hash))
}

pub(super) fn len(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let length = vm.len(&args[0])?;
    Ok(vm.int_from_usize(length))
}

pub(super) fn id(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(vm.int_from_u64(crate::ops::address(&args[0])))
}

pub(super) fn vars(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(object) = args.first() else { return super::source::locals(vm, args) };
    let name = vm.names.__dict__.clone();
    match vm.find_attr(object, &name)? {
        Some(dict) => Ok(dict),
        None => Err(vm.raise_type_error("vars() argument must have __dict__ attribute")),
    }
}

pub(super) fn dir(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let names = match args.first() {
        Some(object) => dir_of(vm, object)?,
        None => {
            let locals = super::source::locals(vm, args)?;
            vm.collect(&locals)?
        }
    };
    let list = vm.new_list(names);
    let sort = vm.names.sort.clone();
    vm.call_method(&list, &sort, &[])?;
    Ok(list)
}

/// The names of an object's attributes, in no order.
pub(crate) fn dir_of(vm: &mut Vm, object: &Value) -> PyResult<Vec<Value>> {
    let special = vm.names.__dir__.clone();
    let class = vm.class_of(object);
    if let Some(found) = vm.class_lookup(&class, &special)
        && !vm.is_default_method(&found)
    {
        let names = vm.call_special(object, &special, &[])?.unwrap_or(Value::NONE);
        return vm.collect(&names);
    }
    default_dir(vm, object)
}

/// `object.__dir__`, and those of classes and modules.
pub(crate) fn default_dir(vm: &mut Vm, object: &Value) -> PyResult<Vec<Value>> {
    let mut names = Names::default();
    if object.is_a::<crate::modules::Module>() {
        names.add_dict(vm.dict_of(object, false));
        return Ok(names.found);
    }
    if let Some(class) = object.as_class().cloned() {
        names.add_classes(&class);
        return Ok(names.found);
    }
    names.add_dict(vm.dict_of(object, true));
    let class = vm.class_of(object);
    names.add_classes(&class);
    Ok(names.found)
}

#[derive(Default)]
struct Names {
    found: Vec<Value>,
    seen: std::collections::BTreeSet<String>,
}

impl Names {
    fn add_dict(&mut self, dict: Option<Value>) {
        let Some(dict) = dict.as_ref().and_then(|dict| dict.as_dict()) else { return };
        for key in dict.keys() {
            if let Some(text) = key.as_str()
                && self.seen.insert(text.to_owned())
            {
                self.found.push(key);
            }
        }
    }

    fn add_classes(&mut self, class: &Ref<Class>) {
        for class in class.mro_classes() {
            self.add_dict(class.as_class().map(|class| class.dict().value().clone()));
        }
    }
}
