//! `_abc`: what `abc.ABCMeta` asks: which classes count as derived from an abstract one.
//!
//! Classes are known by the ids of their types, which are never given twice: caches hold no class alive
//! and need no weak references.

use std::cell::{Cell, RefCell};

use rustc_hash::FxHashSet;

use crate::class::builtin::BuiltinType;
use crate::class::{Class, PatternKind};
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::object::{Ref, TypeId};
use crate::object_type;
use crate::part::Plain;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_abc",
    doc: "Module contains faster C implementation of abc.ABCMeta",
    functions: FUNCTIONS,
    fill: |_, _| Ok(()),
};

const FUNCTIONS: &[NativeDef] = &[
    function("get_cache_token", get_cache_token, Arity::Zero),
    function("_abc_init", init, Arity::One),
    function("_abc_register", register, Arity::Exactly(2)),
    function("_abc_instancecheck", instancecheck, Arity::Exactly(2)),
    function("_abc_subclasscheck", subclasscheck, Arity::Exactly(2)),
    function("_get_dump", dump, Arity::One),
    function("_reset_registry", reset_registry, Arity::One),
    function("_reset_caches", reset_caches, Arity::One),
];

object_type! {
    /// What is known about an abstract class.
    pub(crate) struct AbcData(|type_id| type_id == id::ABC_DATA) "abstract class data" {
        registry: Plain<RefCell<Vec<TypeId>>>,
        /// Classes known to count as derived.
        cache: Plain<RefCell<FxHashSet<TypeId>>>,
        /// Classes known not to, as of the version.
        negative: Plain<RefCell<FxHashSet<TypeId>>>,
        negative_version: Cell<u64>,
    }
}

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::ABC_DATA, AbcData::LAYOUT);
    vm.define_type(&BuiltinType::new(id::ABC_DATA, Slots::NONE).module("_abc"));
}

fn data_of(vm: &mut Vm, class: &Value) -> PyResult<Ref<AbcData>> {
    let name = vm.intern("_abc_impl");
    let found = class.as_class().and_then(|class| class.dict().get_name(&name));
    match found.as_ref().and_then(|found| found.downcast::<AbcData>()) {
        Some(data) => Ok(data.clone()),
        None => Err(vm.raise_type_error("_abc_impl is set to a wrong type")),
    }
}

fn get_cache_token(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let token = vm.abc_token;
    Ok(vm.int_from_u64(token))
}

/// `_abc_init(cls)`: finds the abstract methods of a new class.
fn init(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(class) = args[0].as_class().cloned() else {
        return Err(vm.raise_type_error("_abc_init() argument must be a class"));
    };
    find_abstract_methods(vm, &class)?;
    let (token, name) = (vm.abc_token, vm.intern("_abc_impl"));
    let data = AbcData::allocate(
        &mut vm.heap,
        id::ABC_DATA,
        Plain(RefCell::default()),
        Plain(RefCell::default()),
        Plain(RefCell::default()),
        Cell::new(token),
    );
    vm.class_set(&class, &name, Some(data.into_value()));
    adopt_pattern(vm, &class);
    Ok(Value::NONE)
}

/// A class may say, for itself and what derives from it, which patterns its instances match.
fn adopt_pattern(vm: &mut Vm, class: &Ref<Class>) {
    let name = vm.intern("__abc_tpflags__");
    let Some(bits) = class.dict().get_name(&name) else { return };
    let kind = match bits.as_small() {
        Some(bits) if bits & 1 << 5 != 0 => PatternKind::Sequence,
        Some(bits) if bits & 1 << 6 != 0 => PatternKind::Mapping,
        _ => return,
    };
    set_pattern(vm, class, kind);
    vm.class_set(class, &name, None);
}

fn set_pattern(vm: &Vm, class: &Ref<Class>, kind: PatternKind) {
    let mut flags = class.flags.get();
    flags.pattern = kind;
    class.flags.set(flags);
    for type_id in class.subclasses.0.borrow().clone() {
        if let Some(derived) = vm.live_class(type_id) {
            set_pattern(vm, &derived, kind);
        }
    }
}

fn is_abstract(vm: &mut Vm, value: &Value) -> PyResult<bool> {
    let name = vm.names.__isabstractmethod__.clone();
    match vm.find_attr(value, &name)? {
        Some(answer) => vm.truth(&answer),
        None => Ok(false),
    }
}

fn find_abstract_methods(vm: &mut Vm, class: &Ref<Class>) -> PyResult<()> {
    let mut names = Vec::new();
    for (name, value) in class.dict().items() {
        if is_abstract(vm, &value)? {
            names.push(name);
        }
    }
    let key = vm.names.__abstractmethods__.clone();
    let bases = class.bases.get_or_none();
    for base in vm.tuple_items(&bases) {
        let Some(inherited) = vm.find_attr(&base, &key)? else { continue };
        for name in vm.collect(&inherited)? {
            if let Some(value) = vm.find_attr(class.value(), &name)?
                && is_abstract(vm, &value)?
            {
                names.push(name);
            }
        }
    }
    let names = vm.new_frozenset(names);
    vm.set_attr(class.value(), &key, &names)
}

