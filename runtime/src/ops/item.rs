//! Subscription and membership.

use crate::error::PyResult;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `container[key]`
    #[inline]
    pub fn get_item(&mut self, container: &Value, key: &Value) -> PyResult {
        if let Some(get) = self.slots_of(container).get_item {
            return get(self, container, key);
        }
        self.get_item_slow(container, key)
    }

    fn get_item_slow(&mut self, container: &Value, key: &Value) -> PyResult {
        let name = self.names.__getitem__.clone();
        if let Some(result) = self.call_special(container, &name, std::slice::from_ref(key))? {
            return Ok(result);
        }
        if let Some(class) = container.as_class().cloned() {
            return self.class_get_item(&class, key);
        }
        let name = self.type_name(container);
        Err(self.raise_type_error(format!("'{name}' object is not subscriptable")))
    }

    /// `container[key] = value`
    pub fn set_item(&mut self, container: &Value, key: &Value, value: &Value) -> PyResult<()> {
        if let Some(set) = self.slots_of(container).set_item {
            return set(self, container, key, Some(value));
        }
        let name = self.names.__setitem__.clone();
        match self.call_special(container, &name, &[key.clone(), value.clone()])? {
            Some(_) => Ok(()),
            None => {
                let name = self.type_name(container);
                Err(self.raise_type_error(format!("'{name}' object does not support item assignment")))
            }
        }
    }

    /// `del container[key]`
    pub fn delete_item(&mut self, container: &Value, key: &Value) -> PyResult<()> {
        if let Some(set) = self.slots_of(container).set_item {
            return set(self, container, key, None);
        }
        let name = self.names.__delitem__.clone();
        match self.call_special(container, &name, std::slice::from_ref(key))? {
            Some(_) => Ok(()),
            None => {
                let name = self.type_name(container);
                let verb = if container.as_class().is_some() { "doesn't" } else { "does not" };
                let verb = if verb == "doesn't" { "does not" } else { "doesn't" };
                Err(self.raise_type_error(format!("'{name}' object {verb} support item deletion")))
            }
        }
    }

    /// `item in container`
    pub fn contains(&mut self, container: &Value, item: &Value) -> PyResult<bool> {
        if let Some(contains) = self.slots_of(container).contains {
            return contains(self, container, item);
        }
        let name = self.names.__contains__.clone();
        match self.lookup_special(container, &name) {
            Some(found) if found.is_none() => {
                let name = self.type_name(container);
                Err(self.raise_type_error(format!("'{name}' object is not a container")))
            }
            Some(_) => {
                let result = self.call_special(container, &name, std::slice::from_ref(item))?;
                self.truth(&result.unwrap_or(Value::FALSE))
            }
            None => self.contains_by_iteration(container, item),
        }
    }

    /// Looks for an item by iterating.
    pub(crate) fn contains_by_iteration(&mut self, container: &Value, item: &Value) -> PyResult<bool> {
        if !self.is_iterable(container) {
            let name = self.type_name(container);
            return Err(
                self.raise_type_error(format!("argument of type '{name}' is not a container or iterable"))
            );
        }
        let iterator = self.iter(container)?;
        while let Some(found) = self.next(&iterator)? {
            self.check_interrupt()?;
            if self.equals(&found, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether `iter(value)` knows what to do.
    pub fn is_iterable(&mut self, value: &Value) -> bool {
        let (iter, getitem) = (self.names.__iter__.clone(), self.names.__getitem__.clone());
        self.slots_of(value).iter.is_some()
            || self.lookup_special(value, &iter).is_some_and(|found| !found.is_none())
            || value.type_id() != id::TYPE && self.lookup_special(value, &getitem).is_some()
    }
}
