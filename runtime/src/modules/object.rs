//! Module objects: a namespace with a name.

use crate::class::builtin::BuiltinType;
use crate::dict::Dict;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, Parameters, getset, getter, method};
use crate::object::Ref;
use crate::object_type;
use crate::part::Kept;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A module.
    pub struct Module(|type_id| type_id == id::MODULE) "module" {
        namespace: Kept,
    }
}

impl Module {
    /// The namespace.
    ///
    /// # Panics
    /// Never: the namespace is a dict from birth to death.
    pub fn dict(&self) -> &Ref<Dict> {
        self.namespace.0.downcast::<Dict>().expect("the namespace of a module is a dict")
    }
}

impl Vm {
    /// A new module with the attributes that every module has.
    pub fn new_module(&mut self, name: &str, doc: &str) -> Value {
        let dict = Dict::new(&mut self.heap);
        let doc = if doc.is_empty() { Value::NONE } else { self.new_str(doc) };
        let name = self.intern(name);
        let names = [&self.names.__name__, &self.names.__doc__, &self.names.__package__];
        let [key_name, key_doc, key_package] = names.map(Clone::clone);
        dict.set_name(&key_name, name);
        dict.set_name(&key_doc, doc);
        dict.set_name(&key_package, Value::NONE);
        let (loader, spec) = (self.names.__loader__.clone(), self.names.__spec__.clone());
        dict.set_name(&loader, Value::NONE);
        dict.set_name(&spec, Value::NONE);
        Module::allocate(&mut self.heap, id::MODULE, Kept(dict.into_value())).into_value()
    }
}

const ATTRIBUTES: &[GetSetDef] = &[
    getter("__dict__", |_, this| Ok(dict_of(this).into_value())),
    getset("__annotations__", annotations, set_annotations),
    getset("__annotate__", annotate, set_annotate),
];

/// What a module says before it has run to its end is not kept.
fn annotations(vm: &mut Vm, this: &Value) -> PyResult {
    let (dict, key) = (dict_of(this), vm.names.__name__.clone());
    let name = dict.get_name(&key);
    let loading = name.is_some_and(|name| vm.initialising.iter().any(|n| Some(&**n) == name.as_str()));
    vm.namespace_annotations(&dict, !loading)
}

fn set_annotations(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let (dict, name) = (dict_of(this), vm.names.__annotations__.clone());
    match value {
        Some(value) => dict.set_name(&name, value.clone()),
        None => {
            if dict.remove_name(&name).is_none() {
                return Err(vm.raise_attribute_error("__annotations__"));
            }
        }
    }
    drop(dict.remove_name(&vm.names.__annotate__.clone()));
    Ok(())
}

fn annotate(vm: &mut Vm, this: &Value) -> PyResult {
    let (dict, name) = (dict_of(this), vm.names.__annotate__.clone());
    if let Some(found) = dict.get_name(&name) {
        return Ok(found);
    }
    dict.set_name(&name, Value::NONE);
    Ok(Value::NONE)
}

fn set_annotate(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(vm.raise_type_error("cannot delete __annotate__ attribute"));
    };
    vm.check_annotate(value)?;
    let (dict, name) = (dict_of(this), vm.names.__annotate__.clone());
    dict.set_name(&name, value.clone());
    if !value.is_none() {
        drop(dict.remove_name(&vm.names.__annotations__.clone()));
    }
    Ok(())
}

/// Defines the type.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::MODULE, Module::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        get_attr: Some(get_attr),
        dict: Some(|_, this, _| Some(dict_of(this).into_value())),
        new: Some(new),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::MODULE, slots).methods(METHODS).getsets(ATTRIBUTES));
}

const METHODS: &[NativeDef] = &[method("__dir__", dir, Arity::Zero)];

/// The names in the module, or what its own `__dir__` says.
fn dir(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let dict = dict_of(&args[0]);
    let hook = vm.names.__dir__.clone();
    match dict.get_name(&hook) {
        Some(hook) => vm.call(&hook, &[]),
        None => Ok(vm.new_list(dict.keys())),
    }
}

fn dict_of(this: &Value) -> Ref<Dict> {
    this.exact().downcast::<Module>().expect("a method of modules gets a module").dict().clone()
}

const NEW: Parameters<2> =
    Parameters { function: "module", names: ["name", "doc"], required: 1, positional: 2 };

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [name, doc] = args.bind(vm, &NEW)?;
    let name = name.unwrap_or(Value::NONE);
    let Some(text) = name.as_str().map(str::to_owned) else {
        let found = vm.type_name(&name);
        let message = format!("module() argument 'name' must be str, not {found}");
        return Err(vm.raise_type_error(message));
    };
    let module = vm.new_module(&text, "");
    if let Some(doc) = doc {
        let key = vm.names.__doc__.clone();
        dict_of(&module).set_name(&key, doc);
    }
    Ok(module)
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let dict = dict_of(this);
    let (name, file) = (vm.names.__name__.clone(), vm.names.__file__.clone());
    let name = match dict.get_name(&name) {
        Some(name) => vm.repr_string(&name)?,
        None => "'?'".to_owned(),
    };
    let origin = match dict.get_name(&file) {
        Some(file) => format!("from {}", vm.repr_string(&file)?),
        None => "(built-in)".to_owned(),
    };
    Ok(vm.new_str(&format!("<module {name} {origin}>")))
}

fn get_attr(vm: &mut Vm, this: &Value, name: &Value) -> PyResult {
    if let Some(value) = vm.generic_get_attr(this, name)? {
        return Ok(value);
    }
    let dict = dict_of(this);
    let hook = vm.names.__getattr__.clone();
    if let Some(hook) = dict.get_name(&hook) {
        return vm.call(&hook, std::slice::from_ref(name));
    }
    let key = vm.names.__name__.clone();
    let module = dict.get_name(&key).and_then(|name| name.as_str().map(str::to_owned));
    let module = module.map_or_else(|| "module".to_owned(), |module| format!("module '{module}'"));
    let text = name.as_str().unwrap_or_default();
    let loading =
        vm.initialising.iter().any(|other| module.strip_prefix("module '") == Some(&format!("{other}'")));
    let message = if loading {
        format!(
            "partially initialized {module} has no attribute '{text}' (most likely due to a circular import)"
        )
    } else {
        format!("{module} has no attribute '{text}'")
    };
    Err(vm.raise_attribute_error_for(message, this, name))
}
