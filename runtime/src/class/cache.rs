//! Looking a name up along the MRO of a class, with a cache.
//!
//! A class has a version once something was cached for it; every change to it or to a class it derives
//! from takes the version away, and the next lookup gets a new one. A cached result is good for
//! `(version, name)`. The interpreter's inline caches and the JIT's assumptions rely on the same versions.

use crate::class::Class;
use crate::object::Ref;
use crate::types::{FIRST_USER, id};
use crate::value::{Raw, Value};
use crate::vm::Vm;

const ENTRIES: usize = 2048;

struct Entry {
    version: u64,
    /// Owned, so that its address cannot become that of another name.
    name: Value,
    /// Not owned: the class of that version keeps it. `NULL` where the name was not found.
    value: Raw,
}

/// Results of lookups on classes.
pub(crate) struct MethodCache(Vec<Entry>);

impl MethodCache {
    pub fn new() -> MethodCache {
        MethodCache(
            (0..ENTRIES).map(|_| Entry { version: 0, name: Value::EMPTY, value: Raw::NULL }).collect(),
        )
    }

    #[inline(always)]
    fn index(version: u64, name: Raw) -> usize {
        (version.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 53) as usize ^ (name.0 >> 4) as usize & (ENTRIES - 1)
    }
}

impl Class {
    /// The name's value in the namespaces along the MRO.
    pub fn lookup_uncached(&self, name: &Value) -> Option<Value> {
        let mro = self.mro.get()?;
        let mro = mro.as_tuple()?;
        mro.items().iter().find_map(|class| class.downcast::<Class>()?.dict().get_name(name))
    }

    /// The name's value along the MRO and the class that has it.
    pub fn lookup_with_owner(&self, name: &Value) -> Option<(Value, Value)> {
        let mro = self.mro.get()?;
        let mro = mro.as_tuple()?;
        mro.items().iter().find_map(|class| {
            let found = class.downcast::<Class>()?.dict().get_name(name)?;
            Some((found, class.clone()))
        })
    }
}

impl Vm {
    /// The version of a class: changes with every change to what lookups on it find.
    #[inline]
    pub fn class_version(&mut self, class: &Ref<Class>) -> u64 {
        let version = class.version.get();
        if version != 0 {
            return version;
        }
        // The classes it derives from have versions too, so that a change there is told to it.
        for base in class.mro_classes().iter().skip(1) {
            if let Some(base) = base.downcast::<Class>()
                && base.version.get() == 0
            {
                self.types.last_version += 1;
                base.version.set(self.types.last_version);
            }
        }
        self.types.last_version += 1;
        class.version.set(self.types.last_version);
        class.version.get()
    }

    /// The value of an interned name on a class, found along its MRO.
    #[inline]
    pub fn class_lookup(&mut self, class: &Ref<Class>, name: &Value) -> Option<Value> {
        let version = self.class_version(class);
        let index = MethodCache::index(version, name.raw());
        let entry = &self.types.cache.0[index];
        if entry.version == version && entry.name.is(name) {
            let raw = entry.value;
            // SAFETY: the class still has the version, so it still holds the value.
            return (raw != Raw::NULL).then(|| unsafe { raw.to_value() });
        }
        let found = class.lookup_uncached(name);
        let value = found.as_ref().map_or(Raw::NULL, Value::raw);
        if name.interned().is_some() {
            self.types.cache.0[index] = Entry { version, name: name.clone(), value };
        }
        found
    }

    /// Looks a special method up on the value's class.
    #[inline]
    pub fn lookup_special(&mut self, value: &Value, name: &Value) -> Option<Value> {
        let class = self.class_of(value);
        self.class_lookup(&class, name)
    }

    /// Says that lookups on the class may find something else from now on.
    pub(crate) fn class_changed(&mut self, class: &Ref<Class>) {
        if class.version.get() == 0 {
            // Derived classes have no version either, or got this one's first.
            return;
        }
        class.version.set(0);
        self.heap.key_changes(class.as_ptr() as usize, Some(Raw::NULL));
        for type_id in class.subclasses.0.borrow().clone() {
            if let Some(derived) = self.live_class(type_id) {
                self.class_changed(&derived);
            }
        }
    }

    /// The class with this id, if it is alive.
    pub(crate) fn live_class(&self, type_id: crate::object::TypeId) -> Option<Ref<Class>> {
        if type_id.0 < FIRST_USER {
            return self.types.find(type_id).cloned();
        }
        self.heap.find_user_class(type_id)
    }

    /// Sets or deletes a name in the namespace of a class.
    pub(crate) fn class_set(&mut self, class: &Ref<Class>, name: &Value, value: Option<Value>) -> bool {
        let name = self.intern_value(name);
        self.class_changed(class);
        let done = match value {
            Some(value) => {
                class.dict().set_name(&name, value);
                true
            }
            None => class.dict().remove_name(&name).is_some(),
        };
        if class.is_user() {
            self.refresh_flags(class, &name);
        }
        done
    }

    /// Brings the flags of a class and its derived classes up to date after a change of `name`.
    fn refresh_flags(&mut self, class: &Ref<Class>, name: &Value) {
        let text = name.as_str().unwrap_or_default();
        let watched =
            matches!(text, "__del__" | "__getattr__" | "__getattribute__" | "__setattr__" | "__delattr__");
        if !watched {
            return;
        }
        self.update_flags(class);
        for type_id in class.subclasses.0.borrow().clone() {
            if let Some(derived) = self.live_class(type_id) {
                self.refresh_flags(&derived, name);
            }
        }
    }

    /// Computes the flags that say which special methods a class defines.
    pub(crate) fn update_flags(&mut self, class: &Ref<Class>) {
        let object = self.types.get(id::OBJECT).clone();
        let differs = |name: &Value| {
            let found = class.lookup_uncached(name);
            let default = object.dict().get_name(name);
            match (found, default) {
                (Some(found), Some(default)) => !found.is(&default),
                (found, _) => found.is_some(),
            }
        };
        let names = &self.names;
        let mut flags = class.flags.get();
        flags.finaliser = differs(&names.__del__);
        flags.custom_getattr = differs(&names.__getattr__);
        flags.custom_getattribute = differs(&names.__getattribute__);
        flags.custom_setattr = differs(&names.__setattr__) || differs(&names.__delattr__);
        class.flags.set(flags);
    }
}
