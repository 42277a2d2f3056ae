//! `mappingproxy`: a read-only view of a namespace.

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
    let mapping = args.bind(vm, &NEW)?.map(|mapping| mapping.unwrap_or(Value::NONE))[0].clone();
    let name = vm.names.__getitem__.clone();
    if matches!(mapping.exact().type_id(), id::LIST | id::TUPLE)
        || vm.lookup_special(&mapping, &name).is_none()
    {
        let found = vm.type_name(&mapping);
        return Err(vm.raise_type_error(format!("mappingproxy() argument must be a mapping, not {found}")));
    }
    Ok(vm.new_mapping_proxy(mapping))
}

/// Declares the layout and fills the class in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::MAPPING_PROXY, MappingProxy::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        iter: Some(|vm, this| vm.iter(&mapping(this))),
        len: Some(|vm, this| vm.len(&mapping(this))),
        contains: Some(|vm, this, key| vm.contains(&mapping(this), key)),
        get_item: Some(|vm, this, key| vm.get_item(&mapping(this), key)),
        new: Some(new),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::MAPPING_PROXY, slots).methods(METHODS));
}
