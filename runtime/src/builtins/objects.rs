//! Functions that ask about one object or change its attributes.

use crate::error::{PyResult, Raised};
use crate::native::Arguments;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// `repr(object)`
pub(super) fn repr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.repr(&args[0])
}

/// `ascii(object)`
pub(super) fn ascii(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.ascii(&args[0])
}

/// `hash(object)`
pub(super) fn hash(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let hash = vm.hash(&args[0])?;
    Ok(vm.int(hash))
}

/// `id(object)`
pub(super) fn id(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(vm.int_from_u64(crate::ops::address(&args[0])))
}

/// `len(object)`
pub(super) fn len(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let len = vm.len(&args[0])?;
    Ok(vm.int_from_usize(len))
}

/// `callable(object)`
pub(super) fn callable(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.is_callable(&args[0])))
}

fn check_name(vm: &mut Vm, name: &Value) -> PyResult<()> {
    if name.as_str().is_some() {
        return Ok(());
    }
    let found = vm.type_name(name);
    Err(vm.raise_type_error(format!("attribute name must be string, not '{found}'")))
}

/// `getattr(object, name[, default])`
pub(super) fn getattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_name(vm, &args[1])?;
    let Some(default) = args.get(2) else { return vm.get_attr(&args[0], &args[1]) };
    let found = vm.find_attr(&args[0], &args[1])?;
    Ok(found.unwrap_or_else(|| default.clone()))
}

/// `hasattr(object, name)`
pub(super) fn hasattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_name(vm, &args[1])?;
    let found = vm.find_attr(&args[0], &args[1])?;
    Ok(Value::from_bool(found.is_some()))
}

/// `setattr(object, name, value)`
pub(super) fn setattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_name(vm, &args[1])?;
    vm.set_attr(&args[0], &args[1], &args[2])?;
    Ok(Value::NONE)
}

/// `delattr(object, name)`
pub(super) fn delattr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    check_name(vm, &args[1])?;
    vm.delete_attr(&args[0], &args[1])?;
    Ok(Value::NONE)
}

/// `isinstance(object, class_or_tuple)`
pub(super) fn isinstance(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.isinstance(&args[0], &args[1])?))
}

/// `issubclass(class, class_or_tuple)`
pub(super) fn issubclass(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.issubclass(&args[0], &args[1])?))
}

impl Vm {
    /// `ascii(object)`: its `repr` with escapes for what is not ASCII.
    pub fn ascii(&mut self, value: &Value) -> PyResult {
        let text = self.repr_string(value)?;
        let mut escaped = String::with_capacity(text.len());
        for c in text.chars() {
            match u32::from(c) {
                0..=0x7f => escaped.push(c),
                code @ 0x80..=0xff => escaped.push_str(&format!("\\x{code:02x}")),
                code @ 0x100..=0xffff => escaped.push_str(&format!("\\u{code:04x}")),
                code => escaped.push_str(&format!("\\U{code:08x}")),
            }
        }
        Ok(self.new_str(&escaped))
    }

    /// `isinstance(object, classes)`: classes, tuples of them, unions, and what `__instancecheck__` says.
    pub fn isinstance(&mut self, object: &Value, classes: &Value) -> PyResult<bool> {
        if classes.as_class().is_some_and(|class| self.class_of(object) == *class) {
            return Ok(true);
        }
        if classes.type_id() == id::TYPE {
            return self.is_plain_instance(object, classes);
        }
        if let Some(parts) = self.class_alternatives(classes)? {
            for part in parts {
                if self.isinstance(object, &part)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let name = self.names.__instancecheck__.clone();
        match self.call_special(classes, &name, std::slice::from_ref(object))? {
            Some(answer) => self.truth(&answer),
            None => self.is_plain_instance(object, classes),
        }
    }

    /// By the object's class, and by its `__class__` where that says something else.
    pub(crate) fn is_plain_instance(&mut self, object: &Value, class: &Value) -> PyResult<bool> {
        let Some(class) = class.as_class().cloned() else {
            return Err(
                self.raise_type_error("isinstance() arg 2 must be a type, a tuple of types, or a union")
            );
        };
        let own = self.class_of(object);
        if own.is_subclass_of(&class) {
            return Ok(true);
        }
        if !own.is_user() {
            return Ok(false);
        }
        let name = self.names.__class__.clone();
        let claimed = self.find_attr(object, &name)?;
        Ok(claimed
            .is_some_and(|claimed| claimed.as_class().is_some_and(|claimed| claimed.is_subclass_of(&class))))
    }

    /// `issubclass(class, classes)`
    pub fn issubclass(&mut self, class: &Value, classes: &Value) -> PyResult<bool> {
        if classes.type_id() == id::TYPE {
            return self.is_plain_subclass(class, classes);
        }
        if let Some(parts) = self.class_alternatives(classes)? {
            for part in parts {
                if self.issubclass(class, &part)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let name = self.names.__subclasscheck__.clone();
        match self.call_special(classes, &name, std::slice::from_ref(class))? {
            Some(answer) => self.truth(&answer),
            None => self.is_plain_subclass(class, classes),
        }
    }

    /// By the method resolution order.
    pub(crate) fn is_plain_subclass(&mut self, class: &Value, other: &Value) -> PyResult<bool> {
        let Some(class) = class.as_class() else {
            return Err(self.raise_type_error("issubclass() arg 1 must be a class"));
        };
        match other.as_class() {
            Some(other) => Ok(class.is_subclass_of(other)),
            None => Err(self.raise_bad_classes()),
        }
    }

    #[cold]
    fn raise_bad_classes(&mut self) -> Raised {
        self.raise_type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union")
    }

    /// The members of a tuple or of a union `A | B`; nothing for other values.
    fn class_alternatives(&mut self, classes: &Value) -> PyResult<Option<Vec<Value>>> {
        if self.native_stack_is_low() {
            return Err(self.raise_recursion_error("maximum recursion depth exceeded in __instancecheck__"));
        }
        if let Some(tuple) = classes.as_tuple() {
            return Ok(Some(tuple.items().to_vec()));
        }
        if classes.type_id() != id::UNION {
            return Ok(None);
        }
        let name = self.intern("__args__");
        let members = self.get_attr(classes, &name)?;
        self.collect(&members).map(Some)
    }
}
