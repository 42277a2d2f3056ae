//! Constructors that the objects part provides under the same names: delete each here when it does.

use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// A new string.
    pub fn new_str(&mut self, _text: &str) -> Value {
        Value::NONE
    }

    /// A new tuple.
    pub fn new_tuple(&mut self, items: Vec<Value>) -> Value {
        drop(items);
        Value::NONE
    }
}
