//! `gc`: the collector of cycles.

use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, Parameters, function};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        let garbage = vm.new_list(Vec::new());
        vm.set_global(dict, "garbage", garbage);
        let callbacks = vm.new_list(Vec::new());
        vm.set_global(dict, "callbacks", callbacks);
        Ok(())
    },
};

const FUNCTIONS: &[NativeDef] = &[
    function("collect", collect, Arity::Any),
    function("enable", enable, Arity::Zero),
    function("disable", disable, Arity::Zero),
    function("isenabled", isenabled, Arity::Zero),
    function("get_threshold", get_threshold, Arity::Zero),
    function("set_threshold", set_threshold, Arity::Between(1, 3)),
    function("get_count", get_count, Arity::Zero),
    function("is_tracked", is_tracked, Arity::One),
    function("is_finalized", is_finalized, Arity::One),
];

/// The youngest generation's threshold that programs see unless they set another.
pub(crate) const DEFAULT_THRESHOLD: i64 = 2000;

const COLLECT: Parameters<1> =
    Parameters { function: "collect", names: ["generation"], required: 0, positional: 1 };

fn collect(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [generation] = args.bind(vm, &COLLECT)?;
    if let Some(generation) = generation
        && !(0..=2).contains(&vm.index_i64(&generation)?)
    {
        return Err(vm.raise_value_error("invalid generation"));
    }
    let found = vm.collect_garbage();
    Ok(vm.int_from_usize(found))
}

fn enable(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    vm.set_collecting(true);
    Ok(Value::NONE)
}

fn disable(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    vm.set_collecting(false);
    Ok(Value::NONE)
}

fn isenabled(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(vm.gc.enabled))
}

fn get_threshold(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let values = vm.gc.thresholds.iter().map(|&threshold| Value::from_small(threshold)).collect();
    Ok(vm.new_tuple(values))
}

fn set_threshold(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut thresholds = vm.gc.thresholds;
    for (slot, value) in thresholds.iter_mut().zip(args.iter()) {
        *slot = vm.index_i64(value)?;
    }
    vm.gc.thresholds = thresholds;
    vm.set_collecting(vm.gc.enabled);
    Ok(Value::NONE)
}

fn get_count(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.new_tuple(vec![Value::from_small(0), Value::from_small(0), Value::from_small(0)]))
}

fn is_tracked(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let tracked = args[0].header().is_some_and(|header| vm.heap.layout(header.type_id()).collectable);
    Ok(Value::from_bool(tracked))
}

fn is_finalized(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(args[0].has_flag(crate::object::Flag::FINALISED)))
}

/// Settings of the collector that programs see.
pub(crate) struct GcSettings {
    /// `gc.isenabled()`
    pub enabled: bool,
    /// `gc.get_threshold()`
    pub thresholds: [i64; 3],
    /// The heap's own threshold, while it is turned off.
    saved: usize,
}

impl Default for GcSettings {
    fn default() -> GcSettings {
        GcSettings { enabled: true, thresholds: [DEFAULT_THRESHOLD, 10, 0], saved: usize::MAX }
    }
}

impl Vm {
    /// Collects dead cycles and runs the finalisers that this makes due: how many objects were unreachable.
    pub(crate) fn collect_garbage(&mut self) -> usize {
        self.counters.collections += 1;
        let found = crate::gc::collect(&mut self.heap);
        self.counters.collected += found.unreachable as u64;
        if found.finalisers > 0 {
            self.run_pending();
            crate::gc::collect(&mut self.heap);
        }
        found.unreachable
    }

    /// Turns collections of their own accord on or off; `gc.collect()` and `--gc-every` are not concerned.
    fn set_collecting(&mut self, on: bool) {
        self.gc.enabled = on;
        let automatic = on && self.gc.thresholds[0] > 0;
        let threshold = self.heap.threshold();
        match (automatic, threshold == usize::MAX) {
            (false, false) => {
                self.gc.saved = threshold;
                self.heap.set_threshold(usize::MAX);
            }
            (true, true) => self.heap.set_threshold(self.gc.saved),
            _ => {}
        }
    }
}
