//! `_collections`: the native classes of `collections`, and counting.

use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_collections",
    doc: "High performance data structures.",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        let types = [
            ("deque", id::DEQUE),
            ("defaultdict", id::DEFAULT_DICT),
            ("OrderedDict", id::ORDERED_DICT),
            ("_tuplegetter", id::TUPLE_GETTER),
            ("_deque_iterator", id::DEQUE_ITERATOR),
            ("_deque_reverse_iterator", id::DEQUE_REVERSE_ITERATOR),
        ];
        vm.add_types(dict, &types);
        Ok(())
    },
};

const FUNCTIONS: &[NativeDef] = &[function("_count_elements", count_elements, Arity::Exactly(2))];

/// `_count_elements(mapping, iterable)`: adds one to the count of each item.
fn count_elements(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let iterator = vm.iter(&args[1])?;
    let one = Value::from_small(1);
    let target = args[0].as_dict().cloned().filter(|_| plain_items(vm, &args[0]));
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        if let Some(dict) = &target {
            let hash = vm.hash(&item)? as u64;
            let new = match vm.dict_lookup_hashed(dict, &item, hash)? {
                Some(old) => vm.binary_op(genjit_bytecode::BinaryOp::Add, &old, &one)?,
                None => one.clone(),
            };
            vm.dict_store_hashed(dict, &item, hash, new)?;
        } else {
            let (get, zero) = (vm.names.get.clone(), Value::from_small(0));
            let old = vm.call_method(&args[0], &get, &[item.clone(), zero])?;
            let new = vm.binary_op(genjit_bytecode::BinaryOp::Add, &old, &one)?;
            vm.set_item(&args[0], &item, &new)?;
        }
    }
    Ok(Value::NONE)
}

/// Whether getting and setting items of a dict runs no code of the program.
fn plain_items(vm: &mut Vm, dict: &Value) -> bool {
    let class = vm.class_of(dict);
    let plain = vm.types.get(id::DICT).clone();
    let names = [vm.names.get.clone(), vm.names.__setitem__.clone()];
    names.iter().all(|name| match (vm.class_lookup(&class, name), vm.class_lookup(&plain, name)) {
        (Some(found), Some(plain)) => found.is(&plain),
        _ => false,
    })
}
