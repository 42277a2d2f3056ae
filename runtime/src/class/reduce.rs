//! How objects are taken apart, for copies and pickles: `__reduce_ex__`, `__reduce__`, `__getstate__`.

use crate::class::Class;
use crate::class::descriptors::Member;
use crate::dict::Dict;
use crate::error::PyResult;
use crate::exceptions::Exception;
use crate::instance::{DICT_SHAPE, Instance};
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object::Ref;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// `object.__reduce_ex__(protocol)`: what the class's own `__reduce__` says, if it has one.
fn reduce_ex(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let protocol = vm.index_i64(&args[1])?;
    let name = vm.names.__reduce__.clone();
    let class = vm.class_of(&args[0]);
    if !vm.inherits_from_object(&class, &name) {
        return vm.call_method(&args[0], &name, &[]);
    }
    vm.default_reduce(&args[0], protocol)
}

fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.default_reduce(&args[0], 0)
}

fn getstate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.default_state(&args[0])
}

/// Methods of `object`.
pub(super) const METHODS: &[NativeDef] = &[
    method("__reduce_ex__", reduce_ex, Arity::One).keep_self(),
    method("__reduce__", reduce, Arity::Zero).keep_self(),
    method("__getstate__", getstate, Arity::Zero).keep_self(),
];

impl Vm {
    fn default_reduce(&mut self, object: &Value, protocol: i64) -> PyResult {
        if object.is_a::<Exception>() {
            return self.reduce_exception(object);
        }
        let copyreg = self.import_module("copyreg")?;
        if protocol < 2 {
            let name = self.intern("_reduce_ex");
            let protocol = self.int(protocol);
            return self.call_method(&copyreg, &name, &[object.clone(), protocol]);
        }
        self.reduce_by_new(object, &copyreg)
    }

    /// As a call of `cls.__new__`, the state, and the items of lists and dicts.
    fn reduce_by_new(&mut self, object: &Value, copyreg: &Value) -> PyResult {
        let class = self.class_of(object);
        if let Some(set) = object.exact().as_set() {
            let items = set.items();
            let items = self.new_list(items);
            let (arguments, state) = (self.new_tuple(vec![items]), self.instance_state(object)?);
            return Ok(self.new_tuple(vec![class.into_value(), arguments, state]));
        }
        let (arguments, keywords) = self.new_arguments(object, &class)?;
        let state_name = self.intern("__getstate__");
        let state = self.call_method(object, &state_name, &[])?;
        let (function, arguments) = if keywords.is_none() {
            let mut all = vec![class.value().clone()];
            all.extend(self.tuple_items(&arguments));
            ("__newobj__", self.new_tuple(all))
        } else {
            ("__newobj_ex__", self.new_tuple(vec![class.value().clone(), arguments, keywords]))
        };
        let function = self.intern(function);
        let function = self.get_attr(copyreg, &function)?;
        let items = if object.as_list().is_some() { self.iter(object)? } else { Value::NONE };
        let pairs = if object.as_dict().is_some() {
            let name = self.names.items.clone();
            let items = self.call_method(object, &name, &[])?;
            self.iter(&items)?
        } else {
            Value::NONE
        };
        Ok(self.new_tuple(vec![function, arguments, state, items, pairs]))
    }

