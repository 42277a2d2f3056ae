//! `getattr`, `setattr` and `delattr`.
//!
//! The order is Python's: data descriptors of the class, attributes of the object, other attributes of
//! the class, `__getattr__`. Names are interned before the search, as namespaces hold interned names.

use crate::class::Class;
use crate::dict::Dict;
use crate::error::{PyResult, Raised};
use crate::exceptions::{Exception, ExceptionKind, field};
use crate::instance::{DICT_SHAPE, Instance};
use crate::object::Ref;
use crate::types::{FIRST_USER, id};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `object.name`
    #[inline]
    pub fn get_attr(&mut self, object: &Value, name: &Value) -> PyResult {
        match self.try_get_attr(object, name) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(self.raise_no_attribute(object, name)),
            Err(raised) => {
                self.note_look_up(object, name);
                Err(raised)
            }
        }
    }

    /// An AttributeError in flight that does not say of what it speaks, of this.
    #[cold]
    pub(crate) fn note_look_up(&mut self, object: &Value, name: &Value) {
        if !self.raised_is(ExceptionKind::AttributeError) {
            return;
        }
        // SAFETY: the word in `raised` owns its count and stays while borrowed.
        let Some(exception) = unsafe { self.raised.as_value() }.downcast::<Exception>() else { return };
        if exception.fields[field::NAME].is_empty() && exception.fields[field::OBJECT].is_empty() {
            exception.fields[field::NAME].set(name.clone());
            exception.fields[field::OBJECT].set(object.clone());
        }
    }

    /// `getattr(object, name, None)`: nothing where the attribute is missing; other errors are raised.
    pub fn find_attr(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        match self.try_get_attr(object, name) {
            Ok(found) => Ok(found),
            Err(raised) => {
                self.clear_if(raised, ExceptionKind::AttributeError)?;
                Ok(None)
            }
        }
    }

    /// The attribute; nothing where it is missing and no code of the program said so.
    fn try_get_attr(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        let name = &self.intern_value(name);
        if object.type_id().0 < FIRST_USER {
            if let Some(get) = self.slots_of(object).get_attr {
                return get(self, object, name).map(Some);
            }
            return self.generic_get_attr(object, name);
        }
        let class = self.class_of(object);
        let flags = class.flags.get();
        if !flags.custom_getattribute && !flags.custom_getattr {
            return self.generic_get_attr(object, name);
        }
        self.custom_get_attr(object, &class, name).map(Some)
    }

    /// Classes with `__getattribute__` or `__getattr__`.
    fn custom_get_attr(&mut self, object: &Value, class: &Ref<Class>, name: &Value) -> PyResult {
        let flags = class.flags.get();
        let found = if flags.custom_getattribute {
            let method = self.names.__getattribute__.clone();
            self.call_special(object, &method, std::slice::from_ref(name))
        } else {
            self.generic_get_attr(object, name)
        };
        let raised = match found {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => None,
            Err(raised) if flags.custom_getattr && self.raised_is(ExceptionKind::AttributeError) => {
                Some(raised)
            }
            Err(raised) => return Err(raised),
        };
        if !flags.custom_getattr {
            return Err(self.raise_no_attribute(object, name));
        }
        if let Some(raised) = raised {
            drop(self.take_raised(raised));
        }
        let method = self.names.__getattr__.clone();
        let found = self.call_special(object, &method, std::slice::from_ref(name))?;
        found.map_or_else(|| Err(self.raise_no_attribute(object, name)), Ok)
    }

    /// `object.__getattribute__(name)`, without raising where nothing is found.
    pub(crate) fn generic_get_attr(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        if object.as_class().is_some() {
            return self.class_attr(object, name);
        }
        let class = self.class_of(object);
        let on_class = self.class_lookup(&class, name);
        if let Some(found) = &on_class
            && self.is_data_descriptor(found)
            && self.is_readable_descriptor(found)
        {
            return self.bind_descriptor(found, Some(object), class.value()).map(Some);
        }
        if let Some(own) = self.own_attribute(object, name) {
            return Ok(Some(own));
        }
        match on_class {
            Some(found) => self.bind_descriptor(&found, Some(object), class.value()).map(Some),
            None => Ok(None),
        }
    }

    /// An attribute of the object itself.
    pub(crate) fn own_attribute(&mut self, object: &Value, name: &Value) -> Option<Value> {
        if let Some(instance) = object.downcast::<Instance>() {
            return instance_attribute(instance, name);
        }
        self.dict_of(object, false)?.as_dict()?.get_name(name)
    }

    /// The dict of an object's own attributes; where `make` is not set, only if it exists already.
    pub(crate) fn dict_of(&mut self, object: &Value, make: bool) -> Option<Value> {
        if let Some(instance) = object.downcast::<Instance>() {
            return if make { self.materialise_dict(instance) } else { existing_dict(instance) };
        }
        if let Some(exception) = object.downcast::<Exception>() {
            if exception.attributes.is_empty() && make {
                let dict = self.new_dict();
                exception.attributes.set(dict);
            }
            return exception.attributes.get();
        }
        if let Some(class) = object.as_class() {
            return Some(class.dict().value().clone());
        }
        let dict = self.slots_of(object.exact()).dict?;
        dict(self, object, make)
    }

    /// Moves an instance's attributes into a real dict and gives it; nothing if it has no `__dict__`.
    pub(crate) fn materialise_dict(&mut self, instance: &Ref<Instance>) -> Option<Value> {
        let class = instance.class().clone();
        if !class.flags.get().has_dict {
            return None;
        }
        if let Some(dict) = existing_dict(instance) {
            return Some(dict);
        }
        let fixed = class.fixed.get() as usize;
        let dict = Dict::new(&mut self.heap);
        for (at, name) in class.shapes.names(instance.shape()).into_iter().enumerate() {
            if let Some(value) = instance.replace(fixed + at, None) {
                dict.set_name(&name, value);
            }
        }
        instance.reserve(fixed + 1);
        instance.set_shape(DICT_SHAPE);
        drop(instance.replace(fixed, Some(dict.value().clone())));
        Some(dict.into_value())
    }

    /// Makes a dict that of the attributes of a new instance.
    pub(crate) fn adopt_dict(&mut self, instance: &Ref<Instance>, dict: Value) {
        let class = instance.class().clone();
        if class.flags.get().has_dict {
            let fixed = class.fixed.get() as usize;
            instance.reserve(fixed + 1);
            instance.set_shape(DICT_SHAPE);
            drop(instance.replace(fixed, Some(dict)));
        }
    }

    /// Whether an attribute of a class has a say before the object's own attributes.
    pub(crate) fn is_data_descriptor(&mut self, found: &Value) -> bool {
        let type_id = found.type_id();
        if type_id.0 < FIRST_USER {
            return found.raw().is_object() && self.types.slots(type_id).set.is_some();
        }
        let (set, delete) = (self.names.__set__.clone(), self.names.__delete__.clone());
        self.lookup_special(found, &set).is_some() || self.lookup_special(found, &delete).is_some()
    }

    /// Whether an attribute of a class has a `__get__`.
    pub(crate) fn is_readable_descriptor(&mut self, found: &Value) -> bool {
        let get = self.names.__get__.clone();
        found.type_id().0 < FIRST_USER || self.lookup_special(found, &get).is_some()
    }

    /// `found.__get__(object, class)`, or `found` itself if it is no descriptor.
    #[inline]
    pub(crate) fn bind_descriptor(
        &mut self,
        found: &Value,
        object: Option<&Value>,
        class: &Value,
    ) -> PyResult {
        let type_id = found.type_id();
        if type_id.0 < FIRST_USER {
            return match self.types.slots(type_id).get {
                Some(get) => get(self, found, object, class),
                None => Ok(found.clone()),
            };
        }
        let get = self.names.__get__.clone();
        let arguments = [object.cloned().unwrap_or(Value::NONE), class.clone()];
        let bound = self.call_special(found, &get, &arguments)?;
        Ok(bound.unwrap_or_else(|| found.clone()))
    }

    /// The method to call for `object.name(...)`, and whether the object is to be passed before the
    /// arguments; spares the bound method.
    #[inline]
    pub fn get_method(&mut self, object: &Value, name: &Value) -> PyResult<(Value, bool)> {
        if object.as_class().is_none() {
            let class = self.class_of(object);
            let flags = class.flags.get();
            let hooked = flags.custom_getattribute || self.slots_of(object).get_attr.is_some();
            if !hooked
                && let Some(found) = self.class_lookup(&class, name)
                && is_method(&found)
                && self.own_attribute(object, name).is_none()
            {
                return Ok((found, true));
            }
        }
        Ok((self.get_attr(object, name)?, false))
    }

    /// `object.name = value`
    pub fn set_attr(&mut self, object: &Value, name: &Value, value: &Value) -> PyResult<()> {
        self.change_attr(object, name, Some(value))
    }

    /// `del object.name`
    pub fn delete_attr(&mut self, object: &Value, name: &Value) -> PyResult<()> {
        self.change_attr(object, name, None)
    }

    fn change_attr(&mut self, object: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
        let name = &self.intern_value(name);
        if object.type_id().0 < FIRST_USER {
            if let Some(set) = self.slots_of(object).set_attr {
                return set(self, object, name, value);
            }
            return self.generic_set_attr(object, name, value);
        }
        if !self.class_of(object).flags.get().custom_setattr {
            return self.generic_set_attr(object, name, value);
        }
        match value {
            Some(value) => {
                let method = self.names.__setattr__.clone();
                self.call_special(object, &method, &[name.clone(), value.clone()])?;
            }
            None => {
                let method = self.names.__delattr__.clone();
                self.call_special(object, &method, std::slice::from_ref(name))?;
            }
        }
        Ok(())
    }

    /// `object.__setattr__(name, value)`, or `__delattr__` where no value is given.
    pub(crate) fn generic_set_attr(
        &mut self,
        object: &Value,
        name: &Value,
        value: Option<&Value>,
    ) -> PyResult<()> {
        if let Some(class) = object.as_class().cloned() {
            return self.set_class_attr(&class, name, value);
        }
        let class = self.class_of(object);
        let on_class = self.class_lookup(&class, name);
        if let Some(found) = &on_class
            && self.set_by_descriptor(found, object, value)?
        {
            return Ok(());
        }
        if let Some(instance) = object.downcast::<Instance>()
            && class.flags.get().has_dict
        {
            let instance = instance.clone();
            let done = match value {
                Some(value) => {
                    self.set_instance_attribute(&instance, name, value.clone());
                    true
                }
                None => self.delete_instance_attribute(&instance, name),
            };
            return if done { Ok(()) } else { Err(self.raise_no_attribute(object, name)) };
        }
        let has_dict = object.downcast::<Instance>().is_none();
        match self.dict_of(object, true).filter(|_| has_dict) {
            Some(dict) => self.change_dict_attr(object, &dict, name, value),
            None => Err(self.raise_not_settable(object, name, on_class.is_some())),
        }
    }

    fn change_dict_attr(
        &mut self,
        object: &Value,
        dict: &Value,
        name: &Value,
        value: Option<&Value>,
    ) -> PyResult<()> {
        let Some(dict) = dict.as_dict() else { return Ok(()) };
        match value {
            Some(value) => dict.set_name(name, value.clone()),
            None if dict.remove_name(name).is_none() => return Err(self.raise_no_attribute(object, name)),
            None => {}
        }
        Ok(())
    }

    /// Lets a data descriptor set or delete; whether there is one.
    pub(crate) fn set_by_descriptor(
        &mut self,
        found: &Value,
        object: &Value,
        value: Option<&Value>,
    ) -> PyResult<bool> {
        if found.type_id().0 < FIRST_USER {
            let Some(set) = self.slots_of(found).set else { return Ok(false) };
            set(self, found, object, value)?;
            return Ok(true);
        }
        let (set, delete) = (self.names.__set__.clone(), self.names.__delete__.clone());
        let called = match value {
            Some(value) => self.call_special(found, &set, &[object.clone(), value.clone()])?,
            None => self.call_special(found, &delete, std::slice::from_ref(object))?,
        };
        if called.is_some() {
            return Ok(true);
        }
        if !self.is_data_descriptor(found) {
            return Ok(false);
        }
        let missing = if value.is_some() { "__set__" } else { "__delete__" };
        Err(self.raise_attribute_error(missing))
    }

    /// Sets an attribute of an instance that has a `__dict__`.
    #[inline]
    pub(crate) fn set_instance_attribute(&mut self, instance: &Ref<Instance>, name: &Value, value: Value) {
        let class = instance.class().clone();
        let shape = instance.shape();
        if shape == DICT_SHAPE {
            if let Some(dict) = existing_dict(instance).as_ref().and_then(Value::as_dict) {
                dict.set_name(name, value);
            }
            return;
        }
        let fixed = class.fixed.get() as usize;
        if let Some(place) = class.place(shape, name.raw()) {
            drop(instance.replace(place, Some(value)));
            return;
        }
        let interned = name.interned().is_some();
        let extended = if interned { class.shapes.extended(&mut self.heap, shape, name) } else { None };
        let Some(extended) = extended else {
            if let Some(dict) = self.materialise_dict(instance).as_ref().and_then(Value::as_dict) {
                dict.set_name(name, value);
            }
            return;
        };
        let place = fixed + class.shapes.len(extended) - 1;
        class.expect(place + 1);
        instance.reserve(place + 1);
        instance.set_shape(extended);
        drop(instance.replace(place, Some(value)));
    }

    fn delete_instance_attribute(&mut self, instance: &Ref<Instance>, name: &Value) -> bool {
        if instance_attribute(instance, name).is_none() {
            return false;
        }
        let dict = self.materialise_dict(instance);
        dict.as_ref().and_then(Value::as_dict).is_some_and(|dict| dict.remove_name(name).is_some())
    }

    /// Raises AttributeError for an attribute that is not there.
    #[cold]
    pub fn raise_no_attribute(&mut self, object: &Value, name: &Value) -> Raised {
        let text = name.as_str().unwrap_or_default().to_owned();
        let message = match object.as_class() {
            Some(class) => format!("type object '{}' has no attribute '{text}'", class.name_text()),
            None => format!("'{}' object has no attribute '{text}'", self.type_name(object)),
        };
        self.raise_attribute_error_for(message, object, name)
    }

    /// Raises AttributeError with the object and the name it was looked up by.
    #[cold]
    pub fn raise_attribute_error_for(&mut self, message: String, object: &Value, name: &Value) -> Raised {
        let raised = self.raise_attribute_error(message);
        let exception = self.take_raised(raised);
        if let Some(exception) = exception.downcast::<Exception>() {
            exception.fields[field::NAME].set(name.clone());
            exception.fields[field::OBJECT].set(object.clone());
        }
        self.set_raised(exception)
    }

    #[cold]
    fn raise_not_settable(&mut self, object: &Value, name: &Value, on_class: bool) -> Raised {
        let (class, text) = (self.type_name(object), name.as_str().unwrap_or_default().to_owned());
        let message = if on_class {
            format!("'{class}' object attribute '{text}' is read-only")
        } else {
            format!("'{class}' object has no attribute '{text}' and no __dict__ for setting new attributes")
        };
        self.raise_attribute_error_for(message, object, name)
    }
}

fn is_method(found: &Value) -> bool {
    found.type_id() == id::FUNCTION
        || matches!(found.type_id(), id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR)
}

/// The dict of an instance that keeps its attributes in one.
fn existing_dict(instance: &Ref<Instance>) -> Option<Value> {
    if instance.shape() != DICT_SHAPE {
        return None;
    }
    instance.get(instance.class().fixed.get() as usize)
}

#[inline]
fn instance_attribute(instance: &Ref<Instance>, name: &Value) -> Option<Value> {
    if instance.shape() == DICT_SHAPE {
        return existing_dict(instance)?.as_dict()?.get_name(name);
    }
    instance.get(instance.class().place(instance.shape(), name.raw())?)
}
