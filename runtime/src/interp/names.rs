//! Names: globals and builtins with their caches, class and module namespaces, cells.

use genjit_bytecode::CommonConstant;

use super::opcode as op;
use super::stack::Regs;
use crate::cell::{CELL, CellObject};
use crate::code::GlobalCache;
use crate::dict::Dict;
use crate::error::{PyResult, Raised};
use crate::exceptions::{Exception, ExceptionKind, field};
use crate::function::Function;
use crate::object::Ref;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// A global found by the last execution, if the keys of the globals have not changed since. `r` stands
/// before the caches.
#[inline(always)]
pub(super) fn cached_global(r: &Regs) -> Option<Raw> {
    let cache = r.code().global_cache(usize::from(r.unit(0))).get();
    let globals = globals(r)?;
    if globals.known_keys_version() == cache.globals { globals.raw_at(cache.index as usize) } else { None }
}

/// The same for a name found in the builtins.
#[inline(always)]
pub(super) fn cached_builtin(vm: &Vm, r: &Regs) -> Option<Raw> {
    let cache = r.code().global_cache(usize::from(r.unit(0))).get();
    let builtins = common_builtins(&vm.builtins, r)?;
    if globals(r)?.known_keys_version() == cache.globals && builtins.known_keys_version() == cache.builtins {
        builtins.raw_at(cache.index as usize)
    } else {
        None
    }
}

/// The globals of the function, if they are an exact dict.
#[inline(always)]
fn globals(r: &Regs) -> Option<&Ref<Dict>> {
    r.function().globals.as_value().as_dict()
}

/// The `Vm`'s builtins, if the function has none of its own.
#[inline(always)]
fn common_builtins<'a>(builtins: &'a Value, r: &Regs) -> Option<&'a Ref<Dict>> {
    builtins.as_dict().filter(|_| r.function().own_builtins.is_empty())
}

/// `LOAD_GLOBAL`; notes where the name was found.
pub(super) fn load_global(vm: &mut Vm, r: &mut Regs, oparg: usize) -> PyResult<()> {
    let name = r.name(oparg >> 1).clone();
    let value = match find_global(vm, r, &name) {
        Some(value) => value,
        None => lookup_global(vm, r, &name)?,
    };
    r.push_value(value);
    if oparg & 1 != 0 {
        r.push(Raw::NULL);
    }
    Ok(())
}

/// Finds a name in globals and builtins that are exact dicts, and fills the cache.
fn find_global(vm: &mut Vm, r: &Regs, name: &Value) -> Option<Value> {
    let caches = -4;
    let slot = r.code().global_cache(usize::from(r.unit(caches)));
    let globals = globals(r)?;
    let globals_version = globals.keys_version(&mut vm.heap);
    let (dict, index, builtins, own) = match globals.find_name(name) {
        Some(index) => (globals, index, 0, op::LOAD_GLOBAL_MODULE),
        None => {
            let builtins = common_builtins(&vm.builtins, r)?;
            let version = builtins.keys_version(&mut vm.heap);
            (builtins, builtins.find_name(name)?, version, op::LOAD_GLOBAL_BUILTIN)
        }
    };
    slot.set(GlobalCache { globals: globals_version, builtins, index: index as u32, next_shape: 0 });
    r.specialise(caches - 1, own);
    // SAFETY: the dict holds the word.
    dict.raw_at(index).map(|word| unsafe { word.to_value() })
}

/// The name as a global or builtin, without the caches.
fn lookup_global(vm: &mut Vm, r: &Regs, name: &Value) -> PyResult {
    find_for_function(vm, r.function(), name)
}

/// What a name that is no local means to a function.
pub(crate) fn find_for_function(vm: &mut Vm, function: &Function, name: &Value) -> PyResult {
    let (globals, builtins) = (function.globals.get_or_none(), vm.builtins_of(function));
    if let Some(value) = vm.dict_get(&globals, name) {
        return Ok(value);
    }
    match get_from_namespace(vm, &builtins, name)? {
        Some(value) => Ok(value),
        None => Err(name_error(vm, name)),
    }
}

/// Raises `NameError` for a name that is nowhere.
#[cold]
fn name_error(vm: &mut Vm, name: &Value) -> Raised {
    let text = vm.str_text(name).unwrap_or_default();
    raise_named(vm, ExceptionKind::NameError, format!("name '{text}' is not defined"), name)
}

