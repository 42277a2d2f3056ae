//! What an attribute access or the call of a class will find, as far as it can be relied on.
//!
//! Lookups on a class are watched as a whole: the class tells when what they find may change. What an
//! instance has of its own is told by its shape, which machine code tests.

use genjit_jit::observe::{Attribute, Construction, Folded, Kind, Layout, Place, Receiver, ShapeId, WatchId};

use super::view::View;
use crate::class::Class;
use crate::class::Property;
use crate::class::descriptors::Member;
use crate::class::wrapped::Wrapped;
use crate::function::FUNCTION;
use crate::instance::{DICT_SHAPE, Instance};
use crate::modules::object::Module;
use crate::object::Ref;
use crate::types::{FIRST_USER, UserLayout, id};
use crate::value::{Raw, Value};

impl View<'_> {
    /// A value that stays what it is while the watch holds; a function also keeps code and defaults.
    pub(super) fn fold(&mut self, value: &Value, watch: WatchId) -> Folded {
        let kind = self.kind_of(value.raw());
        if matches!(kind, Kind::Function(_)) {
            self.vm.heap.watch_key(value.raw().pointer() as usize, Raw::NULL, watch.0);
        }
        Folded { constant: self.world.pin(value), kind, watch: Some(watch), scope: None }
    }

    /// The watch of an object as a whole.
    pub(super) fn watch_object(&mut self, object: usize) -> Option<WatchId> {
        if self.world.is_restless(object, Raw::NULL) {
            return None;
        }
        let (watch, _) = self.world.watch(object, Raw::NULL);
        self.vm.heap.watch_key(object, Raw::NULL, watch.0);
        Some(watch)
    }

    fn watch_class(&mut self, class: &Ref<Class>) -> Option<WatchId> {
        // A class without a version says nothing when it changes.
        self.vm.class_version(class);
        self.watch_object(class.as_ptr() as usize)
    }

    fn layout(&mut self, instance: &Ref<Instance>) -> Option<Layout> {
        let class = instance.class().clone();
        let watch = self.watch_class(&class)?;
        Some(Layout { type_id: class.instance_type().0, shape: ShapeId(instance.shape()), watch })
    }

    /// What reading an attribute finds.
    pub(super) fn find_attribute(&mut self, receiver: &Value, name: &Value) -> Option<Attribute> {
        if let Some(instance) = receiver.downcast::<Instance>() {
            return self.of_instance(&instance.clone(), name);
        }
        if let Some(module) = receiver.downcast::<Module>() {
            return self.of_module(receiver, &module.clone(), name);
        }
        if let Some(class) = receiver.as_class() {
            return self.of_class_object(receiver, &class.clone(), name);
        }
        if receiver.type_id().0 >= FIRST_USER {
            return None;
        }
        let slots = self.vm.slots_of(receiver);
        if slots.get_attr.is_some() || slots.dict.is_some() {
            return None;
        }
        let class = self.vm.class_of(receiver);
        let method = self.vm.class_lookup(&class, name)?;
        if !matches!(method.type_id(), id::METHOD_DESCRIPTOR | id::WRAPPER_DESCRIPTOR) {
            return None;
        }
        // Built-in classes never change.
        let folded = Folded {
            constant: self.world.pin(&method),
            kind: self.kind_of(method.raw()),
            watch: None,
            scope: None,
        };
        Some(Attribute::Method(folded))
    }

    fn of_instance(&mut self, instance: &Ref<Instance>, name: &Value) -> Option<Attribute> {
        let class = instance.class().clone();
        let shape = instance.shape();
        if shape == DICT_SHAPE || class.flags.get().custom_getattribute {
            return None;
        }
        let own = class.place(shape, name.raw());
        let found = self.vm.class_lookup(&class, name);
        let layout = self.layout(instance)?;
        let field = |place: usize| Attribute::Field { layout, place: place as u32, next: layout.shape };
        let Some(found) = found else { return own.map(field) };
        if let Some(property) = found.downcast::<Property>() {
            let getter = property.getter.get().filter(|getter| getter.type_id() == FUNCTION)?;
            // `property.__init__` gives it another one.
            self.vm.heap.watch_key(property.as_ptr() as usize, Raw::NULL, layout.watch.0);
            return Some(Attribute::Property { layout, getter: self.fold(&getter, layout.watch) });
        }
        if let Some(member) = found.downcast::<Member>() {
            return Some(field(member.place.get()));
        }
        let (value, receiver) = self.unbound(&found, Some(class.value()))?;
        if let Some(own) = own {
            return Some(field(own));
        }
        let folded = self.fold(&value, layout.watch);
        Some(Attribute::OfClass { layout, folded, receiver })
    }

    /// What a class has, without its wrapping, and what a call of it gets first. `class` is that of the
    /// instance it is looked up on; for a lookup on a class itself functions are called with nothing. `None`
    /// for what may be a descriptor of another kind.
    fn unbound(&mut self, found: &Value, class: Option<&Value>) -> Option<(Value, Receiver)> {
        match found.type_id() {
            FUNCTION => {
                let receiver = if class.is_some() { Receiver::Object } else { Receiver::Nothing };
                Some((found.clone(), receiver))
            }
            id::STATIC_METHOD => {
                let wrapped = found.downcast::<Wrapped>()?.function.get()?;
                Some((wrapped, Receiver::Nothing))
            }
            id::CLASS_METHOD => {
                let wrapped = found.downcast::<Wrapped>()?.function.get()?;
                let class = self.world.pin(class?);
                (wrapped.type_id() == FUNCTION).then_some((wrapped, Receiver::Class(class)))
            }
            id::FLOAT
            | id::INT
            | id::STR
            | id::TUPLE
            | id::LIST
            | id::DICT
            | id::SET
            | id::FROZENSET
            | id::BYTES
            | id::RANGE
            | id::TYPE
            | id::MODULE
            | id::COMPLEX
            | id::BUILTIN
            | id::METHOD_WRAPPER
            | id::NONE
            | id::BOOL => Some((found.clone(), Receiver::Nothing)),
            _ => None,
        }
    }

    fn of_module(&mut self, receiver: &Value, module: &Ref<Module>, name: &Value) -> Option<Attribute> {
        let class = self.vm.class_of(receiver);
        if self.vm.class_lookup(&class, name).is_some() {
            return None;
        }
        let dict = module.dict().value().clone();
        let folded = self.watched(&dict, name)?;
        let object = self.world.pin(receiver);
        Some(Attribute::OfObject { object, folded, receiver: Receiver::Nothing })
    }

    fn of_class_object(&mut self, receiver: &Value, class: &Ref<Class>, name: &Value) -> Option<Attribute> {
        let meta = self.vm.class_of_type(id::TYPE).clone();
        let ordinary = receiver.type_id() == id::TYPE && class.instance_type().0 >= FIRST_USER;
        if !ordinary || self.vm.class_lookup(&meta, name).is_some() {
            return None;
        }
        let found = self.vm.class_lookup(class, name)?;
        let is_class_method = found.type_id() == id::CLASS_METHOD;
        let (value, called_with) = self.unbound(&found, is_class_method.then_some(receiver))?;
        let watch = self.watch_class(class)?;
        let folded = self.fold(&value, watch);
        Some(Attribute::OfObject { object: self.world.pin(receiver), folded, receiver: called_with })
    }

    /// What storing an attribute does.
    pub(super) fn find_stored(&mut self, receiver: &Value, name: &Value) -> Option<Attribute> {
        let instance = receiver.downcast::<Instance>()?.clone();
        let class = instance.class().clone();
        let shape = instance.shape();
        let flags = class.flags.get();
        if shape == DICT_SHAPE || flags.custom_setattr {
            return None;
        }
        let found = self.vm.class_lookup(&class, name);
        let layout = self.layout(&instance)?;
        if let Some(member) = found.as_ref().and_then(|found| found.downcast::<Member>()) {
            return Some(Attribute::Field { layout, place: member.place.get() as u32, next: layout.shape });
        }
        let hidden = match &found {
            Some(found) => self.unbound(found, Some(class.value())).is_none(),
            None => false,
        };
        if hidden || !flags.has_dict || name.interned().is_none() {
            return None;
        }
        let next = match class.place(shape, name.raw()) {
            Some(_) => shape,
            None => class.shapes.extended(&mut self.vm.heap, shape, name)?,
        };
        let place = class.place(next, name.raw())? as u32;
        Some(Attribute::Field { layout, place, next: ShapeId(next) })
    }

    /// What calling a class does.
    pub(super) fn find_construction(&mut self, from_top: u32) -> Option<Construction> {
        let callable = self.raw(Place::Stack(from_top));
        if !callable.is_object() || from_top == 0 || self.raw(Place::Stack(from_top - 1)) != Raw::NULL {
            return None;
        }
        let callable = self.value(Place::Stack(from_top));
        let class = callable.as_class().filter(|_| callable.type_id() == id::TYPE)?.clone();
        if class.instance_type().user_layout() != Some(UserLayout::Instance) || class.flags.get().is_abstract
        {
            return None;
        }
        let name = self.vm.names.__new__.clone();
        let made_by = self.vm.class_lookup(&class, &name)?;
        if !self.vm.known.object_new.as_ref().is_some_and(|new| new.is(&made_by)) {
            return None;
        }
        let name = self.vm.names.__init__.clone();
        let init = self.vm.class_lookup(&class, &name).filter(|init| init.type_id() == FUNCTION)?;
        let watch = self.watch_class(&class)?;
        let init = self.fold(&init, watch);
        Some(Construction { class: self.world.pin(&callable), type_id: class.instance_type().0, init })
    }
}
