//! `mappingproxy`: a read-only view of a namespace.

use genjit_bytecode::BinaryOp;

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, Parameters, method};
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A read-only view of a mapping.
    pub struct MappingProxy(|type_id| type_id == id::MAPPING_PROXY) "mappingproxy" {
        mapping: Slot,
    }
}

impl Vm {
    /// A read-only view of a mapping.
    pub fn new_mapping_proxy(&mut self, mapping: Value) -> Value {
        MappingProxy::allocate(&mut self.heap, id::MAPPING_PROXY, Slot::new(mapping)).into_value()
    }
}

fn mapping(this: &Value) -> Value {
    this.downcast::<MappingProxy>().map_or(Value::NONE, |proxy| proxy.mapping.get_or_none())
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let inner = vm.repr_string(&mapping(this))?;
    Ok(vm.new_str(&format!("mappingproxy({inner})")))
}

macro_rules! forward {
    ($($name:literal $arity:expr;)*) => {
        const METHODS: &[NativeDef] = &[$(method($name, |vm, args| forward(vm, args, $name), $arity)),*];
    };
}
forward! {
    "get" Arity::Between(1, 2);
    "keys" Arity::Zero;
    "values" Arity::Zero;
    "items" Arity::Zero;
    "copy" Arity::Zero;
}

fn forward(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult {
    let name = vm.intern(name);
    vm.call_method(&mapping(&args[0]), &name, &args[1..])
}

const NEW: Parameters<1> =
    Parameters { function: "mappingproxy", names: ["mapping"], required: 1, positional: 1 };

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [mapping] = args.bind(vm, &NEW)?;
    let mapping = mapping.unwrap_or(Value::NONE);
    let name = vm.names.__getitem__.clone();
    let sequence = matches!(mapping.exact().type_id(), id::LIST | id::TUPLE);
    let is_mapping = vm.slots_of(&mapping).get_item.is_some() || vm.lookup_special(&mapping, &name).is_some();
    if sequence || !is_mapping {
        let found = vm.type_name(&mapping);
        return Err(vm.raise_type_error(format!("mappingproxy() argument must be a mapping, not {found}")));
    }
    Ok(vm.new_mapping_proxy(mapping))
}

/// The mapping behind a proxy; other values as they are.
fn unwrapped(value: &Value) -> Value {
    if value.type_id() == id::MAPPING_PROXY { mapping(value) } else { value.clone() }
}

fn reversed(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let class = vm.types.get(id::REVERSED).value().clone();
    let reversed = vm.names.__reversed__.clone();
    let mapping = mapping(&args[0]);
    match vm.call_special(&mapping, &reversed, &[])? {
        Some(iterator) => Ok(iterator),
        None => vm.call(&class, &[mapping]),
    }
}

const MORE_METHODS: &[NativeDef] = &[method("__reversed__", reversed, Arity::Zero)];

/// Declares the layout and fills the class in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::MAPPING_PROXY, MappingProxy::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        iter: Some(|vm, this| vm.iter(&mapping(this))),
        len: Some(|vm, this| vm.len(&mapping(this))),
        contains: Some(|vm, this, key| vm.contains(&mapping(this), key)),
        get_item: Some(|vm, this, key| vm.get_item(&mapping(this), key)),
        str: Some(|vm, this| vm.str(&mapping(this))),
        hash: Some(|vm, this| vm.hash(&mapping(this))),
        compare: Some(|vm, op, a, b| vm.compare(op, &mapping(a), &unwrapped(b))),
        binary: Some(|vm, op, a, b| vm.try_binary(op, &unwrapped(a), &unwrapped(b))),
        binary_ops: &[BinaryOp::Or],
        in_place: Some(|vm, _, a, _| {
            let found = vm.type_name(a);
            Err(vm.raise_type_error(format!("'|=' is not supported by {found}; use '|' instead")))
        }),
        in_place_ops: &[BinaryOp::Or],
        new: Some(new),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::MAPPING_PROXY, slots).methods(METHODS));
    vm.add_methods(id::MAPPING_PROXY, MORE_METHODS);
}
