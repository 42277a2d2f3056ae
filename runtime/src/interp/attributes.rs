//! Attributes, with inline caches for methods and for the places of instance attributes.
//!
//! Caches of `LOAD_ATTR`, in units: 0–2 the address of the method or the computed attribute, or the place, 3–5 the version of the class,
//! 6–7 the shape or type id, 8 what kind of cache it is. Addresses and versions have 48 bits there.
//!
//! A cached method or place is good while the object has that shape and its class that version: a shape
//! belongs to one class and says which attributes the instance itself has; a version changes with
//! everything that a lookup on the class may find. Built-in types never change: their id is enough.

use super::opcode as op;
use super::stack::Regs;
use crate::error::{PyResult, Raised};
use crate::instance::{DICT_SHAPE, Instance};
use crate::native::{GetSetDef, GetSetDescriptor};
use crate::types::{FIRST_USER, id};
use crate::value::{Raw, Value};
use crate::vm::Vm;
use genjit_bytecode::{SPECIAL_METHODS, SpecialMethod};

const BITS_48: u64 = (1 << 48) - 1;

/// Caches of `LOAD_ATTR`: their length, and where each part begins.
const LOAD_CACHES: isize = 9;
const VERSION: isize = 3;
const KEY: isize = 6;
const KIND: isize = 8;

/// The key is the type id of a built-in type.
const BY_TYPE: u16 = 0;
/// The key is the shape of an instance, the version that of its class.
const BY_SHAPE: u16 = 1;

/// The instance that this word is.
#[inline(always)]
fn instance<'a>(word: Raw) -> Option<&'a Instance> {
    if !word.is_object() {
        return None;
    }
    // SAFETY: the operand stack holds the object while the instruction runs; its layout is tested first.
    unsafe {
        let type_id = (*word.pointer()).type_id();
        <Instance as crate::object::Object>::is_type(type_id).then(|| &*word.pointer().cast::<Instance>())
    }
}

/// Writes 48 bits over three units and leaves the fourth as it is.
fn set_48(r: &Regs, offset: isize, value: u64) {
    debug_assert!(value <= BITS_48);
    let keep = r.cache_u64(offset) & !BITS_48;
    r.set_cache_u64(offset, keep | value);
}

/// Whether the object is what the cache at the registers, which stand before it, was filled for.
#[inline(always)]
fn cache_fits(r: &Regs, object: Raw) -> bool {
    if r.unit(KIND) == BY_TYPE {
        return object.type_id().0 == r.cache_u32(KEY);
    }
    match instance(object) {
        Some(instance) => {
            instance.shape() == r.cache_u32(KEY)
                && instance.class().version.get() & BITS_48 == r.cache_u64(VERSION) & BITS_48
        }
        None => false,
    }
}

/// `LOAD_ATTR` in method form: puts the cached function below the object.
#[inline(always)]
pub(super) fn cached_method(r: &mut Regs) -> bool {
    let object = r.peek(1);
    if !cache_fits(r, object) {
        return false;
    }
    let function = Raw::from_object((r.cache_u64(0) & BITS_48) as *mut _);
    // SAFETY: the class, which still has that version, holds the function.
    unsafe { function.inc() };
    r.poke(1, function);
    r.push(object);
    true
}

/// `LOAD_ATTR`: the word at the cached place of the instance on top.
#[inline(always)]
pub(super) fn cached_slot(r: &Regs) -> Option<Raw> {
    let object = r.peek(1);
    if !cache_fits(r, object) {
        return None;
    }
    let place = (r.cache_u64(0) & BITS_48) as usize;
    instance(object).map(|instance| instance.raw(place)).filter(|&word| word != Raw::NULL)
}

/// `STORE_ATTR`: puts the value below the top at the cached place of the instance on top; the old word.
#[inline(always)]
pub(super) fn store_cached_slot(r: &Regs) -> Option<Raw> {
    let cache = r.code().global_cache(usize::from(r.unit(0))).get();
    let instance = instance(r.peek(1))?;
    if u64::from(instance.shape()) != cache.globals || instance.class().version.get() != cache.builtins {
        return None;
    }
    let place = cache.index as usize;
    if cache.next_shape != instance.shape() {
        // The first store of this attribute.
        if place >= instance.capacity() {
            return None;
        }
        instance.set_shape(cache.next_shape);
    }
    // SAFETY: the stack owns the value; the caller forgets it.
    let value = unsafe { r.peek(2).into_value() };
    Some(instance.replace(place, Some(value)).map_or(Raw::NULL, Value::into_raw))
}

