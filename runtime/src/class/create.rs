//! Making classes: `type(name, bases, namespace)`.
//!
//! In order: the metaclass is chosen, bases and layout are checked, `__slots__` become descriptors, the
//! class object is made, `__set_name__` is called for the attributes, `__init_subclass__` for the class.

use crate::class::layout::BaseLayout;
use crate::class::{Class, ClassFlags, ClassParts, PatternKind};
use crate::dict::Dict;
use crate::error::{PyResult, Raised};
use crate::exceptions::Exception;
use crate::instance::Instance;
use crate::native::{Arguments, GetSetDef, GetSetDescriptor, getset, getter};
use crate::object::Ref;
use crate::part::Plain;
use crate::types::{UserLayout, id};
use crate::value::Value;
use crate::vm::Vm;

/// `__slots__` of a class, taken apart.
#[derive(Default)]
struct SlotNames {
    declared: bool,
    names: Vec<Value>,
    dict: bool,
    weakref: bool,
}

impl Vm {
    /// `type.__new__(meta, name, bases, namespace, **keywords)`.
    pub(crate) fn new_class(
        &mut self,
        meta: &Ref<Class>,
        name: &Value,
        bases: &[Value],
        namespace: &Ref<Dict>,
        keywords: &Arguments<'_>,
    ) -> PyResult<Ref<Class>> {
        let object = self.types.get(id::OBJECT).value().clone();
        let bases = if bases.is_empty() { vec![object] } else { bases.to_vec() };
        let base = self.base_layout(&bases)?;
        let dict = self.copy_namespace(namespace)?;
        let slots = self.slot_names(name.as_str().unwrap_or_default(), &dict, &base)?;
        let class = self.allocate_class(meta, name, &bases, &dict, &base, &slots)?;
        self.adopt_namespace(&class)?;
        self.add_slot_descriptors(&class, &slots);
        self.set_own_order(&class)?;
        self.update_flags(&class);
        self.fill_class_cell(&class)?;
        self.fill_namespace_cell(&class)?;
        self.call_set_names(&class)?;
        self.call_init_subclass(&class, keywords)?;
        Ok(class)
    }

    /// Puts the class into the cell of `__class__` that its body left in the namespace.
    fn fill_class_cell(&mut self, class: &Ref<Class>) -> PyResult<()> {
        let Some(cell) = class.dict().remove_name(&self.names.__classcell__.clone()) else { return Ok(()) };
        match cell.downcast::<crate::cell::CellObject>() {
            Some(found) => {
                found.value.set(class.value().clone());
                Ok(())
            }
            None => {
                let kind = self.class_of(&cell).into_value();
                let kind = self.repr_string(&kind)?;
                Err(self.raise_type_error(format!("__classcell__ must be a nonlocal cell, not {kind}")))
            }
        }
    }

    /// What is evaluated later in the class's body looks names up in the class from now on.
    fn fill_namespace_cell(&mut self, class: &Ref<Class>) -> PyResult<()> {
        let key = self.names.__classdictcell__.clone();
        let Some(cell) = class.dict().remove_name(&key) else { return Ok(()) };
        let Some(found) = cell.downcast::<crate::cell::CellObject>() else {
            let kind = self.class_of(&cell).into_value();
            let kind = self.repr_string(&kind)?;
            let message = format!("__classdictcell__ must be a nonlocal cell, not {kind}");
            return Err(self.raise_type_error(message));
        };
        let namespace = class.dict().value().clone();
        let namespace = self.new_mapping_proxy(namespace);
        found.value.set(namespace);
        Ok(())
    }

    fn copy_namespace(&mut self, namespace: &Ref<Dict>) -> PyResult<Ref<Dict>> {
        let dict = Dict::new(&mut self.heap);
        for (key, value) in namespace.items() {
            let key = self.intern_value(&key);
            self.dict_store(&dict, &key, value)?;
        }
        Ok(dict)
    }

