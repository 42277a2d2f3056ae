//! `cmp_to_key`: keys that are compared by a function.

use genjit_bytecode::CompareOp;

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, GetSetDef, Parameters, getset};
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A key, or what makes keys: then without an object.
    pub struct ComparisonKey(|type_id| type_id == id::COMPARISON_KEY) "comparison key" {
        compare: Slot,
        object: Slot,
    }
}

const CMP_TO_KEY: Parameters<1> =
    Parameters { function: "cmp_to_key", names: ["mycmp"], required: 1, positional: 1 };

/// `cmp_to_key(mycmp)`
pub(super) fn cmp_to_key(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [compare] = args.bind(vm, &CMP_TO_KEY)?;
    let compare = Slot::from_option(compare);
    Ok(ComparisonKey::allocate(&mut vm.heap, id::COMPARISON_KEY, compare, Slot::empty()).into_value())
}

const MAKE: Parameters<1> = Parameters { function: "K", names: ["obj"], required: 1, positional: 1 };

fn call(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult {
    let [object] = args.bind(vm, &MAKE)?;
    let Some(maker) = this.downcast::<ComparisonKey>() else { return Ok(Value::NONE) };
    let (compare, object) = (Slot::from_option(maker.compare.get()), Slot::from_option(object));
    Ok(ComparisonKey::allocate(&mut vm.heap, id::COMPARISON_KEY, compare, object).into_value())
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<ComparisonKey>(), b.downcast::<ComparisonKey>()) else {
        return Err(vm.raise_type_error("other argument must be K instance"));
    };
    let (Some(first), Some(second)) = (x.object.get(), y.object.get()) else {
        return Err(vm.raise_attribute_error("object"));
    };
    let function = x.compare.get_or_none();
    let order = vm.call(&function, &[first, second])?;
    vm.compare(op, &order, &Value::from_small(0))
}

const ATTRIBUTES: &[GetSetDef] = &[getset(
    "obj",
    |_, this| Ok(this.downcast::<ComparisonKey>().map_or(Value::NONE, |key| key.object.get_or_none())),
    |_, this, value| {
        if let Some(key) = this.downcast::<ComparisonKey>() {
            drop(key.object.replace(value.cloned()));
        }
        Ok(())
    },
)];

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::COMPARISON_KEY, ComparisonKey::LAYOUT);
    let slots = Slots { call: Some(call), compare: Some(compare), unhashable: true, ..Slots::NONE };
    vm.define_type(&BuiltinType::new(id::COMPARISON_KEY, slots).getsets(ATTRIBUTES));
}
