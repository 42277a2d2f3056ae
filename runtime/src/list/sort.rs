//! Stable sorting whose comparisons may run Python code and fail.

use genjit_bytecode::CompareOp;

use crate::error::PyResult;
use crate::value::Value;
use crate::vm::Vm;

/// Runs of this length are sorted by insertion.
const SHORT: usize = 16;

/// Sorts in place; stable, also when `reverse`. On failure the items are all still there, in some order.
pub(crate) fn sort_values(
    vm: &mut Vm,
    items: &mut Vec<Value>,
    key: Option<&Value>,
    reverse: bool,
) -> PyResult<()> {
    let keys = match key {
        Some(key) => {
            let mut keys = Vec::with_capacity(items.len());
            for item in items.iter() {
                keys.push(vm.call(key, std::slice::from_ref(item))?);
            }
            keys
        }
        None => items.clone(),
    };
    // Equal items keep their order in both directions: reversed before and after.
    let mut order: Vec<usize> = (0..items.len()).collect();
    if reverse {
        order.reverse();
    }
    let sorted = if keys.iter().all(|key| key.as_small().is_some()) {
        order.sort_by_key(|&at| keys[at].as_small());
        Ok(())
    } else if let Some(texts) = all_strings(&keys) {
        order.sort_by(|&a, &b| texts[a].cmp(texts[b]));
        Ok(())
    } else {
        merge_sort(vm, &keys, &mut order)
    };
    if reverse {
        order.reverse();
    }
    let old = std::mem::take(items);
    items.extend(order.iter().map(|&at| old[at].clone()));
    sorted
}

/// The texts, if all keys are strings and none is of a derived class: comparing them runs nothing.
fn all_strings(keys: &[Value]) -> Option<Vec<&str>> {
    keys.iter().map(|key| key.downcast::<crate::string::Str>().map(|text| text.as_str())).collect()
}

fn merge_sort(vm: &mut Vm, keys: &[Value], order: &mut [usize]) -> PyResult<()> {
    let mut width = SHORT;
    for run in order.chunks_mut(SHORT) {
        insertion_sort(vm, keys, run)?;
    }
    let mut buffer = Vec::with_capacity(order.len());
    while width < order.len() {
        for pair in order.chunks_mut(width * 2) {
            if pair.len() > width {
                merge(vm, keys, pair, width, &mut buffer)?;
            }
        }
        width *= 2;
    }
    Ok(())
}

fn less(vm: &mut Vm, keys: &[Value], a: usize, b: usize) -> PyResult<bool> {
    vm.compare_bool(CompareOp::Lt, &keys[a], &keys[b])
}

/// Inserts each item by a binary search behind those that are not greater.
fn insertion_sort(vm: &mut Vm, keys: &[Value], run: &mut [usize]) -> PyResult<()> {
    for end in 1..run.len() {
        let item = run[end];
        // Mostly sorted input needs one comparison an item.
        if !less(vm, keys, item, run[end - 1])? {
            continue;
        }
        let (mut low, mut high) = (0, end - 1);
        while low < high {
            let middle = (low + high) / 2;
            if less(vm, keys, item, run[middle])? { high = middle } else { low = middle + 1 }
        }
        run.copy_within(low..end, low + 1);
        run[low] = item;
    }
    Ok(())
}

fn merge(
    vm: &mut Vm,
    keys: &[Value],
    pair: &mut [usize],
    middle: usize,
    buffer: &mut Vec<usize>,
) -> PyResult<()> {
    if !less(vm, keys, pair[middle], pair[middle - 1])? {
        return Ok(());
    }
    buffer.clear();
    let (mut left, mut right) = (0, middle);
    while left < middle && right < pair.len() {
        if less(vm, keys, pair[right], pair[left])? {
            buffer.push(pair[right]);
            right += 1;
        } else {
            buffer.push(pair[left]);
            left += 1;
        }
    }
    buffer.extend_from_slice(&pair[left..middle]);
    let merged = buffer.len();
    pair[..merged].copy_from_slice(buffer);
    Ok(())
}
