//! Raising what a program names: classes and instances, causes, and the tests of `except`.

use crate::error::{PyResult, Raised};
use crate::exceptions::Exception;
use crate::object::Object;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// Whether a value is a class that derives from `BaseException`.
    pub fn is_exception_class(&self, value: &Value) -> bool {
        // Every class that derives from it has instances of this layout.
        value.as_class().is_some_and(|class| Exception::is_type(class.instance_type()))
    }

    /// Whether a value is an instance of `BaseException`.
    pub fn is_exception(&self, value: &Value) -> bool {
        value.is_a::<Exception>()
    }

    /// Whether an exception is caught by `except classes`: a class or a (nested) tuple of classes.
    pub fn exception_matches(&self, exception: &Value, classes: &Value) -> bool {
        if classes.type_id() == id::TUPLE {
            return self.tuple_items(classes).iter().any(|class| self.exception_matches(exception, class));
        }
        match (exception.header(), classes.as_class()) {
            (Some(_), Some(class)) => self.class_of(exception).is_subclass_of(class),
            _ => false,
        }
    }

    /// Makes an exception of what `raise` was given: an instance, or a class to call.
    pub fn instantiate_exception(&mut self, what: &Value) -> PyResult {
        if self.is_exception(what) {
            return Ok(what.clone());
        }
        if !self.is_exception_class(what) {
            return Err(self.raise_type_error("exceptions must derive from BaseException"));
        }
        let exception = self.call(what, &[])?;
        if self.is_exception(&exception) {
            return Ok(exception);
        }
        let (class, found) = (self.repr_string(what)?, self.type_name(&exception));
        Err(self.raise_type_error(format!(
            "calling {class} should have returned an instance of BaseException, not {found}"
        )))
    }

    /// `raise what from cause`.
    pub fn raise_object(&mut self, what: &Value, cause: Option<&Value>) -> Raised {
        match self.prepare_raise(what, cause) {
            Ok(exception) => self.raise_value(exception),
            Err(raised) => raised,
        }
    }

    fn prepare_raise(&mut self, what: &Value, cause: Option<&Value>) -> PyResult {
        let exception = self.instantiate_exception(what)?;
        let Some(cause) = cause else { return Ok(exception) };
        let cause = if cause.is_none() {
            None
        } else if self.is_exception(cause) || self.is_exception_class(cause) {
            Some(self.instantiate_exception(cause)?)
        } else {
            return Err(self.raise_type_error("exception causes must derive from BaseException"));
        };
        if let Some(object) = exception.downcast::<Exception>() {
            drop(object.cause.replace(cause));
            object.suppress_context.set(true);
        }
        Ok(exception)
    }
}