fn register(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(subclass) = args[1].as_class().cloned() else {
        return Err(vm.raise_type_error("Can only register classes"));
    };
    if vm.issubclass(&args[1], &args[0])? {
        return Ok(args[1].clone());
    }
    // A cycle would never end.
    if vm.issubclass(&args[0], &args[1])? {
        return Err(vm.raise_runtime_error("Refusing to create an inheritance cycle"));
    }
    let data = data_of(vm, &args[0])?;
    data.registry.0.borrow_mut().push(subclass.instance_type());
    vm.abc_token += 1;
    let kind = args[0].as_class().map(|class| class.flags.get().pattern).unwrap_or_default();
    if kind != PatternKind::None && subclass.is_user() {
        set_pattern(vm, &subclass, kind);
    }
    Ok(args[1].clone())
}

fn instancecheck(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let data = data_of(vm, &args[0])?;
    let own = vm.class_of(&args[1]);
    let name = vm.names.__class__.clone();
    let claimed = if own.is_user() { vm.get_attr(&args[1], &name)? } else { own.value().clone() };
    let claimed_id = claimed.as_class().map(|class| class.instance_type());
    if claimed_id.is_some_and(|id| data.cache.0.borrow().contains(&id)) {
        return Ok(Value::TRUE);
    }
    let check = vm.names.__subclasscheck__.clone();
    if claimed.is(own.value()) {
        let known = data.negative_version.get() == vm.abc_token
            && claimed_id.is_some_and(|id| data.negative.0.borrow().contains(&id));
        if known {
            return Ok(Value::FALSE);
        }
        return vm.call_method(&args[0], &check, &[claimed]);
    }
    let answer = vm.call_method(&args[0], &check, &[claimed])?;
    if vm.truth(&answer)? {
        return Ok(answer);
    }
    vm.call_method(&args[0], &check, &[own.into_value()])
}

fn subclasscheck(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(subclass) = args[1].as_class().cloned() else {
        return Err(vm.raise_type_error("issubclass() arg 1 must be a class"));
    };
    let data = data_of(vm, &args[0])?;
    let type_id = subclass.instance_type();
    if data.cache.0.borrow().contains(&type_id) {
        return Ok(Value::TRUE);
    }
    if data.negative_version.get() < vm.abc_token {
        data.negative.0.borrow_mut().clear();
        data.negative_version.set(vm.abc_token);
    } else if data.negative.0.borrow().contains(&type_id) {
        return Ok(Value::FALSE);
    }
    let answer = counts_as_derived(vm, &args[0], &args[1], &data)?;
    let known = if answer { &data.cache } else { &data.negative };
    known.0.borrow_mut().insert(type_id);
    Ok(Value::from_bool(answer))
}

/// Asks the hook, the bases, the registry and the classes derived, in this order.
fn counts_as_derived(vm: &mut Vm, class: &Value, subclass: &Value, data: &Ref<AbcData>) -> PyResult<bool> {
    let hook = vm.names.__subclasshook__.clone();
    let answer = vm.call_method(class, &hook, std::slice::from_ref(subclass))?;
    if answer.raw().is_bool() {
        return Ok(answer.is(&Value::TRUE));
    }
    if !vm.is_not_implemented(&answer) {
        let message = "__subclasshook__ must return either False, True, or NotImplemented";
        return Err(vm.raise(ExceptionKind::AssertionError, message));
    }
    if let (Some(class), Some(subclass)) = (class.as_class(), subclass.as_class())
        && subclass.is_subclass_of(class)
    {
        return Ok(true);
    }
    let registered = data.registry.0.borrow().clone();
    let derived = class.as_class().map(|class| class.subclasses.0.borrow().clone()).unwrap_or_default();
    for type_id in registered.into_iter().chain(derived) {
        let Some(other) = vm.live_class(type_id) else { continue };
        if vm.issubclass(subclass, other.value())? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn classes(vm: &mut Vm, ids: impl IntoIterator<Item = TypeId>) -> PyResult {
    let mut ids: Vec<TypeId> = ids.into_iter().collect();
    ids.sort_unstable();
    let set = vm.new_set();
    for class in ids.into_iter().filter_map(|type_id| vm.live_class(type_id)).collect::<Vec<_>>() {
        let reference = vm.new_weak_reference(class.value(), None)?;
        vm.set_add(&set, &reference)?;
    }
    Ok(set)
}

fn dump(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let data = data_of(vm, &args[0])?;
    let (registry, cache) = (data.registry.0.borrow().clone(), data.cache.0.borrow().clone());
    let negative = data.negative.0.borrow().clone();
    let parts = [classes(vm, registry)?, classes(vm, cache)?, classes(vm, negative)?];
    let version = vm.int_from_u64(data.negative_version.get());
    Ok(vm.new_tuple(parts.into_iter().chain([version]).collect()))
}

fn reset_registry(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    data_of(vm, &args[0])?.registry.0.borrow_mut().clear();
    Ok(Value::NONE)
}

fn reset_caches(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let data = data_of(vm, &args[0])?;
    data.cache.0.borrow_mut().clear();
    data.negative.0.borrow_mut().clear();
    Ok(Value::NONE)
}
