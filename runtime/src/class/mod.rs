//! Classes: the class object, and everything that goes by way of the class.
//!
//! - `cache`: lookups of names along the MRO, with their cache and the versions that keep it honest
//! - `shape`: where instances keep their attributes
//! - `attributes`: `getattr`, `setattr`, `delattr`
//! - `create`: `type(name, bases, dict)`, with `layout` for what may derive from what, `mro` and
//!   `order` for the order in which classes are searched
//! - `builtin`: class objects of the built-in types from their tables
//! - `descriptors`, `property`, `wrapped`, `super_object`, `object_type`, `type_type`: the built-in classes that belong here

mod annotations;
mod attributes;
pub mod builtin;
pub mod cache;
mod call;
pub(crate) mod create;
pub(crate) mod descriptors;
mod layout;
mod mro;
mod object_type;
mod order;
mod property;
mod reduce;
pub(crate) mod shape;
mod slot_docs;
mod special;
mod super_object;
mod type_type;
pub(crate) mod wrapped;
mod wrappers;

pub(crate) use create::is_identifier;
pub use descriptors::BoundMethod;
pub use property::Property;

use std::cell::{Cell, RefCell};

use crate::dict::Dict;
use crate::heap::Heap;
use crate::object::{Ref, TypeId};
use crate::object_type;
use crate::part::{Kept, Plain};
use crate::slot::Slot;
use crate::types::{FIRST_USER, UserLayout, id};
use crate::value::{Raw, Value};

use shape::Shapes;

/// What patterns the instances of a class match because of what it is registered as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PatternKind {
    /// Neither of the others.
    #[default]
    None,
    /// Sequence patterns.
    Sequence,
    /// Mapping patterns.
    Mapping,
}

/// Properties of a class; inherited ones are copied when it is made and kept up to date.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ClassFlags {
    /// Instances have a `__dict__`.
    pub has_dict: bool,
    /// Instances can be weakly referenced.
    pub weakrefable: bool,
    /// `__del__` is defined.
    pub finaliser: bool,
    /// Programs may derive from it.
    pub subclassable: bool,
    /// `__abstractmethods__` is not empty: `object.__new__` refuses.
    pub is_abstract: bool,
    /// What patterns instances match.
    pub pattern: PatternKind,
    /// `__getattribute__` is not that of `object`.
    pub custom_getattribute: bool,
    /// `__getattr__` is defined.
    pub custom_getattr: bool,
    /// `__setattr__` or `__delattr__` is not that of `object`.
    pub custom_setattr: bool,
}

object_type! {
    /// A class.
    pub struct Class(|type_id: TypeId| type_id == id::TYPE || type_id.is_user(UserLayout::Class)) "class" {
        instance_type: Plain<TypeId>,
        /// `__name__`.
        pub name: Slot,
        /// `__qualname__`.
        pub qualname: Slot,
        /// `__bases__`: a tuple.
        pub bases: Slot,
        /// `__mro__`: a tuple.
        pub mro: Slot,
        /// The namespace: a dict. Written through [`crate::vm::Vm::class_set`] only.
        dict: Kept,
        /// The metaclass, if a program made it.
        metaclass: Slot,
        /// Classes that derive from this one directly; dead ones included.
        pub(crate) subclasses: Plain<RefCell<Vec<TypeId>>>,
        /// Id of the built-in type that instances are at heart.
        base_type: Plain<TypeId>,
        /// 0, or a version that changes with every change to the class or to what it derives from.
        pub(crate) version: Cell<u64>,
        pub(crate) flags: Cell<ClassFlags>,
        pub(crate) shapes: Shapes,
        /// Fixed places of instances: the object they extend, then `__slots__`.
        pub(crate) fixed: Cell<u32>,
        /// Places that new instances get in line.
        expected: Cell<u32>,
        registration: Plain<Registration>,
    }
}

/// Takes a class made by a program out of the heap's table when it dies.
pub(crate) struct Registration {
    heap: *mut Heap,
    type_id: TypeId,
}

impl Drop for Registration {
    fn drop(&mut self) {
        if self.type_id.user_layout().is_some() {
            // SAFETY: objects die while their heap lives; nobody else uses the heap's table now.
            unsafe { (*self.heap).set_user_class(self.type_id, Raw::NULL) }
        }
    }
}

/// What a new class is made from.
pub(crate) struct ClassParts {
    pub type_id: TypeId,
    pub base_type: TypeId,
    pub name: Value,
    pub qualname: Value,
    pub bases: Value,
    pub dict: Value,
    pub metaclass: Option<Value>,
    pub flags: ClassFlags,
    pub fixed: u32,
}

