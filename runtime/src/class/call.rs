//! Calling classes: `__new__`, then `__init__`.

use crate::class::Class;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::instance::Instance;
use crate::native::{Arguments, MethodDescriptor};
use crate::object::{Ref, TypeId};
use crate::types::{UserLayout, id};
use crate::value::Value;
use crate::vm::Vm;

/// The types that take no keywords, but for what a derived class takes by its `__init__`.
const LEAVES_KEYWORDS: [TypeId; 10] = [
    id::FILTER,
    id::REVERSED,
    id::CHAIN,
    id::CYCLE,
    id::DROPWHILE,
    id::FILTERFALSE,
    id::ISLICE,
    id::PAIRWISE,
    id::STARMAP,
    id::TAKEWHILE,
];

impl Vm {
    /// `cls(...)`
    pub(crate) fn call_class(&mut self, callable: &Value, args: &Arguments<'_>) -> PyResult {
        let Some(class) = callable.as_class().cloned() else {
            return Err(self.raise_type_error("a class is needed"));
        };
        let Some(meta) = class.user_metaclass() else { return self.construct(&class, args) };
        let name = self.names.__call__.clone();
        let meta = meta.as_class().cloned();
        match meta.and_then(|meta| self.class_lookup(&meta, &name)) {
            Some(found) if found.type_id() == id::FUNCTION => self.call_with_self(&found, callable, args),
            Some(found) if found.type_id() != id::WRAPPER_DESCRIPTOR => {
                let meta = self.class_of(callable);
                let bound = self.bind_descriptor(&found, Some(callable), meta.value())?;
                self.call_args(&bound, args)
            }
            _ => self.construct(&class, args),
        }
    }

    /// `type.__call__(cls, ...)`
    pub(crate) fn construct(&mut self, class: &Ref<Class>, args: &Arguments<'_>) -> PyResult {
        if class.instance_type() == id::TYPE && args.values().len() == 1 && args.names().is_empty() {
            return Ok(self.class_of(&args[0]).into_value());
        }
        let object = self.make_instance(class, args)?;
        let made = self.class_of(&object);
        if !made.is_subclass_of(class) {
            return Ok(object);
        }
        if !made.is_user() {
            if let Some(init) = self.types.slots(made.instance_type()).init {
                init(self, &object, args)?;
            }
            return Ok(object);
        }
        let name = self.names.__init__.clone();
        let Some((init, needs_self)) = self.special_method(&object, &name)? else { return Ok(object) };
        if needs_self
            && is_init_of_exceptions(&init, &made)
            && let Some(init) = self.native_slots(&object).init
        {
            init(self, &object, args)?;
            return Ok(object);
        }
        let result = if needs_self {
            self.call_with_self(&init, &object, args)?
        } else {
            self.call_args(&init, args)?
        };
        if !result.is_none() {
            let name = self.type_name(&result);
            return Err(self.raise_type_error(format!("__init__() should return None, not '{name}'")));
        }
        Ok(object)
    }

    fn make_instance(&mut self, class: &Ref<Class>, args: &Arguments<'_>) -> PyResult {
        if class.is_user() {
            let name = self.names.__new__.clone();
            if let Some(found) = self.class_lookup(class, &name) {
                let function = self.bind_descriptor(&found, None, class.value())?;
                if function.type_id() != id::BUILTIN {
                    return self.call_with_self(&function, class.value(), args);
                }
            }
        }
        self.native_new(class, args)
    }

