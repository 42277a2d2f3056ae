//! Methods and native operations of `list`.

use genjit_bytecode::{BinaryOp, CompareOp};

use super::{List, item_index, repeat_count, sort_values, span_of};
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, NativeDef, Parameters, method};
use crate::object::Ref;
use crate::part::drop_last_first;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

fn list(value: &Value) -> Ref<List> {
    value.as_list().expect("a method of lists gets a list").clone()
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let this = list(this);
    if this.is_empty() {
        return Ok(vm.new_str("[]"));
    }
    vm.guarded_repr(this.value(), "[...]", |vm| {
        let mut text = String::from("[");
        let mut at = 0;
        while let Some(item) = this.get(at) {
            if at > 0 {
                text.push_str(", ");
            }
            text.push_str(&vm.repr_string(&item)?);
            at += 1;
        }
        text.push(']');
        Ok(text)
    })
}

/// Compares sequences: the first items that differ decide. `item` gives an item as long as there is one.
pub(crate) fn compare_items(
    vm: &mut Vm,
    op: CompareOp,
    lens: impl Fn() -> (usize, usize),
    item: impl Fn(usize) -> Option<(Value, Value)>,
) -> PyResult {
    let (a, b) = lens();
    if a != b && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::from_bool(op == CompareOp::Ne));
    }
    let mut at = 0;
    while let Some((x, y)) = item(at) {
        if !vm.equals(&x, &y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                op => vm.compare(op, &x, &y),
            };
        }
        at += 1;
    }
    let (a, b) = lens();
    Ok(Value::from_bool(crate::ops::holds(op, Some(a.cmp(&b)))))
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let (Some(a), Some(b)) = (a.as_list().cloned(), b.as_list().cloned()) else {
        return Ok(vm.not_implemented());
    };
    compare_items(vm, op, || (a.len(), b.len()), |at| Some((a.get(at)?, b.get(at)?)))
}

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let this = list(this);
    if let Some(slice) = key.as_slice() {
        let span = span_of(vm, slice, || this.len())?;
        let items = span.pick(this.items());
        return Ok(vm.new_list(items));
    }
    let at = item_index(vm, key, this.len(), "list", "list index out of range")?;
    match this.get(at) {
        Some(item) => Ok(item),
        None => Err(vm.raise_index_error("list index out of range")),
    }
}

fn set_item(vm: &mut Vm, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let this = list(this);
    if let Some(slice) = key.as_slice() {
        return match value {
            Some(value) => assign_slice(vm, &this, slice, value),
            None => delete_slice(vm, &this, slice),
        };
    }
    let at = item_index(vm, key, this.len(), "list", "list assignment index out of range")?;
    let old = match value {
        Some(value) => this.set(at, value.clone()),
        None => this.remove(at),
    };
    drop(old);
    Ok(())
}

fn assign_slice(vm: &mut Vm, this: &Ref<List>, slice: &crate::slice::Slice, value: &Value) -> PyResult<()> {
    let items = vm.collect_list(value, "must assign iterable to extended slice")?;
    let span = span_of(vm, slice, || this.len())?;
    let old: Vec<Value> = if span.step == 1 {
        this.with(|all| all.splice(span.start..span.stop, items).rev().collect())
    } else {
        if items.len() != span.count {
            let message = format!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                items.len(),
                span.count
            );
            return Err(vm.raise_value_error(message));
        }
        this.with(|all| {
            span.indices().zip(items).map(|(at, item)| std::mem::replace(&mut all[at], item)).collect()
        })
    };
    drop(old);
    Ok(())
}

fn delete_slice(vm: &mut Vm, this: &Ref<List>, slice: &crate::slice::Slice) -> PyResult<()> {
    let span = span_of(vm, slice, || this.len())?;
    let mut doomed: Vec<usize> = span.indices().collect();
    doomed.sort_unstable();
    let old: Vec<Value> = this.with(|all| {
        if span.step == 1 {
            return all.drain(span.start..span.start + span.count).rev().collect();
        }
        let mut old = Vec::with_capacity(doomed.len());
        let mut kept = Vec::with_capacity(all.len() - doomed.len());
        for (at, item) in std::mem::take(all).into_iter().enumerate() {
            if doomed.binary_search(&at).is_ok() { old.push(item) } else { kept.push(item) }
        }
        *all = kept;
        old
    });
    drop(old);
    Ok(())
}