/// `LOAD_ATTR`.
pub(super) fn load_attr(vm: &mut Vm, r: &mut Regs, oparg: usize) -> PyResult<()> {
    let object = r.peek_value(1).clone();
    let name = r.name(oparg >> 1).clone();
    if oparg & 1 == 0 {
        let value = vm.get_attr(&object, &name)?;
        if object.type_id().0 < FIRST_USER {
            fill_computed_cache(vm, r, &object, &name);
        } else {
            fill_slot_cache(vm, r, &object, &name);
        }
        let operand = r.pop_value();
        r.push_value(value);
        drop(operand);
        return Ok(());
    }
    let (function, needs_self) = vm.get_method(&object, &name)?;
    if needs_self {
        fill_method_cache(vm, r, &object, &name, &function);
        r.forget(1);
        r.push_value(function);
        // The stack's own count of the object goes on.
        r.push(object.raw());
        return Ok(());
    }
    fill_slot_cache(vm, r, &object, &name);
    let operand = r.pop_value();
    r.push_value(function);
    r.push(Raw::NULL);
    drop(operand);
    Ok(())
}

/// `LOAD_ATTR` of a computed attribute, in value form.
pub(super) fn load_computed(vm: &mut Vm, r: &mut Regs, oparg: usize) -> PyResult<()> {
    if r.peek_value(1).type_id().0 != r.cache_u32(KEY - LOAD_CACHES) {
        return load_attr(vm, r, oparg);
    }
    let row = (r.cache_u64(-LOAD_CACHES) & BITS_48) as *const GetSetDef;
    let object = r.peek_value(1).clone();
    // SAFETY: the cache was filled with the address of a row of a constant table.
    let value = (unsafe { &*row }.get)(vm, &object)?;
    let operand = r.pop_value();
    r.push_value(value);
    drop(operand);
    Ok(())
}

fn fill_computed_cache(vm: &mut Vm, r: &Regs, object: &Value, name: &Value) {
    if vm.slots_of(object).get_attr.is_some() || object.as_class().is_some() {
        return;
    }
    let class = vm.class_of(object);
    let Some(found) = vm.class_lookup(&class, name) else { return };
    let Some(descriptor) = found.downcast::<GetSetDescriptor>() else { return };
    let address = std::ptr::from_ref(descriptor.def.0) as u64;
    if address > BITS_48 || !class.is_subtype_of(descriptor.owner.0) {
        return;
    }
    set_48(r, -LOAD_CACHES, address);
    r.set_cache_u32(KEY - LOAD_CACHES, object.type_id().0);
    r.specialise(-LOAD_CACHES - 1, op::LOAD_ATTR_COMPUTED);
}

/// Whether lookups on instances of the class go the general way.
fn looks_up_plainly(instance: &Instance) -> bool {
    let flags = instance.class().flags.get();
    !flags.custom_getattribute
}

fn fill_method_cache(vm: &mut Vm, r: &Regs, object: &Value, name: &Value, function: &Value) {
    let type_id = object.type_id();
    let at = -LOAD_CACHES;
    if !function.raw().is_object() {
        return;
    }
    let address = function.raw().pointer() as u64;
    let (kind, key, version) = if type_id.0 < FIRST_USER {
        // Objects with attributes of their own may hide the method.
        if vm.slots_of(object).get_attr.is_some() || vm.slots_of(object).dict.is_some() {
            return;
        }
        (BY_TYPE, type_id.0, 0)
    } else {
        let Some(instance) = instance(object.raw()) else { return };
        let class = instance.class().clone();
        let hidden = class.place(instance.shape(), name.raw()).is_some();
        if instance.shape() == DICT_SHAPE || hidden || !looks_up_plainly(instance) {
            return;
        }
        let found = vm.class_lookup(&class, name);
        if !found.is_some_and(|found| found.is(function)) {
            return;
        }
        (BY_SHAPE, instance.shape(), vm.class_version(&class))
    };
    if address > BITS_48 || version > BITS_48 {
        return;
    }
    set_48(r, at, address);
    set_48(r, at + VERSION, version);
    r.set_cache_u32(at + KEY, key);
    r.set_unit(at + KIND, kind);
    r.specialise(at - 1, op::LOAD_ATTR_METHOD);
}

fn fill_slot_cache(vm: &mut Vm, r: &Regs, object: &Value, name: &Value) {
    let at = -LOAD_CACHES;
    let Some(instance) = instance(object.raw()) else { return };
    let class = instance.class().clone();
    if instance.shape() == DICT_SHAPE || !looks_up_plainly(instance) {
        return;
    }
    let Some(place) = class.place(instance.shape(), name.raw()) else { return };
    // Anything of that name on the class might be a data descriptor.
    if vm.class_lookup(&class, name).is_some() {
        return;
    }
    let version = vm.class_version(&class);
    if version > BITS_48 {
        return;
    }
    set_48(r, at, place as u64);
    set_48(r, at + VERSION, version);
    r.set_cache_u32(at + KEY, instance.shape());
    r.set_unit(at + KIND, BY_SHAPE);
    r.specialise(at - 1, op::LOAD_ATTR_SLOT);
}

