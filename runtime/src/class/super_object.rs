//! `super`: attributes as the classes behind a class in an object's MRO have them.

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, GetSetDef, member};
use crate::object::Ref;
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `super(class, object)`.
    pub struct Super(|type_id| type_id == id::SUPER) "super" {
        /// `__thisclass__`
        pub class: Slot,
        /// `__self__`: an instance or a class.
        pub object: Slot,
        /// `__self_class__`: the class whose MRO is searched.
        pub object_class: Slot,
    }
}

impl Vm {
    /// `super(class, object)`
    pub fn new_super(&mut self, class: &Value, object: &Value) -> PyResult {
        let Some(owner) = class.as_class().cloned() else {
            let name = self.type_name(class);
            return Err(self.raise_type_error(format!("super() argument 1 must be a type, not {name}")));
        };
        let object_class = match object.as_class() {
            Some(derived) if derived.is_subclass_of(&owner) => derived.clone(),
            _ => self.class_of(object),
        };
        if !object_class.is_subclass_of(&owner) {
            let message =
                "super(type, obj): obj (instance of {}) is not an instance or subtype of type ({}).";
            let message =
                message.replacen("{}", &object_class.name_text(), 1).replacen("{}", &owner.name_text(), 1);
            return Err(self.raise_type_error(message));
        }
        let (class, object) = (Slot::new(class.clone()), Slot::new(object.clone()));
        Ok(Super::allocate(&mut self.heap, id::SUPER, class, object, Slot::new(object_class.into_value()))
            .into_value())
    }

    /// The attribute that `super(class, object).name` finds, bound; nothing if there is none.
    pub(crate) fn super_attr(
        &mut self,
        class: &Value,
        object: &Value,
        object_class: &Value,
        name: &Value,
    ) -> PyResult<Option<Value>> {
        let Some(searched) = object_class.as_class() else { return Ok(None) };
        let order = searched.mro_classes();
        let behind = order.iter().skip_while(|other| !other.is(class)).skip(1);
        let found = behind.filter_map(|class| class.as_class()).find_map(|class| class.dict().get_name(name));
        let Some(found) = found else { return Ok(None) };
        let instance = if object.is(object_class) { None } else { Some(object) };
        self.bind_descriptor(&found, instance, object_class).map(Some)
    }
}

fn get_attr(vm: &mut Vm, this: &Value, name: &Value) -> PyResult {
    let Some(parts) = parts(this).cloned() else { return Ok(Value::NONE) };
    let (class, object, object_class) =
        (parts.class.get_or_none(), parts.object.get_or_none(), parts.object_class.get_or_none());
    if name.as_str() != Some("__class__")
        && let Some(found) = vm.super_attr(&class, &object, &object_class, name)?
    {
        return Ok(found);
    }
    match vm.generic_get_attr(this, name)? {
        Some(value) => Ok(value),
        None => {
            let text = name.as_str().unwrap_or_default().to_owned();
            Err(vm.raise_attribute_error_for(format!("'super' object has no attribute '{text}'"), this, name))
        }
    }
}

fn parts(this: &Value) -> Option<&Ref<Super>> {
    this.exact().downcast::<Super>()
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let Some(parts) = parts(this).cloned() else { return Ok(Value::NONE) };
    let name = |slot: &Slot| slot.get().and_then(|class| Some(class.as_class()?.name_text()));
    let class = name(&parts.class).unwrap_or_else(|| "NULL".to_owned());
    let text = match name(&parts.object_class) {
        Some(object) => format!("<super: <class '{class}'>, <{object} object>>"),
        None => format!("<super: <class '{class}'>, NULL>"),
    };
    Ok(vm.new_str(&text))
}

/// An unbound `super(class)` binds when it is found on a class.
fn get(vm: &mut Vm, this: &Value, object: Option<&Value>, _class: &Value) -> PyResult {
    let Some(own) = parts(this).cloned() else { return Ok(this.clone()) };
    let Some(object) = object.filter(|_| own.object.is_empty()) else { return Ok(this.clone()) };
    let class = vm.class_of(this);
    if class.instance_type() == id::SUPER {
        return vm.new_super(&own.class.get_or_none(), object);
    }
    vm.call(class.value(), &[own.class.get_or_none(), object.clone()])
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "super")?;
    match args.positionals() {
        [] => {
            let Some((class, object)) = vm.implicit_super_arguments()? else {
                return Err(vm.raise_runtime_error("super(): no arguments"));
            };
            vm.new_super(&class, &object)
        }
        [class, object] => vm.new_super(class, object),
        [class] if class.as_class().is_none() => {
            let found = vm.type_name(class);
            Err(vm.raise_type_error(format!("super() argument 1 must be a type, not {found}")))
        }
        [class] => {
            let (class, object, object_class) = (Slot::new(class.clone()), Slot::empty(), Slot::empty());
            Ok(Super::allocate(&mut vm.heap, id::SUPER, class, object, object_class).into_value())
        }
        more => Err(vm.raise_type_error(format!("super() expected at most 2 arguments, got {}", more.len()))),
    }
}

impl Vm {
    /// `__class__` and the first argument of the function that is executing.
    fn implicit_super_arguments(&mut self) -> PyResult<Option<(Value, Value)>> {
        if self.frame.is_null() {
            return Ok(None);
        }
        // SAFETY: the innermost frame is complete and was flushed by the call of `super`.
        let regs = unsafe { crate::interp::Regs::of(self.frame) };
        let source = regs.code().source().clone();
        if source.argcount == 0 {
            return Ok(None);
        }
        let Some(cell) = source.localsplus.iter().position(|local| &*local.name == "__class__") else {
            return Err(self.raise_runtime_error("super(): __class__ cell not found"));
        };
        let content = |word: crate::value::Raw| {
            if word == crate::value::Raw::NULL {
                return None;
            }
            // SAFETY: the frame holds its locals.
            let value = unsafe { word.to_value() };
            match value.downcast::<crate::cell::CellObject>() {
                Some(cell) => cell.value.get(),
                None => Some(value),
            }
        };
        let (class, object) = (content(regs.local(cell)), content(regs.local(0)));
        match (class, object) {
            (Some(class), Some(object)) => Ok(Some((class, object))),
            (_, None) => Err(self.raise_runtime_error("super(): arg[0] deleted")),
            _ => Err(self.raise_runtime_error("super(): empty __class__ cell")),
        }
    }
}

fn part(value: &Value, part: fn(&Super) -> &Slot) -> PyResult {
    Ok(parts(value).map_or(Value::NONE, |parts| part(parts).get_or_none()))
}

const ATTRIBUTES: &[GetSetDef] = &[
    member("__thisclass__", |_, value| part(value, |parts| &parts.class)),
    member("__self__", |_, value| part(value, |parts| &parts.object)),
    member("__self_class__", |_, value| part(value, |parts| &parts.object_class)),
];

/// Fills `super` in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::SUPER, Super::LAYOUT);
    let slots =
        Slots { repr: Some(repr), get_attr: Some(get_attr), get: Some(get), new: Some(new), ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::SUPER, slots).getsets(ATTRIBUTES));
}