    /// Makes the object that `class` is at heart, inside an instance if need be.
    pub(crate) fn native_new(&mut self, class: &Ref<Class>, args: &Arguments<'_>) -> PyResult {
        let base = class.base_type();
        let new = self.types.slots(base).new;
        match (class.instance_type().user_layout(), new) {
            (Some(UserLayout::Instance), _) => {
                self.check_object_arguments(class, args)?;
                self.check_concrete(class)?;
                Ok(Instance::new(&mut self.heap, class).into_value())
            }
            (Some(UserLayout::Payload), Some(new)) => {
                // `enumerate` tells classes derived from it other errors.
                let exact = if base == id::ENUMERATE { class } else { self.types.get(base) };
                let exact = exact.value().clone();
                // Keywords of an `__init__` of the class's own are none of theirs.
                let init = self.names.__init__.clone();
                let payload = if LEAVES_KEYWORDS.contains(&base) && !self.inherits_from_object(class, &init) {
                    new(self, &exact, &Arguments::positional(args.positionals()))?
                } else {
                    new(self, &exact, args)?
                };
                // `reversed` may be answered by the sequence itself.
                if base == id::REVERSED && payload.type_id() != base {
                    return Ok(payload);
                }
                Ok(self.wrap_payload(class, payload))
            }
            (_, Some(new)) => new(self, class.value(), args),
            (_, None) => {
                let name = class.shown_name(&self.names);
                Err(self.raise_type_error(format!("cannot create '{name}' instances")))
            }
        }
    }

    /// Raises TypeError for a class that has abstract methods.
    fn check_concrete(&mut self, class: &Ref<Class>) -> PyResult<()> {
        if !class.flags.get().is_abstract {
            return Ok(());
        }
        let key = self.names.__abstractmethods__.clone();
        let methods = class.dict().get_name(&key).unwrap_or(Value::NONE);
        let mut names = Vec::new();
        for name in self.collect(&methods)? {
            names.push(self.str_string(&name)?);
        }
        names.sort();
        let plural = if names.len() == 1 { "" } else { "s" };
        let (name, list) = (class.name_text(), names.join("', '"));
        Err(self.raise_type_error(format!(
            "Can't instantiate abstract class {name} without an implementation for abstract method{plural} '{list}'"
        )))
    }

    /// An instance of a class that derives from a built-in type, with this object at heart.
    pub(crate) fn wrap_payload(&mut self, class: &Ref<Class>, payload: Value) -> Value {
        let instance = Instance::new(&mut self.heap, class);
        // What a module of a class that programs made has as attributes is its namespace.
        if let Some(module) = payload.downcast::<crate::modules::Module>() {
            let dict = module.dict().value().clone();
            self.adopt_dict(&instance, dict);
        }
        drop(instance.replace(0, Some(payload)));
        instance.into_value()
    }

    /// `object.__new__` and `object.__init__` take arguments only for classes that override the other.
    fn check_object_arguments(&mut self, class: &Ref<Class>, args: &Arguments<'_>) -> PyResult<()> {
        if args.values().is_empty() {
            return Ok(());
        }
        let (new, init) = (self.names.__new__.clone(), self.names.__init__.clone());
        if !self.inherits_from_object(class, &new) {
            let message = "object.__new__() takes exactly one argument (the type to instantiate)";
            return Err(self.raise_type_error(message));
        }
        if self.inherits_from_object(class, &init) {
            let name = class.name_text();
            return Err(self.raise_type_error(format!("{name}() takes no arguments")));
        }
        Ok(())
    }

    /// Whether a name on a class is what `object` has.
    pub(crate) fn inherits_from_object(&mut self, class: &Ref<Class>, name: &Value) -> bool {
        let default = self.types.get(id::OBJECT).dict().get_name(name);
        match (self.class_lookup(class, name), default) {
            (Some(found), Some(default)) => found.is(&default),
            (found, _) => found.is_none(),
        }
    }
}

/// Whether an `__init__` found on `class` is that of a built-in exception, which calls the type's own slot.
fn is_init_of_exceptions(init: &Value, class: &Class) -> bool {
    init.type_id() == id::WRAPPER_DESCRIPTOR
        && init.downcast::<MethodDescriptor>().is_some_and(|method| {
            method.def.0.name == "__init__"
                && ExceptionKind::from_type_id(method.owner.0).is_some()
                && class.is_subtype_of(method.owner.0)
        })
}
