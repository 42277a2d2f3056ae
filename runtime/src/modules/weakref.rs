//! `_weakref`: what `weakref` asks of the heap.

use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_weakref",
    doc: "Weak-reference support module.",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        let types = [("ref", id::WEAKREF), ("ReferenceType", id::WEAKREF), ("ProxyType", id::WEAK_PROXY)];
        vm.add_types(dict, &types);
        Ok(())
    },
};

const FUNCTIONS: &[NativeDef] = &[
    function("getweakrefcount", count, Arity::One),
    function("getweakrefs", references, Arity::One),
    function("proxy", proxy, Arity::Between(1, 2)),
];

fn count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let count = vm.weak_references(&args[0]).len();
    Ok(vm.int_from_usize(count))
}

fn references(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let references = vm.weak_references(&args[0]);
    Ok(vm.new_list(references))
}

fn proxy(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let callback = args.get(1).filter(|callback| !callback.is_none()).cloned();
    let made: Value = vm.new_weak(id::WEAK_PROXY, &args[0], callback)?;
    Ok(made)
}
