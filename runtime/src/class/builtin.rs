//! Class objects of the built-in types, made from tables.

use crate::class::{Class, ClassFlags, ClassParts, PatternKind, wrappers};
use crate::exceptions::ExceptionKind;
use crate::native::{Binding, GetSetDef, GetSetDescriptor, MethodDescriptor, NativeDef, is_slot};
use crate::object::{Ref, TypeId};
use crate::part::Plain;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// What a built-in type consists of.
pub struct BuiltinType {
    /// Its id.
    pub type_id: TypeId,
    /// Native operations.
    pub slots: Slots,
    /// Methods.
    pub methods: &'static [NativeDef],
    /// Computed attributes.
    pub getsets: &'static [GetSetDef],
    /// `__doc__`; empty for none.
    pub doc: &'static str,
    /// `__module__`; empty for `builtins`.
    pub module: &'static str,
}

impl BuiltinType {
    /// A type with nothing but its slots.
    pub const fn new(type_id: TypeId, slots: Slots) -> BuiltinType {
        BuiltinType { type_id, slots, methods: &[], getsets: &[], doc: "", module: "" }
    }

    /// The same with methods.
    pub const fn methods(self, methods: &'static [NativeDef]) -> BuiltinType {
        BuiltinType { methods, ..self }
    }

    /// The same with computed attributes.
    pub const fn getsets(self, getsets: &'static [GetSetDef]) -> BuiltinType {
        BuiltinType { getsets, ..self }
    }

    /// The same with a docstring.
    pub const fn doc(self, doc: &'static str) -> BuiltinType {
        BuiltinType { doc, ..self }
    }

    /// The same in a module.
    pub const fn module(self, module: &'static str) -> BuiltinType {
        BuiltinType { module, ..self }
    }
}

impl Vm {
    /// Makes the class objects of all built-in types, empty but for their places in the hierarchy.
    pub(crate) fn make_builtin_classes(&mut self) {
        self.make_class(id::OBJECT, "object", None, true);
        self.make_class(id::TYPE, "type", Some(id::OBJECT), true);
        for &(type_id, name, subclassable) in id::ALL {
            if self.types.find(type_id).is_none() && type_id != id::BOOL {
                let is_dict = matches!(type_id, id::DEFAULT_DICT | id::ORDERED_DICT);
                let base = if is_dict { id::DICT } else { id::OBJECT };
                self.make_class(type_id, name, Some(base), subclassable);
            }
        }
        self.make_class(id::BOOL, "bool", Some(id::INT), false);
        for &kind in ExceptionKind::ALL {
            let base = if kind == kind.base() { id::OBJECT } else { kind.base().type_id() };
            let class = self.make_class(kind.type_id(), kind.name(), Some(base), true);
            let mut flags = class.flags.get();
            (flags.has_dict, flags.weakrefable) = (true, false);
            class.flags.set(flags);
            self.set_doc(&class, kind.doc());
        }
        self.add_base(ExceptionKind::ExceptionGroup.type_id(), ExceptionKind::Exception.type_id());
    }

    /// Gives a class a second base, which derives from the base of the first.
    fn add_base(&mut self, type_id: TypeId, second: TypeId) {
        let (class, second) = (self.types.get(type_id).clone(), self.types.get(second).clone());
        let mut mro = class.mro_classes();
        let bases = vec![mro[1].clone(), second.value().clone()];
        mro.insert(2, second.value().clone());
        let (bases, mro) = (self.new_tuple(bases), self.new_tuple(mro));
        class.bases.set(bases);
        class.mro.set(mro);
        second.subclasses.0.borrow_mut().push(type_id);
    }

