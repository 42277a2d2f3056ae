//! `hash`, `repr`, `str`, `bool`, `len`.

use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::object::Flag;
use crate::types::{FIRST_USER, id};
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// Modulus of number hashes: `2**61 - 1`.
pub(crate) const HASH_MODULUS: i64 = (1 << 61) - 1;

/// Hash of a small int.
#[inline(always)]
pub(crate) fn hash_small(value: i64) -> i64 {
    match value % HASH_MODULUS {
        -1 => -2,
        hash => hash,
    }
}

impl Vm {
    /// `hash(value)`
    #[inline]
    pub fn hash(&mut self, value: &Value) -> PyResult<i64> {
        if let Some(small) = value.as_small() {
            return Ok(hash_small(small));
        }
        if let Some(text) = value.downcast::<crate::string::Str>() {
            return Ok(text.hash() as i64);
        }
        self.hash_slow(value)
    }

    fn hash_slow(&mut self, value: &Value) -> PyResult<i64> {
        if self.native_stack_is_low() {
            return Err(self.raise_recursion_error("maximum recursion depth exceeded"));
        }
        if value.type_id().0 < FIRST_USER {
            let slots = self.slots_of(value);
            if slots.unhashable {
                let name = self.type_name(value);
                return Err(self.raise_type_error(format!("unhashable type: '{name}'")));
            }
            return match slots.hash {
                Some(hash) => hash(self, value),
                None => Ok(identity_hash(value)),
            };
        }
        let name = self.names.__hash__.clone();
        let class = self.class_of(value);
        match self.class_lookup(&class, &name) {
            Some(found) if self.is_default_method(&found) => Ok(identity_hash(value)),
            Some(found) if self.is_slot_of_base(&found, &class, "__hash__") => {
                match self.native_slots(value).hash {
                    Some(hash) => hash(self, value.exact()),
                    None => Ok(identity_hash(value)),
                }
            }
            Some(found) if !found.is_none() => {
                let result = self.call_special(value, &name, &[])?.unwrap_or(Value::NONE);
                match result.as_int() {
                    Some(int) => match int.to_i64() {
                        Some(-1) => Ok(-2),
                        Some(hash) => Ok(hash),
                        None => self.hash(&result),
                    },
                    None => Err(self.raise_type_error("__hash__ method should return an integer")),
                }
            }
            _ => {
                let name = class.name_text();
                Err(self.raise_type_error(format!("unhashable type: '{name}'")))
            }
        }
    }

    /// The hash of a value to be found in a dict or a set, which is what `role` says.
    #[inline]
    pub(crate) fn hash_key(&mut self, value: &Value, role: &str) -> PyResult<i64> {
        self.hash(value).or_else(|raised| self.explain_unhashable(raised, value, role))
    }

    #[cold]
    fn explain_unhashable(&mut self, raised: Raised, value: &Value, role: &str) -> PyResult<i64> {
        let exact = ExceptionKind::TypeError.type_id();
        let exception = self.take_raised(raised);
        if exception.type_id() != exact {
            return Err(self.set_raised(exception));
        }
        let reason = self.str_string(&exception)?;
        let class = self.class_of(value);
        let name = self.class_full_name(&class);
        let name = name.strip_prefix("__main__.").unwrap_or(&name);
        Err(self.raise_type_error(format!("cannot use '{name}' as a {role} ({reason})")))
    }

    /// `repr(value)`; always a string.
    pub fn repr(&mut self, value: &Value) -> PyResult {
        if self.native_stack_is_low() {
            return Err(self.raise_recursion_error("maximum recursion depth exceeded"));
        }
        if value.type_id().0 < FIRST_USER {
            return match self.slots_of(value).repr {
                Some(repr) => repr(self, value),
                None => Ok(self.default_repr(value)),
            };
        }
        let name = self.names.__repr__.clone();
        let result = self.call_special(value, &name, &[])?;
        self.expect_str(result, value, "__repr__")
    }

    /// `str(value)`; always a string.
    pub fn str(&mut self, value: &Value) -> PyResult {
        let type_id = value.type_id();
        if type_id == id::STR {
            return Ok(value.clone());
        }
        if type_id.0 < FIRST_USER {
            return match self.slots_of(value).str {
                Some(str) => str(self, value),
                None => self.repr(value),
            };
        }
        let name = self.names.__str__.clone();
        let result = self.call_special(value, &name, &[])?;
        self.expect_str(result, value, "__str__")
    }

