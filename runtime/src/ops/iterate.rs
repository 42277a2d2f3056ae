//! Iteration from native code.

use crate::error::{PyResult, Raised};
use crate::exceptions::{Exception, ExceptionKind, field};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// Items reserved at most because of a length hint.
const MOST_RESERVED: usize = 1 << 16;

impl Vm {
    /// `iter(value)`
    pub fn iter(&mut self, value: &Value) -> PyResult {
        if let Some(iter) = self.slots_of(value).iter {
            return iter(self, value);
        }
        let name = self.names.__iter__.clone();
        match self.lookup_special(value, &name) {
            Some(found) if found.is_none() => Err(self.raise_not_iterable(value)),
            Some(_) => {
                let iterator = self.call_special(value, &name, &[])?.unwrap_or(Value::NONE);
                if self.is_iterator(&iterator) {
                    return Ok(iterator);
                }
                let name = self.type_name(&iterator);
                Err(self.raise_type_error(format!("iter() returned non-iterator of type '{name}'")))
            }
            None => {
                let name = self.names.__getitem__.clone();
                // Dicts and matches have items by key, not by position.
                let is_mapping = value.as_dict().is_some() || value.type_id() == id::MATCH;
                if !is_mapping && self.lookup_special(value, &name).is_some() {
                    return Ok(self.new_sequence_iterator(value.clone()));
                }
                Err(self.raise_not_iterable(value))
            }
        }
    }

    /// Raises `'…' object is not iterable`.
    #[cold]
    pub fn raise_not_iterable(&mut self, value: &Value) -> Raised {
        let name = self.type_name(value);
        self.raise_type_error(format!("'{name}' object is not iterable"))
    }

    /// Whether a value has `__next__`.
    pub fn is_iterator(&mut self, value: &Value) -> bool {
        let name = self.names.__next__.clone();
        self.slots_of(value).next.is_some() || self.lookup_special(value, &name).is_some()
    }