    fn allocate_class(
        &mut self,
        meta: &Ref<Class>,
        name: &Value,
        bases: &[Value],
        dict: &Ref<Dict>,
        base: &BaseLayout,
        slots: &SlotNames,
    ) -> PyResult<Ref<Class>> {
        let mut mro = self.linearise(bases)?;
        let name = self.intern_value(name.exact());
        let qualname_key = self.names.__qualname__.clone();
        let qualname = match dict.remove_name(&qualname_key) {
            None => name.clone(),
            Some(qualname) if qualname.as_str().is_some() => qualname,
            Some(other) => {
                let found = self.type_name(&other);
                return Err(self.raise_type_error(format!("type __qualname__ must be a str, not {found}")));
            }
        };
        let inherited: Vec<ClassFlags> =
            bases.iter().filter_map(|base| Some(base.as_class()?.flags.get())).collect();
        let flags = ClassFlags {
            // The attributes of a module are its namespace.
            has_dict: !slots.declared
                || slots.dict
                || base.base_type == id::MODULE
                || inherited.iter().any(|flags| flags.has_dict),
            weakrefable: !slots.declared || slots.weakref || inherited.iter().any(|flags| flags.weakrefable),
            subclassable: true,
            pattern: inherited
                .iter()
                .map(|flags| flags.pattern)
                .find(|&kind| kind != PatternKind::None)
                .unwrap_or_default(),
            ..ClassFlags::default()
        };
        let own_payload = base.layout == UserLayout::Payload && base.best.fixed.get() == 0;
        let fixed = base.best.fixed.get() + u32::from(own_payload) + slots.names.len() as u32;
        let type_id = self.heap.new_user_type(base.layout);
        let bases = self.new_tuple_from(bases);
        let parts = ClassParts {
            type_id,
            base_type: base.base_type,
            name,
            qualname,
            bases: bases.clone(),
            dict: dict.value().clone(),
            metaclass: Some(meta.value().clone()),
            flags,
            fixed,
        };
        let class = Class::new(&mut self.heap, parts);
        mro.insert(0, class.value().clone());
        let mro = self.new_tuple(mro);
        class.mro.set(mro);
        for base in self.tuple_items(&bases) {
            if let Some(base) = base.as_class() {
                base.subclasses.0.borrow_mut().push(type_id);
            }
        }
        Ok(class)
    }

    /// Functions that are implicitly static or class methods, `__module__`, `__doc__`, `__hash__`.
    fn adopt_namespace(&mut self, class: &Ref<Class>) -> PyResult<()> {
        let dict = class.dict().clone();
        let names = [
            self.names.__new__.clone(),
            self.names.__init_subclass__.clone(),
            self.names.__class_getitem__.clone(),
        ];
        for (at, name) in names.iter().enumerate() {
            if let Some(function) = dict.get_name(name)
                && function.type_id() == id::FUNCTION
            {
                let wrapped =
                    if at == 0 { self.new_static_method(function) } else { self.new_class_method(function) };
                dict.set_name(name, wrapped);
            }
        }
        let (eq, hash) = (self.names.__eq__.clone(), self.names.__hash__.clone());
        if dict.find_name(&eq).is_some() && dict.find_name(&hash).is_none() {
            dict.set_name(&hash, Value::NONE);
        }
        let (module, doc) = (self.names.__module__.clone(), self.names.__doc__.clone());
        if dict.find_name(&module).is_none() {
            let name = self.current_module_name();
            dict.set_name(&module, name);
        }
        if dict.find_name(&doc).is_none() {
            dict.set_name(&doc, Value::NONE);
        }
        self.add_instance_getsets(class);
        Ok(())
    }

    /// `__dict__` and `__weakref__` of instances, where no base has them.
    fn add_instance_getsets(&mut self, class: &Ref<Class>) {
        let flags = class.flags.get();
        let rows = [
            (flags.has_dict, self.names.__dict__.clone(), &INSTANCE_DICT),
            (flags.weakrefable, self.names.__weakref__.clone(), &INSTANCE_WEAKREF),
        ];
        for (wanted, name, row) in rows {
            if !wanted || class.lookup_uncached(&name).is_some() {
                continue;
            }
            let owner = Plain(class.instance_type());
            let descriptor =
                GetSetDescriptor::allocate(&mut self.heap, id::GETSET_DESCRIPTOR, Plain(row), owner);
            class.dict().set_name(&name, descriptor.into_value());
        }
    }

    fn slot_names(&mut self, class_name: &str, dict: &Ref<Dict>, base: &BaseLayout) -> PyResult<SlotNames> {
        let key = self.names.__slots__.clone();
        let Some(declared) = dict.get_name(&key) else { return Ok(SlotNames::default()) };
        let mut slots = SlotNames { declared: true, ..SlotNames::default() };
        let names = if declared.as_str().is_some() { vec![declared] } else { self.collect(&declared)? };
        let mut inherited = base.best.flags.get();
        inherited.has_dict |= base.base_type == id::MODULE;
        if !names.is_empty() && matches!(base.base_type, id::INT | id::TUPLE | id::BYTES | id::TYPE) {
            let name = self.class_of_type(base.base_type).name_text();
            return Err(
                self.raise_type_error(format!("nonempty __slots__ not supported for subtype of '{name}'"))
            );
        }
        for name in names {
            let Some(text) = name.as_str() else {
                let found = self.type_name(&name);
                return Err(self.raise_type_error(format!("__slots__ items must be strings, not '{found}'")));
            };
            match text {
                "__dict__" if slots.dict || inherited.has_dict => {
                    return Err(self.raise_type_error("__dict__ slot disallowed: we already got one"));
                }
                "__weakref__" if slots.weakref || inherited.weakrefable => {
                    return Err(self.raise_type_error("__weakref__ slot disallowed: we already got one"));
                }
                "__dict__" => slots.dict = true,
                "__weakref__" => slots.weakref = true,
                text if !is_identifier(text) => {
                    return Err(self.raise_type_error("__slots__ must be identifiers"));
                }
                text => {
                    let mangled = self.intern(&mangled(text, class_name));
                    let implied = [
                        "__classcell__",
                        "__classdictcell__",
                        "__qualname__",
                        "__firstlineno__",
                        "__static_attributes__",
                    ];
                    if dict.find_name(&mangled).is_some() && !implied.contains(&text) {
                        let shown = self.repr_string(&mangled)?;
                        let message = format!("{shown} in __slots__ conflicts with class variable");
                        return Err(self.raise_value_error(message));
                    }
                    slots.names.push(mangled);
                }
            }
        }
        slots.names.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
        Ok(slots)
    }

