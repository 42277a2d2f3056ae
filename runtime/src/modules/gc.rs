//! `gc`: the collector of cycles.

use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, Parameters, function};
use crate::object::Header;
use crate::types::id;
use crate::value::{Raw, Value};
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
    function("get_referents", get_referents, Arity::AtLeast(0)),
    function("get_referrers", get_referrers, Arity::AtLeast(0)),
    function("get_objects", get_objects, Arity::Any),
    function("get_stats", get_stats, Arity::Zero),
    function("freeze", |vm, _| freeze(vm, true), Arity::Zero),
    function("unfreeze", |vm, _| freeze(vm, false), Arity::Zero),
    function("get_freeze_count", get_freeze_count, Arity::Zero),
    function("get_debug", |_, _| Ok(Value::from_small(0)), Arity::Zero),
    function("set_debug", set_debug, Arity::One),
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

fn freeze(vm: &mut Vm, frozen: bool) -> PyResult {
    crate::gc::freeze(&mut vm.heap, frozen);
    Ok(Value::NONE)
}

fn get_freeze_count(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let count = if vm.heap.has_frozen { crate::gc::frozen(&vm.heap) } else { 0 };
    Ok(vm.int_from_usize(count))
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

/// Objects made since the last collection, less those that died; there are no older generations.
fn get_count(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let young = vm.int_from_usize(vm.heap.young());
    Ok(vm.new_tuple(vec![young, Value::from_small(0), Value::from_small(0)]))
}

fn is_tracked(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let tracked = args[0].header().is_some_and(|header| vm.heap.layout(header.type_id()).collectable);
    Ok(Value::from_bool(tracked))
}

fn is_finalized(_vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    Ok(Value::from_bool(args[0].has_flag(crate::object::Flag::FINALISED)))
}

/// The words that an object owns.
fn owned(vm: &Vm, object: *mut Header) -> Vec<Raw> {
    let mut words = Vec::new();
    // SAFETY: callers pass objects of this heap that are alive.
    unsafe {
        let layout = vm.heap.layout((*object).type_id());
        (layout.visit)(object, &mut |word| words.push(word));
    }
    words
}

/// The values that the collector reaches from these, as far as programs may hold them.
fn get_referents(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let mut found = Vec::new();
    for value in args.iter().filter(|value| value.raw().is_object()) {
        for word in owned(vm, value.raw().pointer()) {
            if is_visible(word) {
                // SAFETY: the argument is alive and owns the word.
                found.push(unsafe { word.to_value() });
            }
        }
    }
    Ok(vm.new_list(found))
}

fn is_visible(word: Raw) -> bool {
    word.is_object() || word.is_small() || word.is_inline_float() || word.is_bool() || word == Raw::NONE
}

/// The collectable objects of the heap that own one of these words, or all of them where none is given.
fn holders(vm: &Vm, wanted: Option<&[Raw]>) -> Vec<Value> {
    let mut objects = Vec::new();
    vm.heap.for_each_object(&mut |object| objects.push(object));
    let mut found = Vec::new();
    for object in objects {
        // SAFETY: no object was made or died since the walk.
        let type_id = unsafe { (*object).type_id() };
        let hidden = matches!(type_id, id::STR | id::CODE | id::CELL) && wanted.is_none();
        if hidden || !vm.heap.layout(type_id).collectable {
            continue;
        }
        if wanted.is_none_or(|wanted| owned(vm, object).iter().any(|word| wanted.contains(word))) {
            // SAFETY: as above.
            found.push(unsafe { Raw::from_object(object).to_value() });
        }
    }
    found
}

fn get_referrers(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let wanted: Vec<Raw> = args.iter().map(Value::raw).filter(|word| word.is_object()).collect();
    let found = holders(vm, Some(&wanted));
    Ok(vm.new_list(found))
}

const OBJECTS: Parameters<1> =
    Parameters { function: "get_objects", names: ["generation"], required: 0, positional: 1 };

/// There is one generation: what is asked of an older one than the first is empty.
fn get_objects(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [generation] = args.bind(vm, &OBJECTS)?;
    let generation = match generation.filter(|generation| !generation.is_none()) {
        Some(generation) => vm.index_i64(&generation)?,
        None => 0,
    };
    if generation < 0 {
        return Err(vm.raise_value_error("generation parameter cannot be negative"));
    }
    if generation > 2 {
        return Err(vm.raise_value_error(
            "generation parameter must be less than the number of available generations (3)",
        ));
    }
    let found = if generation == 0 { holders(vm, None) } else { Vec::new() };
    Ok(vm.new_list(found))
}

/// One dict a generation; all that was collected is counted in the last.
fn get_stats(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    let (collections, collected) = (vm.counters.collections, vm.counters.collected);
    let mut rows = Vec::new();
    for counts in [[0, 0], [0, 0], [collections, collected]] {
        let row = vm.new_dict();
        for (name, count) in
            ["collections", "collected", "uncollectable"].into_iter().zip([counts[0], counts[1], 0])
        {
            let (name, count) = (vm.intern(name), vm.int_from_u64(count));
            vm.dict_set(&row, &name, &count);
        }
        rows.push(row);
    }
    Ok(vm.new_list(rows))
}

fn set_debug(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    match vm.index_i64(&args[0])? {
        0 => Ok(Value::NONE),
        _ => Err(vm.raise_value_error("gc.set_debug(): debugging flags are not supported")),
    }
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