fn raise_named(vm: &mut Vm, kind: ExceptionKind, message: String, name: &Value) -> Raised {
    let message = vm.new_str(&message);
    let exception = vm.new_exception(kind, vec![message]);
    if let Some(object) = exception.downcast::<Exception>() {
        object.fields[field::NAME].set(name.clone());
    }
    vm.raise_value(exception)
}

/// Raises for a local that has no value.
#[cold]
pub(super) fn unbound_local(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let text = r.code().local_name(index);
    let message = format!("cannot access local variable '{text}' where it is not associated with a value");
    Err(vm.raise(ExceptionKind::UnboundLocalError, message))
}

/// Raises for a cell that has no value: of this function, or of an outer one.
#[cold]
pub(super) fn unbound_deref(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    if r.code().source().localsplus[index].kind != genjit_bytecode::LocalKind::Free {
        return unbound_local(vm, r, index);
    }
    let text = r.code().local_name(index);
    let message = format!(
        "cannot access free variable '{text}' where it is not associated with a value in enclosing scope"
    );
    let name = vm.intern(&text);
    Err(raise_named(vm, ExceptionKind::NameError, message, &name))
}

/// `STORE_GLOBAL`.
pub(super) fn store_global(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let value = r.pop_value();
    let globals = r.function().globals.get_or_none();
    vm.dict_set(&globals, r.name(index), &value);
    Ok(())
}

/// `DELETE_GLOBAL`.
pub(super) fn delete_global(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let globals = r.function().globals.get_or_none();
    let name = r.name(index).clone();
    match globals.as_dict().and_then(|globals| globals.remove_name(&name)) {
        Some(_) => Ok(()),
        None => Err(name_error(vm, &name)),
    }
}

/// The namespace of a class body or module: the frame's locals as a mapping.
fn namespace(vm: &mut Vm, r: &Regs) -> PyResult {
    match vm.frame_namespace(r.frame) {
        Some(namespace) => Ok(namespace),
        None => Err(vm.raise_system_error("no locals")),
    }
}

/// Looks a name up in a namespace: an exact dict, or any mapping.
pub(super) fn get_from_namespace(vm: &mut Vm, namespace: &Value, name: &Value) -> PyResult<Option<Value>> {
    if namespace.type_id() == crate::types::id::DICT {
        return Ok(vm.dict_get(namespace, name));
    }
    match vm.get_item(namespace, name) {
        Ok(value) => Ok(Some(value)),
        Err(raised) => vm.clear_if(raised, ExceptionKind::KeyError).map(|()| None),
    }
}

/// `LOAD_NAME`.
pub(super) fn load_name(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let name = r.name(index).clone();
    let value = find_name(vm, r, &name)?;
    r.push_value(value);
    Ok(())
}

/// What a name means in the frame of a module or class body.
pub(crate) fn find_name(vm: &mut Vm, r: &Regs, name: &Value) -> PyResult {
    let namespace = namespace(vm, r)?;
    match get_from_namespace(vm, &namespace, name)? {
        Some(value) => Ok(value),
        None => lookup_global(vm, r, name),
    }
}

/// `STORE_NAME`.
pub(super) fn store_name(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let value = r.pop_value();
    let name = r.name(index).clone();
    bind_name(vm, r, &name, &value)
}

/// Binds a name in the frame of a module or class body.
pub(crate) fn bind_name(vm: &mut Vm, r: &Regs, name: &Value, value: &Value) -> PyResult<()> {
    let namespace = namespace(vm, r)?;
    if namespace.type_id() == crate::types::id::DICT {
        vm.dict_set(&namespace, name, value);
        return Ok(());
    }
    vm.set_item(&namespace, name, value)
}

/// `DELETE_NAME`.
pub(super) fn delete_name(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let namespace = namespace(vm, r)?;
    let name = r.name(index).clone();
    if let Some(namespace) = namespace.as_dict() {
        return match namespace.remove_name(&name) {
            Some(_) => Ok(()),
            None => Err(name_error(vm, &name)),
        };
    }
    match vm.delete_item(&namespace, &name) {
        Ok(()) => Ok(()),
        Err(raised) => {
            vm.clear_if(raised, ExceptionKind::KeyError)?;
            Err(name_error(vm, &name))
        }
    }
}

/// `LOAD_LOCALS`.
pub(super) fn load_locals(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let namespace = namespace(vm, r)?;
    r.push_value(namespace);
    Ok(())
}

