//! Conversions that operations and native functions ask for: indices, numbers, classes.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::error::PyResult;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `operator.index(value)`: an exact int.
    pub fn index(&mut self, value: &Value) -> PyResult {
        if value.is_exact_int() {
            return Ok(value.clone());
        }
        if value.raw().is_bool() {
            return Ok(Value::from_small(i64::from(value.is(&Value::TRUE))));
        }
        if value.as_int().is_some() {
            return Ok(value.exact().clone());
        }
        let name = self.names.__index__.clone();
        match self.call_special(value, &name, &[])? {
            Some(result) if result.as_int().is_some() => self.index(&result),
            Some(result) => {
                let name = self.type_name(&result);
                Err(self.raise_type_error(format!("__index__ returned non-int (type {name})")))
            }
            None => {
                let name = self.type_name(value);
                Err(self.raise_type_error(format!("'{name}' object cannot be interpreted as an integer")))
            }
        }
    }

    /// Whether `operator.index` takes the value.
    pub(crate) fn has_index(&mut self, value: &Value) -> bool {
        let name = self.names.__index__.clone();
        value.as_int().is_some() || self.lookup_special(value, &name).is_some()
    }

    /// An index or a count as `i64`; OverflowError where it does not fit.
    pub fn index_i64(&mut self, value: &Value) -> PyResult<i64> {
        if let Some(small) = value.as_small() {
            return Ok(small);
        }
        let index = self.index(value)?;
        match index.as_int().and_then(|int| int.to_i64()) {
            Some(index) => Ok(index),
            None => Err(self.raise_overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// A number for which CPython has a C `int`; OverflowError where it does not fit.
    pub(crate) fn index_c_int(&mut self, value: &Value) -> PyResult<i32> {
        let index = self.index_clamped(value)?;
        match i32::try_from(index) {
            Ok(index) => Ok(index),
            Err(_) => Err(self.raise_overflow_error("Python int too large to convert to C int")),
        }
    }

    /// An index cut to the range of `i64`, as slices take it.
    pub(crate) fn index_clamped(&mut self, value: &Value) -> PyResult<i64> {
        let index = self.index(value)?;
        Ok(index.as_int().map_or(0, |int| int.clamped()))
    }

    /// An index of a sequence, with IndexError where it does not fit a machine word.
    pub(crate) fn sequence_index(&mut self, value: &Value) -> PyResult<i64> {
        if let Some(small) = value.as_small() {
            return Ok(small);
        }
        let index = self.index(value)?;
        match index.as_int().and_then(|int| int.to_i64()) {
            Some(index) => Ok(index),
            None => {
                let name = self.type_name(value);
                Err(self.raise_index_error(format!("cannot fit '{name}' into an index-sized integer")))
            }
        }
    }

    /// The value as a float, as arguments of `math` functions are converted.
    pub fn to_f64(&mut self, value: &Value) -> PyResult<f64> {
        if let Some(float) = value.as_float() {
            return Ok(float);
        }
        if let Some(small) = value.as_small() {
            return Ok(small as f64);
        }
        if let Some(int) = value.as_int() {
            let big = int.to_big();
            return self.big_to_f64(&big);
        }
        let name = self.names.__float__.clone();
        if let Some(result) = self.call_special(value, &name, &[])? {
            return match result.as_float() {
                Some(float) => Ok(float),
                None => {
                    let (class, name) = (self.type_name(value), self.type_name(&result));
                    Err(self.raise_type_error(format!("{class}.__float__ returned non-float (type {name})")))
                }
            };
        }
        if self.has_index(value) {
            let index = self.index(value)?;
            return self.to_f64(&index);
        }
        let name = self.type_name(value);
        Err(self.raise_type_error(format!("must be real number, not {name}")))
    }

    /// A big int as a float; OverflowError where it is too large.
    pub(crate) fn big_to_f64(&mut self, value: &BigInt) -> PyResult<f64> {
        match value.to_f64() {
            Some(float) if float.is_finite() => Ok(float),
            _ => Err(self.raise_overflow_error("int too large to convert to float")),
        }
    }

    /// `isinstance(value, class)` for one real class, by the type only.
    pub fn is_instance(&self, value: &Value, class: &Value) -> bool {
        let Some(class) = class.as_class() else { return false };
        self.class_of(value).is_subclass_of(class)
    }

    /// The text of an argument that must be a string.
    pub(crate) fn expect_text<'a>(&mut self, value: &'a Value, what: &str) -> PyResult<&'a str> {
        match value.as_str() {
            Some(text) => Ok(text),
            None => {
                let name = self.type_name_or_none(value);
                Err(self.raise_type_error(format!("{what} must be str, not {name}")))
            }
        }
    }

    /// The type's name; `None` for `None`, as some messages have it.
    pub(crate) fn type_name_or_none(&self, value: &Value) -> String {
        if value.is_none() { "None".to_owned() } else { self.type_name(value) }
    }
}
