//! Calling values from native code.

use crate::class::BoundMethod;
use crate::error::PyResult;
use crate::native::{Arguments, MethodDescriptor, NativeFunction};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `callable(*arguments)`
    #[inline]
    pub fn call(&mut self, callable: &Value, arguments: &[Value]) -> PyResult {
        self.call_args(callable, &Arguments::positional(arguments))
    }

    /// Calls with positional and keyword arguments.
    pub fn call_args(&mut self, callable: &Value, args: &Arguments<'_>) -> PyResult {
        if self.native_stack_is_low() {
            return Err(self.raise_recursion_error("maximum recursion depth exceeded"));
        }
        match callable.type_id() {
            id::BUILTIN | id::METHOD_WRAPPER => {
                if let Some(function) = callable.downcast::<NativeFunction>() {
                    return function.clone().call(self, args);
                }
            }
            id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR => {
                if let Some(method) = callable.downcast::<MethodDescriptor>() {
                    return method.clone().call(self, args);
                }
            }
            id::METHOD => {
                if let Some(method) = callable.downcast::<BoundMethod>() {
                    let (function, this) = (method.function.get_or_none(), method.this.get_or_none());
                    return self.call_with_self(&function, &this, args);
                }
            }
            _ => {}
        }
        if let Some(call) = self.slots_of(callable).call {
            return call(self, callable, args);
        }
        if callable.as_class().is_some() {
            return self.call_class(callable, args);
        }
        let name = self.names.__call__.clone();
        let Some((function, needs_self)) = self.special_method(callable, &name)? else {
            let name = self.type_name(callable);
            return Err(self.raise_type_error(format!("'{name}' object is not callable")));
        };
        if needs_self {
            self.call_with_self(&function, callable, args)
        } else {
            self.call_args(&function, args)
        }
    }

    /// Calls a function with one more argument before the others.
    pub fn call_with_self(&mut self, function: &Value, this: &Value, args: &Arguments<'_>) -> PyResult {
        // Few arguments need no memory of their own.
        match args.values() {
            [] => self.call_args(function, &Arguments::positional(std::slice::from_ref(this))),
            [a] => {
                let values = [this.clone(), a.clone()];
                self.call_args(function, &Arguments::with_names(&values, args.names()))
            }
            all => {
                let mut values = Vec::with_capacity(all.len() + 1);
                values.push(this.clone());
                values.extend_from_slice(all);
                self.call_args(function, &Arguments::with_names(&values, args.names()))
            }
        }
    }

    /// `object.name(*arguments)`
    pub fn call_method(&mut self, object: &Value, name: &Value, arguments: &[Value]) -> PyResult {
        let (function, needs_self) = self.get_method(object, name)?;
        let args = Arguments::positional(arguments);
        if needs_self {
            self.call_with_self(&function, object, &args)
        } else {
            self.call_args(&function, &args)
        }
    }

    /// A special method of a value's class, bound as far as needed: the function and whether the value has
    /// to be passed as its first argument. Nothing if the class has none.
    pub fn special_method(&mut self, value: &Value, name: &Value) -> PyResult<Option<(Value, bool)>> {
        let class = self.class_of(value);
        let Some(found) = self.class_lookup(&class, name) else { return Ok(None) };
        match found.type_id() {
            id::FUNCTION | id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR => Ok(Some((found, true))),
            _ => Ok(Some((self.bind_descriptor(&found, Some(value), class.value())?, false))),
        }
    }

    /// Calls a special method of a value's class; nothing if the class has none.
    pub fn call_special(
        &mut self,
        value: &Value,
        name: &Value,
        arguments: &[Value],
    ) -> PyResult<Option<Value>> {
        let Some((function, needs_self)) = self.special_method(value, name)? else { return Ok(None) };
        let args = Arguments::positional(arguments);
        let result = if needs_self {
            self.call_with_self(&function, value, &args)
        } else {
            self.call_args(&function, &args)
        };
        result.map(Some)
    }

    /// `callable(value)`
    pub fn is_callable(&mut self, value: &Value) -> bool {
        if value.as_class().is_some() || self.slots_of(value).call.is_some() {
            return true;
        }
        let callable = matches!(
            value.type_id(),
            id::BUILTIN | id::METHOD_WRAPPER | id::METHOD | id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR
        );
        let name = self.names.__call__.clone();
        callable || self.lookup_special(value, &name).is_some()
    }
}