fn repeat(vm: &mut Vm, this: &Ref<List>, count: &Value) -> PyResult<Option<Vec<Value>>> {
    let Some(times) = repeat_count(vm, count, this.len(), size_of::<Value>())? else { return Ok(None) };
    let mut items = Vec::with_capacity(this.len() * times);
    for _ in 0..times {
        items.extend_from_slice(this.items());
    }
    Ok(Some(items))
}

fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    match op {
        BinaryOp::Add => {
            let (Some(x), Some(y)) = (a.as_list(), b.as_list()) else { return Ok(vm.not_implemented()) };
            let items = [x.items(), y.items()].concat();
            Ok(vm.new_list(items))
        }
        BinaryOp::Multiply => {
            let (this, count) = match (a.as_list(), b.as_list()) {
                (Some(this), None) => (this.clone(), b),
                (None, Some(this)) => (this.clone(), a),
                _ => return Ok(vm.not_implemented()),
            };
            match repeat(vm, &this, count)? {
                Some(items) => Ok(vm.new_list(items)),
                None => Ok(vm.not_implemented()),
            }
        }
        _ => Ok(vm.not_implemented()),
    }
}

fn in_place(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> PyResult {
    let this = list(a);
    match op {
        BinaryOp::Add => {
            extend_with(vm, &this, b)?;
            Ok(a.clone())
        }
        BinaryOp::Multiply => match repeat(vm, &this, b)? {
            Some(items) => {
                drop_last_first(this.replace(items));
                Ok(a.clone())
            }
            None => Ok(vm.not_implemented()),
        },
        _ => Ok(vm.not_implemented()),
    }
}

/// Appends all items of an iterable, each as it comes.
pub(crate) fn extend_with(vm: &mut Vm, this: &Ref<List>, iterable: &Value) -> PyResult<()> {
    if matches!(iterable.type_id(), id::LIST | id::TUPLE) {
        let items = vm.collect(iterable)?;
        this.with(|all| all.extend(items));
        return Ok(());
    }
    let iterator = vm.hinted_iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        this.push(item);
    }
    Ok(())
}

fn contains(vm: &mut Vm, this: &Value, item: &Value) -> PyResult<bool> {
    let this = list(this);
    let mut at = 0;
    while let Some(candidate) = this.get(at) {
        if vm.equals(&candidate, item)? {
            return Ok(true);
        }
        at += 1;
    }
    Ok(false)
}

fn new(vm: &mut Vm, _class: &Value, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.new_list(Vec::new()))
}

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    args.no_keywords(vm, "list")?;
    args.between(vm, "list", 0, 1)?;
    let this = list(this);
    drop(this.take());
    match args.first() {
        Some(iterable) => extend_with(vm, &this, iterable),
        None => Ok(()),
    }
}

const SLOTS: Slots = Slots {
    repr: Some(repr),
    unhashable: true,
    iter: Some(|vm, this| Ok(vm.new_iterator_of(id::LIST_ITERATOR, this.exact().clone(), 0))),
    len: Some(|_, this| Ok(list(this).len())),
    compare: Some(compare),
    contains: Some(contains),
    get_item: Some(get_item),
    set_item: Some(set_item),
    binary: Some(binary),
    binary_ops: &[BinaryOp::Add, BinaryOp::Multiply],
    in_place: Some(in_place),
    in_place_ops: &[BinaryOp::Add, BinaryOp::Multiply],
    new: Some(new),
    init: Some(init),
    ..Slots::NONE
};

fn append(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    list(&args[0]).push(args[1].clone());
    Ok(Value::NONE)
}

fn extend(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    extend_with(vm, &list(&args[0]), &args[1])?;
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = list(&args[0]);
    let index = vm.index_i64(&args[1])?;
    let len = this.len() as i64;
    let at = if index < 0 { (index + len).max(0) } else { index.min(len) };
    this.insert(at as usize, args[2].clone());
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = list(&args[0]);
    let index = match args.get(1) {
        Some(index) => vm.index_i64(index)?,
        None => -1,
    };
    if this.is_empty() {
        return Err(vm.raise_index_error("pop from empty list"));
    }
    match super::resolve_index(index, this.len()) {
        Some(at) if at + 1 == this.len() => Ok(this.pop().unwrap_or(Value::NONE)),
        Some(at) => Ok(this.remove(at)),
        None => Err(vm.raise_index_error("pop index out of range")),
    }
}