/// `STORE_ATTR`.
pub(super) fn store_attr(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let name = r.name(index).clone();
    let object = r.peek_value(1).clone();
    let before = instance(object.raw()).map_or(DICT_SHAPE, Instance::shape);
    vm.set_attr(&object, &name, r.peek_value(2))?;
    fill_store_cache(vm, r, &object, &name, before);
    r.drop_top(2);
    Ok(())
}

/// Notes where an attribute was stored in an instance that had the shape `before`.
fn fill_store_cache(vm: &mut Vm, r: &Regs, object: &Value, name: &Value, before: u32) {
    let Some(instance) = instance(object.raw()) else { return };
    let class = instance.class().clone();
    if instance.shape() == DICT_SHAPE || before == DICT_SHAPE || class.flags.get().custom_setattr {
        return;
    }
    let Some(place) = class.place(instance.shape(), name.raw()) else { return };
    if vm.class_lookup(&class, name).is_some() {
        return;
    }
    let cache = crate::code::GlobalCache {
        globals: before.into(),
        builtins: vm.class_version(&class),
        index: place as u32,
        next_shape: instance.shape(),
    };
    r.code().global_cache(usize::from(r.unit(-4))).set(cache);
    r.specialise(-5, op::STORE_ATTR_SLOT);
}

/// `DELETE_ATTR`.
pub(super) fn delete_attr(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let name = r.name(index).clone();
    let object = r.pop_value();
    vm.delete_attr(&object, &name)
}

/// `LOAD_SUPER_ATTR`: `super().name` without making the `super` object where that is not needed.
pub(super) fn load_super_attr(vm: &mut Vm, r: &mut Regs, oparg: usize) -> PyResult<()> {
    let name = r.name(oparg >> 2).clone();
    let callable = r.peek_value(3).clone();
    let arguments = [r.peek_value(2).clone(), r.peek_value(1).clone()];
    // Bit 1: both arguments are written out or implied; without it the call takes none.
    let is_super = callable.is(vm.class_of_type(id::SUPER).value());
    let passed = if oparg & 2 != 0 || is_super { &arguments[..] } else { &arguments[..0] };
    let object = vm.call(&callable, passed)?;
    let value = vm.get_attr(&object, &name)?;
    r.drop_top(3);
    r.push_value(value);
    if oparg & 1 != 0 {
        r.push(Raw::NULL);
    }
    Ok(())
}

/// `LOAD_SPECIAL`: a method that `with` needs, looked up on the type.
pub(super) fn load_special(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let Some(&special) = SPECIAL_METHODS.get(index) else {
        return Err(vm.raise_system_error("unknown special method"));
    };
    let object = r.peek_value(1).clone();
    let name = match special {
        SpecialMethod::Enter => &vm.names.__enter__,
        SpecialMethod::Exit => &vm.names.__exit__,
        SpecialMethod::AsyncEnter => &vm.names.__aenter__,
        SpecialMethod::AsyncExit => &vm.names.__aexit__,
    };
    let name = name.clone();
    let Some((function, needs_self)) = vm.special_method(&object, &name)? else {
        return Err(no_context_manager(vm, &object, special));
    };
    if needs_self {
        r.forget(1);
        r.push_value(function);
        r.push(object.raw());
    } else {
        let operand = r.pop_value();
        r.push_value(function);
        r.push(Raw::NULL);
        drop(operand);
    }
    Ok(())
}

fn no_context_manager(vm: &mut Vm, object: &Value, special: SpecialMethod) -> Raised {
    let name = vm.full_type_name(object);
    let (protocol, other, others, hint) = match special {
        SpecialMethod::Enter | SpecialMethod::Exit => (
            "context manager",
            "asynchronous context manager",
            [SpecialMethod::AsyncEnter, SpecialMethod::AsyncExit],
            "async with",
        ),
        _ => (
            "asynchronous context manager",
            "context manager",
            [SpecialMethod::Enter, SpecialMethod::Exit],
            "with",
        ),
    };
    let mut message = format!(
        "'{name}' object does not support the {protocol} protocol (missed {} method)",
        special.name()
    );
    let supports = others.iter().all(|method| {
        let name = vm.intern(method.name());
        vm.lookup_special(object, &name).is_some()
    });
    if supports {
        message += &format!(" but it supports the {other} protocol. Did you mean to use '{hint}'?");
    }
    vm.raise_type_error(message)
}