impl Class {
    /// A new class without an MRO.
    pub(crate) fn new(heap: &mut Heap, parts: ClassParts) -> Ref<Class> {
        let meta_id =
            parts.metaclass.as_ref().and_then(|meta| meta.downcast::<Class>()).map(|m| m.instance_type());
        let registration = Registration { heap: std::ptr::from_mut(heap), type_id: parts.type_id };
        let class = Class::allocate(
            heap,
            meta_id.unwrap_or(id::TYPE),
            Plain(parts.type_id),
            Slot::new(parts.name),
            Slot::new(parts.qualname),
            Slot::new(parts.bases),
            Slot::empty(),
            Kept(parts.dict),
            Slot::from_option(parts.metaclass.filter(|_| meta_id.is_some_and(|meta| meta != id::TYPE))),
            Plain(RefCell::default()),
            Plain(parts.base_type),
            Cell::new(0),
            Cell::new(parts.flags),
            Shapes::default(),
            Cell::new(parts.fixed),
            Cell::new(0),
            Plain(registration),
        );
        if parts.type_id.user_layout().is_some() {
            heap.set_user_class(parts.type_id, class.value().raw());
        }
        class
    }

    /// Id of the type of its instances.
    #[inline(always)]
    pub fn instance_type(&self) -> TypeId {
        self.instance_type.0
    }

    /// Id of the built-in type that its instances are at heart; `object` for plain ones.
    #[inline(always)]
    pub fn base_type(&self) -> TypeId {
        self.base_type.0
    }

    /// Whether a program made it.
    #[inline(always)]
    pub fn is_user(&self) -> bool {
        self.instance_type.0.0 >= FIRST_USER
    }

    /// The namespace.
    ///
    /// # Panics
    /// Never: the namespace is a dict from birth to death.
    #[inline(always)]
    pub fn dict(&self) -> &Ref<Dict> {
        self.dict.0.downcast::<Dict>().expect("the namespace of a class is a dict")
    }

    /// `__name__` as text.
    pub fn name_text(&self) -> String {
        self.name.get().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The name in messages: that of a built-in class outside `builtins` has its module before it.
    pub(crate) fn shown_name(&self, names: &crate::names::Names) -> String {
        let module = if self.is_user() { None } else { self.dict().get_name(&names.__module__) };
        match module.as_ref().and_then(|module| module.as_str()) {
            Some(module) => format!("{module}.{}", self.name_text()),
            None => self.name_text(),
        }
    }

    /// `__qualname__` as text.
    pub fn qualname_text(&self) -> String {
        self.qualname.get().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The classes to search, in order.
    pub fn mro_classes(&self) -> Vec<Value> {
        self.mro.get().and_then(|mro| mro.as_tuple().map(|mro| mro.items().to_vec())).unwrap_or_default()
    }

    /// Whether this is the class with that id or derives from it.
    pub fn is_subtype_of(&self, type_id: TypeId) -> bool {
        if self.instance_type() == type_id || type_id == id::OBJECT {
            return true;
        }
        let Some(mro) = self.mro.get() else { return false };
        mro.as_tuple().is_some_and(|mro| {
            mro.items()
                .iter()
                .any(|class| class.downcast::<Class>().is_some_and(|class| class.instance_type() == type_id))
        })
    }

    /// Whether this is `other` or derives from it.
    pub fn is_subclass_of(&self, other: &Ref<Class>) -> bool {
        self.is_subtype_of(other.instance_type())
    }

    /// Whether `__del__` is defined.
    pub fn has_finaliser(&self) -> bool {
        self.flags.get().finaliser
    }

    /// Places of a new instance.
    pub(crate) fn instance_capacity(&self) -> usize {
        self.expected.get().max(self.fixed.get()) as usize
    }

    /// Notes how many places instances come to need.
    pub(crate) fn expect(&self, places: usize) {
        let most = self.fixed.get() as usize + shape::MOST_ATTRIBUTES;
        self.expected.set(self.expected.get().max(places.min(most) as u32));
    }

    /// Place of an attribute of instances with this shape.
    #[inline]
    pub fn place(&self, shape: u32, name: Raw) -> Option<usize> {
        Some(self.shapes.place(shape, name)? + self.fixed.get() as usize)
    }

    /// The metaclass, if a program made it.
    pub(crate) fn user_metaclass(&self) -> Option<Value> {
        self.metaclass.get()
    }
}

impl Value {
    /// The class, if this is one.
    pub fn as_class(&self) -> Option<&Ref<Class>> {
        self.downcast::<Class>()
    }
}

/// Fills the classes of this part in.
pub(crate) fn define(vm: &mut crate::vm::Vm) {
    object_type::define(vm);
    type_type::define(vm);
    descriptors::define(vm);
    property::define(vm);
    super_object::define(vm);
    wrapped::define(vm);
}
