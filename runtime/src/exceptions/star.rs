//! `except*`: the part of a group that a clause takes, and what is raised again at the end (PEP 654).

use crate::error::PyResult;
use crate::exceptions::group::members;
use crate::exceptions::split::{Condition, split_by};
use crate::exceptions::{Exception, ExceptionKind};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    pub(crate) fn is_exception_group(&self, exception: &Value) -> bool {
        self.is_exception_of(exception, ExceptionKind::BaseExceptionGroup)
    }

    /// A group of these exceptions; an `ExceptionGroup` if all are ordinary.
    fn new_group(&mut self, exceptions: Value) -> PyResult {
        let class = self.class_of_type(ExceptionKind::BaseExceptionGroup.type_id()).into_value();
        let message = self.new_str("");
        self.call(&class, &[message, exceptions])
    }

    /// The parts of an exception, or of what is left of one, that an `except*` clause takes and leaves. An exception
    /// that is no group is wrapped in one.
    pub(crate) fn match_group(&mut self, exception: &Value, classes: &Value) -> PyResult<(Value, Value)> {
        self.check_star_operand(classes)?;
        if exception.is_none() {
            return Ok((Value::NONE, Value::NONE));
        }
        let is_group = self.is_exception_group(exception);
        if self.exception_matches(exception, classes) {
            if is_group {
                return Ok((exception.clone(), Value::NONE));
            }
            let exceptions = self.new_tuple(vec![exception.clone()]);
            return Ok((self.new_group(exceptions)?, Value::NONE));
        }
        if !is_group {
            return Ok((Value::NONE, exception.clone()));
        }
        let name = self.intern("split");
        let parts = self.call_method(exception, &name, std::slice::from_ref(classes))?;
        let class = self.type_name(exception);
        if parts.as_tuple().is_none() {
            let found = self.type_name(&parts);
            return Err(self.raise_type_error(format!("{class}.split must return a tuple, not {found}")));
        }
        match self.tuple_items(&parts).as_slice() {
            [taken, left, ..] => Ok((taken.clone(), left.clone())),
            few => {
                let size = few.len();
                let message = format!("{class}.split must return a 2-tuple, got tuple of size {size}");
                Err(self.raise_type_error(message))
            }
        }
    }

    fn check_star_operand(&mut self, classes: &Value) -> PyResult<()> {
        let group = self.class_of_type(ExceptionKind::BaseExceptionGroup.type_id()).into_value();
        for class in self.classes_of_operand(classes)? {
            if self.issubclass(class, &group)? {
                let message = "catching ExceptionGroup with except* is not allowed. Use except instead.";
                return Err(self.raise_type_error(message));
            }
        }
        Ok(())
    }

    /// What an `except*` statement raises: of the exceptions that its clauses raised and the parts that none took,
    /// the latter, and those that clauses raised again, keep their place in the original group.
    pub(crate) fn what_star_raises(&mut self, original: &Value, raised: Vec<Value>) -> PyResult {
        if raised.is_empty() {
            return Ok(Value::NONE);
        }
        if !self.is_exception_group(original) {
            // It was wrapped, so one clause at most has run.
            return Ok(raised[0].clone());
        }
        let (mut new, mut again) = (Vec::new(), Vec::new());
        for exception in raised.into_iter().filter(|exception| !exception.is_none()) {
            if self.is_part_of(&exception, original) { &mut again } else { &mut new }.push(exception);
        }
        if let Some(part) = self.common_part(original, &again)? {
            new.push(part);
        }
        match new.len() {
            0 => Ok(Value::NONE),
            1 => Ok(new.remove(0)),
            _ => {
                let exceptions = self.new_list(new);
                self.new_group(exceptions)
            }
        }
    }

    /// Whether an exception was split off a group and raised as it was: what `raise` would have changed is the same.
    fn is_part_of(&self, exception: &Value, original: &Value) -> bool {
        let (Some(a), Some(b)) = (exception.downcast::<Exception>(), original.downcast::<Exception>()) else {
            return false;
        };
        let same = |a: Option<Value>, b: Option<Value>| match (a, b) {
            (Some(a), Some(b)) => a.is(&b),
            (a, b) => a.is_none() && b.is_none(),
        };
        self.is_exception_group(exception)
            && same(a.traceback.get(), b.traceback.get())
            && same(a.cause.get(), b.cause.get())
            && same(a.context.get(), b.context.get())
    }

    /// The part of a group whose exceptions are in one of some groups.
    fn common_part(&mut self, original: &Value, groups: &[Value]) -> PyResult<Option<Value>> {
        let mut leaves = Vec::new();
        let mut todo = groups.to_vec();
        while let Some(exception) = todo.pop() {
            match members(self, &exception) {
                Some(inner) => todo.extend(inner),
                None => leaves.push(exception),
            }
        }
        if leaves.is_empty() {
            return Ok(None);
        }
        Ok(split_by(self, original, &Condition::OneOf(&leaves))?.0)
    }
}