    /// What `__new__` is to be called with: `__getnewargs_ex__`, `__getnewargs__`, or what the object is at heart.
    fn new_arguments(&mut self, object: &Value, class: &Ref<Class>) -> PyResult<(Value, Value)> {
        let name = self.intern("__getnewargs_ex__");
        if let Some(both) = self.call_special(object, &name, &[])? {
            return self.checked_new_arguments(&both);
        }
        let name = self.names.__getnewargs__.clone();
        if let Some(arguments) = self.call_special(object, &name, &[])? {
            if arguments.as_tuple().is_some() {
                return Ok((arguments, Value::NONE));
            }
            let found = self.type_name(&arguments);
            return Err(self.raise_type_error(format!("__getnewargs__ should return a tuple, not '{found}'")));
        }
        let arguments = match class.base_type() {
            id::OBJECT | id::LIST | id::DICT => Vec::new(),
            id::INT | id::STR | id::FLOAT | id::TUPLE | id::BYTES | id::COMPLEX => {
                vec![object.exact().clone()]
            }
            id::CODE | id::MEMORY_VIEW => {
                let name = class.shown_name(&self.names);
                return Err(self.raise_type_error(format!("cannot pickle {name} objects")));
            }
            _ => {
                let name = class.shown_name(&self.names);
                return Err(self.raise_type_error(format!("cannot pickle '{name}' object")));
            }
        };
        Ok((self.new_tuple(arguments), Value::NONE))
    }

    /// What `__getnewargs_ex__` answers: a tuple and a dict.
    fn checked_new_arguments(&mut self, both: &Value) -> PyResult<(Value, Value)> {
        let found = self.type_name(both);
        let message = if both.as_tuple().is_none() {
            format!("__getnewargs_ex__ should return a tuple, not '{found}'")
        } else {
            let items = self.tuple_items(both);
            match &items[..] {
                [arguments, keywords] if arguments.as_tuple().is_none() || keywords.as_dict().is_none() => {
                    let (place, wanted, wrong) = match arguments.as_tuple() {
                        None => ("first", "tuple", arguments),
                        Some(_) => ("second", "dict", keywords),
                    };
                    let found = self.type_name(wrong);
                    format!(
                        "{place} item of the tuple returned by __getnewargs_ex__ must be a {wanted}, not '{found}'"
                    )
                }
                [arguments, keywords] => return Ok((arguments.clone(), keywords.clone())),
                items => {
                    let count = items.len();
                    let message = format!("__getnewargs_ex__ should return a tuple of length 2, not {count}");
                    return Err(self.raise_value_error(message));
                }
            }
        };
        Err(self.raise_type_error(message))
    }

    /// A copy of the attributes of an object; `None` if there are none.
    pub(crate) fn instance_state(&mut self, object: &Value) -> PyResult {
        let attributes = self.attributes_of(object);
        if attributes.is_empty() {
            return Ok(Value::NONE);
        }
        let dict = Dict::new(&mut self.heap);
        for (name, value) in attributes {
            self.dict_store(&dict, &name, value)?;
        }
        Ok(dict.into_value())
    }

    /// The attributes in the `__dict__` of an object, which need not exist.
    pub(crate) fn attributes_of(&mut self, object: &Value) -> Vec<(Value, Value)> {
        if let Some(instance) = object.downcast::<Instance>()
            && instance.shape() != DICT_SHAPE
        {
            let class = instance.class();
            let fixed = class.fixed.get() as usize;
            let names = class.shapes.names(instance.shape()).into_iter().enumerate();
            return names.filter_map(|(at, name)| Some((name, instance.get(fixed + at)?))).collect();
        }
        let dict = self.dict_of(object, false);
        dict.as_ref().and_then(|dict| dict.as_dict()).map(|dict| dict.items()).unwrap_or_default()
    }

    /// `object.__getstate__()`: the attributes, with those in `__slots__` beside them.
    pub(crate) fn default_state(&mut self, object: &Value) -> PyResult {
        let state = self.instance_state(object)?;
        let Some(instance) = object.downcast::<Instance>().cloned() else { return Ok(state) };
        let slots = Dict::new(&mut self.heap);
        for class in instance.class().mro_classes() {
            let Some(class) = class.as_class().filter(|class| class.is_user()) else { continue };
            for (name, member) in class.dict().items() {
                if let Some(member) = member.downcast::<Member>()
                    && let Some(value) = instance.get(member.place.get())
                {
                    slots.set_name(&name, value);
                }
            }
        }
        if slots.is_empty() {
            return Ok(state);
        }
        Ok(self.new_tuple(vec![state, slots.into_value()]))
    }
}