    fn expect_str(&mut self, result: Option<Value>, value: &Value, method: &str) -> PyResult {
        match result {
            None => Ok(self.default_repr(value)),
            Some(text) if text.as_str().is_some() => Ok(text),
            Some(other) => {
                let name = self.type_name(&other);
                Err(self.raise_type_error(format!("{method} returned non-string (type {name})")))
            }
        }
    }

    /// `<module.Class object at 0x…>`
    pub(crate) fn default_repr(&mut self, value: &Value) -> Value {
        let class = self.class_of(value);
        let name = self.class_full_name(&class);
        let text = format!("<{name} object at {:#x}>", address(value));
        self.new_str(&text)
    }

    /// Text of `repr(value)`.
    pub fn repr_string(&mut self, value: &Value) -> PyResult<String> {
        let text = self.repr(value)?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Text of `str(value)`.
    pub fn str_string(&mut self, value: &Value) -> PyResult<String> {
        let text = self.str(value)?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Runs `body` unless `value` is being printed further out; then gives `cycle`.
    pub(crate) fn guarded_repr(
        &mut self,
        value: &Value,
        cycle: &str,
        body: impl FnOnce(&mut Vm) -> PyResult<String>,
    ) -> PyResult {
        if value.has_flag(Flag::IN_REPR) {
            return Ok(self.new_str(cycle));
        }
        value.set_flag(Flag::IN_REPR, true);
        let result = body(self);
        value.set_flag(Flag::IN_REPR, false);
        let text = result?;
        Ok(self.new_str(&text))
    }

    /// `bool(value)`
    #[inline]
    pub fn truth(&mut self, value: &Value) -> PyResult<bool> {
        let raw = value.raw();
        if raw.is_bool() {
            return Ok(raw == Raw::TRUE);
        }
        if let Some(small) = value.as_small() {
            return Ok(small != 0);
        }
        if raw == Raw::NONE {
            return Ok(false);
        }
        self.truth_slow(value)
    }

    fn truth_slow(&mut self, value: &Value) -> PyResult<bool> {
        if value.type_id().0 < FIRST_USER {
            let slots = self.slots_of(value);
            return match (slots.truth, slots.len) {
                (Some(truth), _) => truth(self, value),
                (None, Some(len)) => Ok(len(self, value)? != 0),
                (None, None) => Ok(true),
            };
        }
        let name = self.names.__bool__.clone();
        if let Some(result) = self.call_special(value, &name, &[])? {
            if result.raw().is_bool() {
                return Ok(result.is(&Value::TRUE));
            }
            let name = self.type_name(&result);
            return Err(self.raise_type_error(format!("__bool__ should return bool, returned {name}")));
        }
        let name = self.names.__len__.clone();
        if self.lookup_special(value, &name).is_some() {
            return Ok(self.len(value)? != 0);
        }
        Ok(true)
    }

    /// `len(value)`
    pub fn len(&mut self, value: &Value) -> PyResult<usize> {
        if let Some(len) = self.slots_of(value).len {
            return len(self, value);
        }
        let name = self.names.__len__.clone();
        match self.call_special(value, &name, &[])? {
            Some(length) => self.check_length(&length),
            None => {
                let name = self.type_name(value);
                Err(self.raise_type_error(format!("object of type '{name}' has no len()")))
            }
        }
    }

    fn check_length(&mut self, length: &Value) -> PyResult<usize> {
        let index = self.index(length)?;
        let Some(view) = index.as_int() else { return Ok(0) };
        if view.is_negative() {
            return Err(self.raise_value_error("__len__() should return >= 0"));
        }
        match view.to_i64() {
            Some(length) => Ok(length as usize),
            None => Err(self.raise_overflow_error("cannot fit 'int' into an index-sized integer")),
        }
    }
}

/// The number that `id(value)` shows.
pub(crate) fn address(value: &Value) -> u64 {
    if value.raw().is_object() { value.raw().pointer() as u64 } else { value.raw().0 }
}

/// Hash of objects that are equal only to themselves.
pub(crate) fn identity_hash(value: &Value) -> i64 {
    let address = address(value);
    address.rotate_right(4) as i64
}