    fn add_slot_descriptors(&mut self, class: &Ref<Class>, slots: &SlotNames) {
        let first = class.fixed.get() as usize - slots.names.len();
        for (at, name) in slots.names.iter().enumerate() {
            let member = self.new_member(class, name.clone(), first + at);
            class.dict().set_name(name, member);
        }
    }

    fn call_set_names(&mut self, class: &Ref<Class>) -> PyResult<()> {
        let set_name = self.names.__set_name__.clone();
        for (name, value) in class.dict().items() {
            if !value.raw().is_object() || value.type_id() == id::FUNCTION {
                continue;
            }
            let called = self.call_special(&value, &set_name, &[class.value().clone(), name.clone()]);
            if let Err(raised) = called {
                return Err(self.note_set_name(raised, class, &name, &value));
            }
        }
        Ok(())
    }

    #[cold]
    fn note_set_name(&mut self, raised: Raised, class: &Ref<Class>, name: &Value, value: &Value) -> Raised {
        let exception = self.take_raised(raised);
        let shown = match self.repr_string(name) {
            Ok(shown) => shown,
            Err(raised) => return raised,
        };
        let (found, class) = (self.type_name(value), class.name_text());
        let raised = self.set_raised(exception);
        self.annotate(
            raised,
            &format!("Error calling __set_name__ on '{found}' instance {shown} in '{class}'"),
        )
    }

    fn call_init_subclass(&mut self, class: &Ref<Class>, keywords: &Arguments<'_>) -> PyResult<()> {
        let name = self.names.__init_subclass__.clone();
        let parents = self.new_super(class.value(), class.value())?;
        let method = self.get_attr(&parents, &name)?;
        let values: Vec<Value> = keywords.keywords().map(|(_, value)| value.clone()).collect();
        self.call_args(&method, &Arguments::with_names(&values, keywords.names()))?;
        Ok(())
    }

    /// `__name__` of the module whose code is running.
    pub(crate) fn current_module_name(&mut self) -> Value {
        let key = self.names.__name__.clone();
        let globals = self.current_globals();
        globals.and_then(|globals| self.dict_get(&globals, &key)).unwrap_or_else(|| self.intern("builtins"))
    }
}

static INSTANCE_DICT: GetSetDef = getset("__dict__", get_instance_dict, set_instance_dict);

fn get_instance_dict(vm: &mut Vm, this: &Value) -> PyResult {
    match vm.dict_of(this, true) {
        Some(dict) => Ok(dict),
        None => {
            let name = vm.names.__dict__.clone();
            Err(vm.raise_no_attribute(this, &name))
        }
    }
}

static INSTANCE_WEAKREF: GetSetDef = getter("__weakref__", |vm, this| Ok(vm.first_weak_reference(this)));

fn set_instance_dict(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let source = match value {
        None => vm.new_dict(),
        Some(value) if value.as_dict().is_some() => value.clone(),
        Some(other) => {
            let found = vm.type_name(other);
            return Err(vm.raise_type_error(format!("__dict__ must be set to a dictionary, not a '{found}'")));
        }
    };
    vm.dict_of(this, true);
    match this.downcast::<Instance>() {
        Some(instance) => {
            let place = instance.class().fixed.get() as usize;
            drop(instance.replace(place, Some(source)));
        }
        None => {
            if let Some(exception) = this.downcast::<Exception>() {
                exception.attributes.set(source);
            }
        }
    }
    Ok(())
}

/// Whether a text is a Python identifier, keywords included.
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || c.is_alphabetic())
        && chars.all(|c| c == '_' || c.is_alphanumeric())
}

/// The name a private name has inside a class.
fn mangled(name: &str, class: &str) -> String {
    let class = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || class.is_empty() {
        return name.to_owned();
    }
    format!("_{class}{name}")
}
