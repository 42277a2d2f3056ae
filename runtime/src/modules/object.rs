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
        self.fill_module(&dict, name, doc);
        Module::allocate(&mut self.heap, id::MODULE, Kept(dict.into_value())).into_value()
    }

    fn fill_module(&mut self, dict: &Ref<Dict>, name: Value, doc: Value) {
        let names = [&self.names.__name__, &self.names.__doc__, &self.names.__package__];
        let [key_name, key_doc, key_package] = names.map(Clone::clone);
        dict.set_name(&key_name, name);
        dict.set_name(&key_doc, doc);
        dict.set_name(&key_package, Value::NONE);
        let (loader, spec) = (self.names.__loader__.clone(), self.names.__spec__.clone());
        dict.set_name(&loader, Value::NONE);
        dict.set_name(&spec, Value::NONE);
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
        init: Some(init),
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

/// A module without a name: `__init__` gives it one.
fn new(vm: &mut Vm, _class: &Value, _args: &Arguments<'_>) -> PyResult {
    let dict = Dict::new(&mut vm.heap).into_value();
    Ok(Module::allocate(&mut vm.heap, id::MODULE, Kept(dict)).into_value())
}

const INIT: Parameters<2> =
    Parameters { function: "module", names: ["name", "doc"], required: 1, positional: 2 };

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    let [name, doc] = args.bind(vm, &INIT)?;
    let name = name.unwrap_or(Value::NONE);
    if name.as_str().is_none() {
        let found = vm.type_name_or_none(&name);
        let message = format!("module() argument 'name' must be str, not {found}");
        return Err(vm.raise_type_error(message));
    }
    let name = vm.intern_value(&name);
    vm.fill_module(&dict_of(this), name, doc.unwrap_or(Value::NONE));
    Ok(())
}

/// What a spec says of a module, or else its file or loader; modules that are inside have neither.
fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let dict = dict_of(this);
    let own = |name: &Value| dict.get_name(name).filter(|value| !value.is_none());
    if let Some(spec) = own(&vm.names.__spec__.clone()) {
        return repr_of_spec(vm, &spec);
    }
    let shown = match dict.get_name(&vm.names.__name__.clone()) {
        Some(name) => vm.repr_string(&name)?,
        None => "'?'".to_owned(),
    };
    let origin = if let Some(file) = dict.get_name(&vm.names.__file__.clone()) {
        format!(" from {}", vm.repr_string(&file)?)
    } else if let Some(loader) = own(&vm.names.__loader__.clone()) {
        format!(" ({})", vm.repr_string(&loader)?)
    } else if is_inside(vm, this, &dict) {
        " (built-in)".to_owned()
    } else {
        String::new()
    };
    Ok(vm.new_str(&format!("<module {shown}{origin}>")))
}

fn repr_of_spec(vm: &mut Vm, spec: &Value) -> PyResult {
    let mut part = |name: &str| {
        let name = vm.intern(name);
        vm.get_attr(spec, &name)
    };
    let (name, origin) = (part("name")?, part("origin")?);
    let shown = if name.is_none() { "'?'".to_owned() } else { vm.repr_string(&name)? };
    let key = vm.intern(if origin.is_none() { "loader" } else { "has_location" });
    let detail = vm.get_attr(spec, &key)?;
    let origin = if origin.is_none() {
        if detail.is_none() { String::new() } else { format!(" ({})", vm.repr_string(&detail)?) }
    } else if vm.truth(&detail)? {
        format!(" from {}", vm.repr_string(&origin)?)
    } else {
        format!(" ({})", vm.str_string(&origin)?)
    };
    Ok(vm.new_str(&format!("<module {shown}{origin}>")))
}

/// Whether a module was imported from inside the binary.
fn is_inside(vm: &mut Vm, this: &Value, dict: &Ref<Dict>) -> bool {
    use crate::import::library::LIBRARY;

    let Some(name) = dict.get_name(&vm.names.__name__.clone()) else { return false };
    let Some(text) = name.as_str() else { return false };
    let known = matches!(text, "builtins" | "__main__")
        || super::NATIVE_MODULES.iter().any(|module| module.name == text)
        || LIBRARY.iter().any(|module| module.name == text);
    let imported = vm.modules.as_dict().and_then(|modules| modules.get_name(&name));
    known && imported.is_some_and(|module| module.is(this) || module.exact().is(this))
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