/// `LOAD_FROM_DICT_OR_GLOBALS`.
pub(super) fn load_from_dict_or_globals(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let namespace = r.pop_value();
    let name = r.name(index).clone();
    let value = match get_from_namespace(vm, &namespace, &name)? {
        Some(value) => value,
        None => lookup_global(vm, r, &name)?,
    };
    r.push_value(value);
    Ok(())
}

/// `LOAD_FROM_DICT_OR_DEREF`.
pub(super) fn load_from_dict_or_deref(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let namespace = r.pop_value();
    let text = r.code().local_name(index);
    let name = vm.intern(&text);
    if let Some(value) = get_from_namespace(vm, &namespace, &name)? {
        r.push_value(value);
        return Ok(());
    }
    match cell_content(r.local(index)) {
        Some(word) => {
            r.push_new(word);
            Ok(())
        }
        None => unbound_deref(vm, r, index),
    }
}

/// The cell a local holds.
#[inline(always)]
fn cell<'a>(word: Raw) -> Option<&'a CellObject> {
    // SAFETY: the local holds the object while the instruction runs; its type is tested first.
    unsafe {
        (word.is_object() && (*word.pointer()).type_id() == CELL)
            .then(|| &*word.pointer().cast::<CellObject>())
    }
}

/// What a cell holds, borrowed.
#[inline(always)]
pub(super) fn cell_content(word: Raw) -> Option<Raw> {
    cell(word).map(|cell| cell.value.raw()).filter(|&word| word != Raw::NULL)
}

/// Puts an owned word in a cell and hands out the old one.
#[inline(always)]
pub(super) fn replace_cell(cell_word: Raw, word: Raw) -> Raw {
    match cell(cell_word) {
        Some(cell) => {
            // SAFETY: the caller owns the word's count.
            let value = unsafe { word.into_value() };
            cell.value.replace(Some(value)).map_or(Raw::NULL, Value::into_raw)
        }
        None => word,
    }
}

/// `DELETE_DEREF`.
pub(super) fn delete_deref(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    match cell(r.local(index)).and_then(|cell| cell.value.take()) {
        Some(_) => Ok(()),
        None => unbound_deref(vm, r, index),
    }
}

/// `MAKE_CELL`.
pub(super) fn make_cell(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let word = r.replace_local(index, Raw::NULL);
    // SAFETY: the local owned the word and has let go of it.
    let content = (word != Raw::NULL).then(|| unsafe { word.into_value() });
    let cell = CellObject::allocate(&mut vm.heap, content);
    r.replace_local(index, cell.into_value().into_raw());
    Ok(())
}

/// `COPY_FREE_VARS`.
pub(super) fn copy_free_vars(_vm: &mut Vm, r: &mut Regs, count: usize) -> PyResult<()> {
    let closure = r.function().closure_raw();
    let first = r.code().locals as usize - count;
    for (index, &word) in super::layouts::tuple_words(closure).iter().take(count).enumerate() {
        // SAFETY: the closure holds the cell.
        unsafe { word.inc() };
        r.replace_local(first + index, word);
    }
    Ok(())
}

/// `LOAD_COMMON_CONSTANT`.
pub(super) fn load_common_constant(vm: &mut Vm, r: &mut Regs, index: usize) -> PyResult<()> {
    let value = match CommonConstant::from_number(index as u32) {
        Some(CommonConstant::AssertionError) => {
            vm.class_of_type(ExceptionKind::AssertionError.type_id()).into_value()
        }
        Some(CommonConstant::NotImplementedError) => {
            vm.class_of_type(ExceptionKind::NotImplementedError.type_id()).into_value()
        }
        Some(CommonConstant::Tuple) => vm.class_of_type(crate::types::id::TUPLE).into_value(),
        Some(constant @ (CommonConstant::All | CommonConstant::Any)) => {
            // Whatever `builtins` has under the name now.
            let built_in = if constant == CommonConstant::All { &vm.known.all } else { &vm.known.any };
            built_in.clone().unwrap_or(Value::NONE)
        }
        None => return Err(vm.raise_system_error("unknown common constant")),
    };
    r.push_value(value);
    Ok(())
}

/// `SETUP_ANNOTATIONS`.
pub(super) fn setup_annotations(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let namespace = namespace(vm, r)?;
    let name = vm.names.__annotations__.clone();
    if get_from_namespace(vm, &namespace, &name)?.is_none() {
        let annotations = vm.new_dict();
        vm.set_item(&namespace, &name, &annotations)?;
    }
    Ok(())
}