    fn make_class(
        &mut self,
        type_id: TypeId,
        full_name: &str,
        base: Option<TypeId>,
        subclassable: bool,
    ) -> Ref<Class> {
        let (module, name) = full_name.rsplit_once('.').unzip();
        let name = self.intern(name.unwrap_or(full_name));
        let base = base.map(|base| self.types.get(base).clone());
        let bases = base.iter().map(|base| base.value().clone()).collect();
        let pattern = match type_id {
            id::LIST | id::TUPLE | id::RANGE | id::DEQUE | id::ARRAY => PatternKind::Sequence,
            id::DICT | id::MAPPING_PROXY | id::FRAME_LOCALS_PROXY => PatternKind::Mapping,
            _ => base.as_ref().map(|base| base.flags.get().pattern).unwrap_or_default(),
        };
        let parts = ClassParts {
            type_id,
            base_type: type_id,
            name: name.clone(),
            qualname: name,
            bases: self.new_tuple(bases),
            dict: self.new_dict(),
            metaclass: None,
            flags: ClassFlags { subclassable, pattern, ..ClassFlags::default() },
            fixed: 0,
        };
        let class = Class::new(&mut self.heap, parts);
        let mut mro = vec![class.value().clone()];
        if let Some(base) = base {
            mro.extend(base.mro_classes());
            base.subclasses.0.borrow_mut().push(type_id);
        }
        let mro = self.new_tuple(mro);
        class.mro.set(mro);
        if let Some(module) = module {
            let (key, module) = (self.names.__module__.clone(), self.intern(module));
            class.dict().set_name(&key, module);
        }
        self.types.set(type_id, class.clone());
        class
    }

    fn set_doc(&mut self, class: &Ref<Class>, doc: &str) {
        let value = if doc.is_empty() { Value::NONE } else { self.new_str(doc) };
        let name = self.names.__doc__.clone();
        class.dict().set_name(&name, value);
    }

    /// Fills a built-in class in.
    pub fn define_type(&mut self, definition: &BuiltinType) {
        let type_id = definition.type_id;
        *self.types.slots_mut(type_id) = definition.slots;
        let class = self.types.get(type_id).clone();
        if !definition.doc.is_empty() || type_id == id::OBJECT {
            self.set_doc(&class, definition.doc);
        }
        if !definition.module.is_empty() {
            let module = self.intern(definition.module);
            self.set_class_name(type_id, "__module__", module);
        }
        for special in wrappers::definitions(type_id, &definition.slots) {
            self.add_method(type_id, special, id::WRAPPER_DESCRIPTOR);
        }
        if definition.slots.new.is_some() {
            let new = self.new_native_method(&wrappers::NEW, class.value().clone(), type_id);
            self.set_class_name(type_id, "__new__", new);
        }
        if definition.slots.unhashable {
            self.set_class_name(type_id, "__hash__", Value::NONE);
        }
        self.add_methods(type_id, definition.methods);
        self.add_getsets(type_id, definition.getsets);
    }

    /// Adds methods to a built-in type.
    pub fn add_methods(&mut self, type_id: TypeId, methods: &'static [NativeDef]) {
        for definition in methods {
            match definition.binding {
                Binding::Method | Binding::Function => {
                    let is_slot = is_slot(definition, Some(type_id));
                    let kind = if is_slot { id::WRAPPER_DESCRIPTOR } else { id::METHOD_DESCRIPTOR };
                    self.add_method(type_id, definition, kind);
                }
                Binding::Class => self.add_method(type_id, definition, id::CLASS_METHOD_DESCRIPTOR),
                Binding::Static => {
                    let function = self.new_native_method_of_class(definition, type_id);
                    let wrapped = if definition.name == "__new__" {
                        function
                    } else {
                        self.new_static_method(function)
                    };
                    self.set_class_name(type_id, definition.name, wrapped);
                }
            }
        }
    }

    fn add_method(&mut self, type_id: TypeId, definition: &'static NativeDef, kind: TypeId) {
        let method = MethodDescriptor::allocate(&mut self.heap, kind, Plain(definition), Plain(type_id));
        self.set_class_name(type_id, definition.name, method.into_value());
    }

    /// Adds computed attributes to a built-in type.
    pub fn add_getsets(&mut self, type_id: TypeId, getsets: &'static [GetSetDef]) {
        for definition in getsets {
            let descriptor = GetSetDescriptor::allocate(
                &mut self.heap,
                id::GETSET_DESCRIPTOR,
                Plain(definition),
                Plain(type_id),
            );
            self.set_class_name(type_id, definition.name, descriptor.into_value());
        }
    }

    /// Sets a name in the namespace of a built-in class.
    pub fn set_class_name(&mut self, type_id: TypeId, name: &str, value: Value) {
        let name = self.intern(name);
        let class = self.types.get(type_id).clone();
        self.class_set(&class, &name, Some(value));
    }
}
