//! Rich comparison.

use genjit_bytecode::CompareOp;

use crate::class::Class;
use crate::error::PyResult;
use crate::native::MethodDescriptor;
use crate::object::Ref;
use crate::string::compare_texts;
use crate::types::{FIRST_USER, id};
use crate::value::Value;
use crate::vm::Vm;

/// The operator with its operands exchanged.
pub(crate) fn reflected(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::Le => CompareOp::Ge,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::Ge => CompareOp::Le,
        same => same,
    }
}

/// Whether an ordering makes the comparison true.
pub(crate) fn holds(op: CompareOp, ordering: Option<std::cmp::Ordering>) -> bool {
    use std::cmp::Ordering::*;
    match (op, ordering) {
        (CompareOp::Ne, None) => true,
        (_, None) => false,
        (CompareOp::Lt, Some(o)) => o == Less,
        (CompareOp::Le, Some(o)) => o != Greater,
        (CompareOp::Eq, Some(o)) => o == Equal,
        (CompareOp::Ne, Some(o)) => o != Equal,
        (CompareOp::Gt, Some(o)) => o == Greater,
        (CompareOp::Ge, Some(o)) => o != Less,
    }
}

fn method_name(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Lt => "__lt__",
        CompareOp::Le => "__le__",
        CompareOp::Eq => "__eq__",
        CompareOp::Ne => "__ne__",
        CompareOp::Gt => "__gt__",
        CompareOp::Ge => "__ge__",
    }
}

impl Vm {
    fn compare_name(&self, op: CompareOp) -> Value {
        let names = &self.names;
        match op {
            CompareOp::Lt => &names.__lt__,
            CompareOp::Le => &names.__le__,
            CompareOp::Eq => &names.__eq__,
            CompareOp::Ne => &names.__ne__,
            CompareOp::Gt => &names.__gt__,
            CompareOp::Ge => &names.__ge__,
        }
        .clone()
    }

    /// `a op b`; any value may be the result.
    pub fn compare(&mut self, op: CompareOp, a: &Value, b: &Value) -> PyResult {
        if let Some(holds) = compare_texts(op, a, b) {
            return Ok(Value::from_bool(holds));
        }
        if self.native_stack_is_low() {
            return Err(self.raise_recursion_error("maximum recursion depth exceeded in comparison"));
        }
        let (type_a, type_b) = (a.type_id(), b.type_id());
        let derived = type_a != type_b && type_b.0 >= FIRST_USER && {
            let class = self.class_of(a);
            self.class_of(b).is_subclass_of(&class)
        };
        if derived {
            let result = self.try_compare(reflected(op), b, a)?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        let result = self.try_compare(op, a, b)?;
        if !self.is_not_implemented(&result) {
            return Ok(result);
        }
        if !derived && (type_a != type_b || type_a.0 >= FIRST_USER) {
            let result = self.try_compare(reflected(op), b, a)?;
            if !self.is_not_implemented(&result) {
                return Ok(result);
            }
        }
        match op {
            CompareOp::Eq => Ok(Value::from_bool(a.is(b))),
            CompareOp::Ne => Ok(Value::from_bool(!a.is(b))),
            _ => {
                let (left, right) = (self.type_name(a), self.type_name(b));
                let symbol = op.symbol();
                Err(self.raise_type_error(format!(
                    "'{symbol}' not supported between instances of '{left}' and '{right}'"
                )))
            }
        }
    }

    /// Asks `a` only; may answer `NotImplemented`.
    pub(crate) fn try_compare(&mut self, op: CompareOp, a: &Value, b: &Value) -> PyResult {
        if a.type_id().0 < FIRST_USER {
            return match self.slots_of(a).compare {
                Some(compare) => compare(self, op, a, b.exact()),
                None => Ok(self.identity_compare(op, a, b)),
            };
        }
        let name = self.compare_name(op);
        let class = self.class_of(a);
        match self.class_lookup(&class, &name) {
            Some(found) if self.is_default_method(&found) && op != CompareOp::Ne => {
                Ok(self.identity_compare(op, a, b))
            }
            Some(found) if self.is_slot_of_base(&found, &class, method_name(op)) => {
                match self.native_slots(a).compare {
                    Some(compare) => compare(self, op, a.exact(), b.exact()),
                    None => Ok(self.not_implemented()),
                }
            }
            Some(_) => {
                let result = self.call_special(a, &name, std::slice::from_ref(b))?;
                Ok(result.unwrap_or_else(|| self.not_implemented()))
            }
            None => Ok(self.not_implemented()),
        }
    }

    /// What `object` answers: `True` to `==` of the same object, `NotImplemented` to all else.
    pub(crate) fn identity_compare(&self, op: CompareOp, a: &Value, b: &Value) -> Value {
        match op {
            CompareOp::Eq if a.is(b) => Value::TRUE,
            CompareOp::Ne if a.is(b) => Value::FALSE,
            _ => self.not_implemented(),
        }
    }

    /// Whether a method found on a class is that of `object`.
    pub(crate) fn is_default_method(&self, found: &Value) -> bool {
        found.downcast::<MethodDescriptor>().is_some_and(|method| method.owner.0 == id::OBJECT)
    }

    /// Whether a special method found on a class is what the built-in type at its heart has under that name:
    /// a call of it is one of the type's slot.
    pub(crate) fn is_slot_of_base(&self, found: &Value, class: &Ref<Class>, name: &str) -> bool {
        found.type_id() == id::WRAPPER_DESCRIPTOR
            // `object`'s methods are not made from slots.
            && class.base_type() != id::OBJECT
            && found
                .downcast::<MethodDescriptor>()
                .is_some_and(|method| method.owner.0 == class.base_type() && method.def.0.name == name)
    }

    /// `a is b or a == b`, as containers compare.
    #[inline]
    pub fn equals(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        self.compare_bool(CompareOp::Eq, a, b)
    }

    /// Truth of `a op b`.
    #[inline]
    pub fn compare_bool(&mut self, op: CompareOp, a: &Value, b: &Value) -> PyResult<bool> {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Ok(holds(op, Some(x.cmp(&y))));
        }
        if let Some(holds) = compare_texts(op, a, b) {
            return Ok(holds);
        }
        let result = self.compare(op, a, b)?;
        self.truth(&result)
    }
}