fn find(vm: &mut Vm, this: &Ref<List>, item: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut at = start;
    while at < stop
        && let Some(candidate) = this.get(at)
    {
        if vm.equals(&candidate, item)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

fn remove(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = list(&args[0]);
    match find(vm, &this, &args[1], 0, usize::MAX)? {
        Some(at) => {
            if at < this.len() {
                drop(this.remove(at));
            }
            Ok(Value::NONE)
        }
        None => Err(vm.raise_value_error("list.remove(x): x not in list")),
    }
}

/// Optional `start` and `stop` of `index`, cut to a sequence's length.
pub(crate) fn bounds(vm: &mut Vm, args: &Arguments<'_>, len: usize) -> PyResult<(usize, usize)> {
    let mut bound = |at: usize, default: i64| -> PyResult<usize> {
        let index = match args.get(at) {
            Some(value) if vm.has_index(value) => vm.index_clamped(value)?,
            Some(_) => {
                let message = "slice indices must be integers or have an __index__ method";
                return Err(vm.raise_type_error(message));
            }
            None => default,
        };
        let index = if index < 0 { index.saturating_add(len as i64).max(0) } else { index };
        Ok(index as usize)
    };
    Ok((bound(2, 0)?, bound(3, i64::MAX)?))
}

fn index(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = list(&args[0]);
    let (start, stop) = bounds(vm, args, this.len())?;
    match find(vm, &this, &args[1], start, stop)? {
        Some(at) => Ok(vm.int_from_usize(at)),
        None => Err(vm.raise_value_error("list.index(x): x not in list")),
    }
}

fn count(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = list(&args[0]);
    let (mut count, mut at) = (0, 0);
    while let Some(candidate) = this.get(at) {
        count += i64::from(vm.equals(&candidate, &args[1])?);
        at += 1;
    }
    Ok(vm.int(count))
}

fn clear(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    drop_last_first(list(&args[0]).take());
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let items = list(&args[0]).snapshot();
    Ok(vm.new_list(items))
}

fn reverse(_: &mut Vm, args: &Arguments<'_>) -> PyResult {
    list(&args[0]).with(|items| items.reverse());
    Ok(Value::NONE)
}

const SORT: Parameters<2> =
    Parameters { function: "sort", names: ["key", "reverse"], required: 0, positional: 0 };

fn sort(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = list(&args[0]);
    let [key, reverse] = args.rest().bind(vm, &SORT)?;
    let reverse = match reverse {
        Some(reverse) => vm.truth(&reverse)?,
        None => false,
    };
    let mut items = this.take();
    let sorted = sort_values(vm, &mut items, key.filter(|key| !key.is_none()).as_ref(), reverse);
    let changed = !this.is_empty();
    drop(this.replace(items));
    sorted?;
    if changed {
        return Err(vm.raise_value_error("list modified during sort"));
    }
    Ok(Value::NONE)
}

const METHODS: &[NativeDef] = &[
    method("append", append, Arity::One),
    method("extend", extend, Arity::One),
    method("insert", insert, Arity::Exactly(2)),
    method("pop", pop, Arity::Between(0, 1)),
    method("remove", remove, Arity::One),
    method("index", index, Arity::Between(1, 3)),
    method("count", count, Arity::One),
    method("clear", clear, Arity::Zero),
    method("copy", copy, Arity::Zero),
    method("reverse", reverse, Arity::Zero),
    method("sort", sort, Arity::Any),
    method("__reversed__", reversed, Arity::Zero),
];

/// Declares the layout and fills the class in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::LIST, List::LAYOUT);
    vm.define_type(&BuiltinType::new(id::LIST, SLOTS).methods(METHODS).doc(
        "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
    ));
}

fn reversed(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = list(&args[0]);
    let len = this.len();
    Ok(vm.new_iterator_of(id::LIST_REVERSE_ITERATOR, this.into_value(), len))
}