    /// `next(iterator)`: the item, or nothing at the end. A StopIteration that Python code raised is taken
    /// for the end; its value is lost.
    #[inline]
    pub fn next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        if let Some(next) = self.slots_of(iterator).next {
            // A function that the iterator calls may raise a StopIteration too.
            return next(self, iterator).or_else(|raised| self.end_of(raised));
        }
        self.next_slow(iterator)
    }

    /// Takes a StopIteration for the end.
    #[cold]
    pub(crate) fn end_of<T>(&mut self, raised: Raised) -> PyResult<Option<T>> {
        self.clear_if(raised, ExceptionKind::StopIteration)?;
        Ok(None)
    }

    /// The same of a native iterator, as far as it is one: a StopIteration stays one, with its value.
    fn next_native(&mut self, iterator: &Value) -> Option<PyResult<Option<Value>>> {
        let next = self.slots_of(iterator).next?;
        Some(next(self, iterator))
    }

    /// The same where a native iterator asks the one it stands on: RecursionError where they are nested too
    /// deeply for the native stack.
    #[inline]
    pub(crate) fn next_nested(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        if self.native_stack_is_low() {
            return Err(self.raise_recursion_error("maximum recursion depth exceeded"));
        }
        self.next(iterator)
    }

    /// The same where a StopIteration that Python code raised ends the native iterator too, with its value.
    pub(crate) fn next_passing(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        if self.native_stack_is_low() {
            return Err(self.raise_recursion_error("maximum recursion depth exceeded"));
        }
        match self.next_native(iterator) {
            Some(next) => next,
            None => self.next_special(iterator).map(Some),
        }
    }

    fn next_slow(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        self.next_special(iterator).map(Some).or_else(|raised| self.end_of(raised))
    }

    /// `iterator.__next__()`
    fn next_special(&mut self, iterator: &Value) -> PyResult {
        let name = self.names.__next__.clone();
        match self.call_special(iterator, &name, &[])? {
            Some(item) => Ok(item),
            None => {
                let name = self.type_name(iterator);
                Err(self.raise_type_error(format!("'{name}' object is not an iterator")))
            }
        }
    }

    /// Raises `StopIteration(value)`, without an argument for `None`.
    #[cold]
    pub fn raise_stop_iteration(&mut self, value: Option<Value>) -> Raised {
        let arguments = value.filter(|value| !value.is_none()).into_iter().collect();
        self.raise_with(ExceptionKind::StopIteration, arguments)
    }

    /// Takes a StopIteration in flight and gives its value; other exceptions stay.
    pub fn stop_value(&mut self, raised: Raised) -> PyResult {
        if !self.raised_is(ExceptionKind::StopIteration) {
            return Err(raised);
        }
        let exception = self.take_raised(raised);
        let exception = exception.downcast::<Exception>();
        Ok(exception.map_or(Value::NONE, |exception| exception.fields[field::VALUE].get_or_none()))
    }

    /// `next(iterator)`, its end as a StopIteration that keeps the value the iterator gave it.
    pub(crate) fn next_or_raise(&mut self, iterator: &Value) -> PyResult {
        let Some(next) = self.next_native(iterator) else { return self.next_special(iterator) };
        match next? {
            Some(item) => Ok(item),
            None => Err(crate::generator::raise_stop_iteration(self, Value::NONE)),
        }
    }

    /// All items of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        match iterable.type_id() {
            id::LIST => {
                if let Some(list) = iterable.as_list() {
                    return Ok(list.snapshot());
                }
            }
            id::TUPLE => return Ok(self.tuple_items(iterable)),
            _ => {}
        }
        let iterator = self.iter(iterable)?;
        // No code of the program runs for it.
        let is_builtin = iterable.type_id().0 < crate::types::FIRST_USER;
        let hint = if is_builtin { self.length_hint(iterable)? } else { 0 };
        self.drain(&iterator, Vec::with_capacity(hint.min(MOST_RESERVED)))
    }

    /// All items that an iterator still has, behind those in `items`.
    fn drain(&mut self, iterator: &Value, mut items: Vec<Value>) -> PyResult<Vec<Value>> {
        while let Some(item) = self.next(iterator)? {
            self.check_interrupt()?;
            items.push(item);
        }
        Ok(items)
    }

    /// `list(iterable)`, without the list.
    pub(crate) fn collect_hinted(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        let iterator = self.hinted_iter(iterable)?;
        self.drain(&iterator, Vec::new())
    }

    /// `iter(iterable)`, which is asked for a length hint then, as CPython does where items are to fill a list: for
    /// the errors of the hint alone.
    pub(crate) fn hinted_iter(&mut self, iterable: &Value) -> PyResult {
        let iterator = self.iter(iterable)?;
        if iterable.type_id().0 >= crate::types::FIRST_USER {
            self.length_hint(iterable)?;
        }
        Ok(iterator)
    }

    /// All items of an iterable that CPython makes a list of first, by its iterator (`PySequence_Fast`); a TypeError
    /// with `message` if it is none.
    pub(crate) fn collect_list(&mut self, iterable: &Value, message: &str) -> PyResult<Vec<Value>> {
        if matches!(iterable.type_id(), id::LIST | id::TUPLE) {
            return self.collect(iterable);
        }
        match self.iter(iterable) {
            Ok(iterator) => self.collect_hinted(&iterator),
            Err(raised) => {
                self.clear_if(raised, ExceptionKind::TypeError)?;
                Err(self.raise_type_error(message))
            }
        }
    }

    /// `operator.length_hint(value)`: an estimate, 0 where there is none.
    pub fn length_hint(&mut self, value: &Value) -> PyResult<usize> {
        if let Some(len) = self.slots_of(value).len {
            match len(self, value) {
                Ok(len) => return Ok(len),
                // A proxy of something without a length.
                Err(raised) => self.clear_if(raised, ExceptionKind::TypeError)?,
            }
        }
        if value.type_id().0 < crate::types::FIRST_USER {
            return Ok(0);
        }
        let names = [self.names.__len__.clone(), self.names.__length_hint__.clone()];
        for name in names {
            match self.call_special(value, &name, &[]) {
                Ok(Some(hint)) if self.is_not_implemented(&hint) => {}
                Ok(Some(hint)) => return self.check_hint(&hint),
                Ok(None) => {}
                Err(raised) => self.clear_if(raised, ExceptionKind::TypeError)?,
            }
        }
        Ok(0)
    }

    fn check_hint(&mut self, hint: &Value) -> PyResult<usize> {
        if hint.as_int().is_none() {
            let found = self.type_name(hint);
            return Err(self.raise_type_error(format!("__length_hint__ must be an integer, not {found}")));
        }
        match usize::try_from(self.index_i64(hint)?) {
            Ok(hint) => Ok(hint),
            Err(_) => Err(self.raise_value_error("__length_hint__() should return >= 0")),
        }
    }
}
