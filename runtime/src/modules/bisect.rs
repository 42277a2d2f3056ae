//! `_bisect`: search in sorted sequences.

use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, Parameters, function};
use crate::types::{FIRST_USER, id};
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule =
    NativeModule { name: "_bisect", doc: "Bisection algorithms.", functions: FUNCTIONS, fill: |_, _| Ok(()) };

const FUNCTIONS: &[NativeDef] = &[
    function("bisect_left", |vm, args| find(vm, args, Side::Left, "bisect_left"), Arity::Any),
    function("bisect_right", |vm, args| find(vm, args, Side::Right, "bisect_right"), Arity::Any),
    function("insort_left", |vm, args| insert(vm, args, Side::Left, "insort_left"), Arity::Any),
    function("insort_right", |vm, args| insert(vm, args, Side::Right, "insort_right"), Arity::Any),
];

/// On which side of equal items the place is.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

/// What the functions are called with.
struct Search {
    sequence: Value,
    item: Value,
    low: i64,
    /// -1 for the end.
    high: i64,
    key: Option<Value>,
}

fn search_of(vm: &mut Vm, args: &Arguments<'_>, function: &'static str) -> PyResult<Search> {
    let parameters =
        Parameters { function, names: ["a", "x", "lo", "hi", "key"], required: 2, positional: 4 };
    let [sequence, item, low, high, key] = args.bind(vm, &parameters)?;
    let low = low.map_or(Ok(0), |low| vm.index_i64(&low))?;
    let high = high.filter(|high| !high.is_none()).map_or(Ok(-1), |high| upper_bound(vm, &high))?;
    let key = key.filter(|key| !key.is_none());
    let [sequence, item] = [sequence, item].map(|value| value.unwrap_or(Value::NONE));
    Ok(Search { sequence, item, low, high, key })
}

fn upper_bound(vm: &mut Vm, high: &Value) -> PyResult<i64> {
    if !vm.has_index(high) {
        let name = vm.type_name(high);
        return Err(vm.raise_type_error(format!("argument should be integer or None, not '{name}'")));
    }
    let high = vm.index(high)?;
    match high.as_int().and_then(|int| int.to_i64()) {
        Some(high) => Ok(high),
        None => Err(vm.raise_overflow_error("cannot fit 'int' into an index-sized integer")),
    }
}

/// Checks that items can be asked for by their index.
fn check_sequence(vm: &mut Vm, sequence: &Value) -> PyResult<()> {
    let name = vm.names.__getitem__.clone();
    let is_mapping = matches!(sequence.type_id(), id::DICT | id::MAPPING_PROXY);
    let message = if is_mapping {
        format!("{} is not a sequence", vm.type_name(sequence))
    } else if sequence.type_id().0 < FIRST_USER && vm.lookup_special(sequence, &name).is_none() {
        format!("'{}' object does not support indexing", vm.type_name(sequence))
    } else {
        return Ok(());
    };
    Err(vm.raise_type_error(message))
}

/// The place of `item` among the items, or their keys, from `low` to `high`.
fn place(vm: &mut Vm, search: &Search, item: &Value, side: Side) -> PyResult<i64> {
    let (mut low, mut high) = (search.low, search.high);
    if low < 0 {
        return Err(vm.raise_value_error("lo must be non-negative"));
    }
    if high == -1 {
        high = vm.len(&search.sequence)? as i64;
    }
    check_sequence(vm, &search.sequence)?;
    let list = search.sequence.as_list().filter(|list| list.value().is(&search.sequence)).cloned();
    while low < high {
        let middle = low + (high - low) / 2;
        let found = match list.as_ref().and_then(|list| list.get(middle as usize)) {
            Some(found) => found,
            None => {
                let middle = vm.int(middle);
                vm.get_item(&search.sequence, &middle)?
            }
        };
        let found = match &search.key {
            Some(key) => vm.call(key, std::slice::from_ref(&found))?,
            None => found,
        };
        let goes_right = match side {
            Side::Left => vm.less(&found, item)?,
            Side::Right => !vm.less(item, &found)?,
        };
        if goes_right {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

fn find(vm: &mut Vm, args: &Arguments<'_>, side: Side, function: &'static str) -> PyResult {
    let search = search_of(vm, args, function)?;
    let place = place(vm, &search, &search.item, side)?;
    Ok(vm.int(place))
}

fn insert(vm: &mut Vm, args: &Arguments<'_>, side: Side, function: &'static str) -> PyResult {
    let search = search_of(vm, args, function)?;
    let compared = match &search.key {
        Some(key) => vm.call(key, std::slice::from_ref(&search.item))?,
        None => search.item.clone(),
    };
    let place = place(vm, &search, &compared, side)?;
    if search.sequence.type_id() == id::LIST
        && let Some(list) = search.sequence.as_list()
    {
        list.insert(place as usize, search.item.clone());
        return Ok(Value::NONE);
    }
    let (name, place) = (vm.intern("insert"), vm.int(place));
    vm.call_method(&search.sequence, &name, &[place, search.item.clone()])?;
    Ok(Value::NONE)
}
