//! `isinstance`, `issubclass`, `callable`.

use crate::class::Class;
use crate::error::PyResult;
use crate::native::Arguments;
use crate::object::Ref;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

pub(super) fn callable(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.is_callable(&args[0])))
}

pub(super) fn isinstance(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.is_instance_of(&args[0], &args[1])?))
}

pub(super) fn issubclass(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.is_subclass_of(&args[0], &args[1])?))
}

impl Vm {
    /// `isinstance(value, classes)`
    pub fn is_instance_of(&mut self, value: &Value, classes: &Value) -> PyResult<bool> {
        if let Some(class) = classes.as_class() {
            if value.type_id() == class.instance_type() {
                return Ok(true);
            }
            if classes.type_id() == id::TYPE {
                let class = class.clone();
                return self.is_plain_instance(value, &class);
            }
        }
        if let Some(items) = classes.as_tuple().map(|tuple| tuple.items().to_vec()) {
            return self.any_of(&items, |vm, class| vm.is_instance_of(value, class));
        }
        let name = self.names.__instancecheck__.clone();
        if let Some(answer) = self.call_special(classes, &name, std::slice::from_ref(value))? {
            return self.truth(&answer);
        }
        match classes.as_class().cloned() {
            Some(class) => self.is_plain_instance(value, &class),
            None => Err(self.raise_type_error("isinstance() arg 2 must be a type, a tuple of types, or a union")),
        }
    }

    /// `type.__instancecheck__`: by the class, and by what `__class__` says.
    fn is_plain_instance(&mut self, value: &Value, class: &Ref<Class>) -> PyResult<bool> {
        let own = self.class_of(value);
        if own.is_subclass_of(class) {
            return Ok(true);
        }
        if !own.is_user() {
            return Ok(false);
        }
        let name = self.names.__class__.clone();
        let claimed = self.find_attr(value, &name)?;
        Ok(claimed.as_ref().and_then(|claimed| claimed.as_class()).is_some_and(|claimed| claimed.is_subclass_of(class)))
    }

    /// `issubclass(value, classes)`
    pub fn is_subclass_of(&mut self, value: &Value, classes: &Value) -> PyResult<bool> {
        if let Some(items) = classes.as_tuple().map(|tuple| tuple.items().to_vec()) {
            return self.any_of(&items, |vm, class| vm.is_subclass_of(value, class));
        }
        if classes.type_id() != id::TYPE {
            let name = self.names.__subclasscheck__.clone();
            if let Some(answer) = self.call_special(classes, &name, std::slice::from_ref(value))? {
                return self.truth(&answer);
            }
        }
        let Some(own) = value.as_class().cloned() else {
            return Err(self.raise_type_error("issubclass() arg 1 must be a class"));
        };
        match classes.as_class() {
            Some(class) => Ok(own.is_subclass_of(class)),
            None => Err(self.raise_type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union")),
        }
    }

    fn any_of(
        &mut self,
        classes: &[Value],
        mut test: impl FnMut(&mut Vm, &Value) -> PyResult<bool>,
    ) -> PyResult<bool> {
        if self.native_stack_is_low() {
            return Err(self.raise_recursion_error("maximum recursion depth exceeded"));
        }
        for class in classes {
            if test(self, class)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
