//! Small services around classes: full names, the object inside an instance, functions of classes.

use crate::class::Class;
use crate::error::PyResult;
use crate::native::{NativeDef, NativeFunction};
use crate::object::{Ref, TypeId};
use crate::part::Plain;
use crate::slot::Slot;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `module.qualname` of a class, without the module for built-in ones.
    pub(crate) fn class_full_name(&mut self, class: &Ref<Class>) -> String {
        let key = self.names.__module__.clone();
        let module = class.dict().get_name(&key);
        match module.as_ref().and_then(|module| module.as_str()) {
            Some(module) if module != "builtins" => format!("{module}.{}", class.qualname_text()),
            _ => class.qualname_text(),
        }
    }

    /// The built-in object inside an instance, where a method of a built-in type is called on it.
    pub(crate) fn payload_for(&self, this: &Value, _owner: Option<TypeId>) -> Value {
        this.exact().clone()
    }

    /// A native function that belongs to a class and is not bound (`T.__new__`).
    pub(crate) fn new_native_method_of_class(&mut self, def: &'static NativeDef, owner: TypeId) -> Value {
        let owner = Plain(Some(owner));
        NativeFunction::allocate(&mut self.heap, id::BUILTIN, Plain(def), Slot::empty(), owner, Slot::empty())
            .into_value()
    }

    /// `cls[key]`
    pub(crate) fn class_get_item(&mut self, class: &Ref<Class>, key: &Value) -> PyResult {
        let name = self.names.__class_getitem__.clone();
        if let Some(found) = self.class_lookup(class, &name) {
            let bound = self.bind_descriptor(&found, None, class.value())?;
            return self.call(&bound, std::slice::from_ref(key));
        }
        if class.instance_type() == id::TYPE {
            return Ok(self.new_generic_alias(class.value().clone(), key));
        }
        let name = class.shown_name(&self.names);
        Err(self.raise_type_error(format!("type '{name}' is not subscriptable")))
    }
}
