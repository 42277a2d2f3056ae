//! `product`, `permutations`, `combinations`, `combinations_with_replacement`: choices from pools of items.
//!
//! The items of the pools are collected at the start. Each object keeps the indices of the last choice.

use std::cell::{Cell, RefCell};

use super::iterator;
use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::object::TypeId;
use crate::object_type;
use crate::part::{Plain, Values};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// Choices longer than this cannot be held.
const MOST_ITEMS: i64 = 1 << 33;

object_type! {
    /// `product(*iterables, repeat=…)`
    pub struct Product(|type_id| type_id == id::PRODUCT) "product" {
        /// The pools: tuples.
        pools: Values,
        state: Plain<RefCell<Indices>>,
    }
}

object_type! {
    /// `permutations`, `combinations`, `combinations_with_replacement` of `(iterable, r)`
    pub struct Choice(|type_id| matches!(
        type_id,
        id::PERMUTATIONS | id::COMBINATIONS | id::COMBINATIONS_WITH_REPLACEMENT
    )) "choice" {
        pool: Values,
        /// Items of a choice.
        length: Cell<usize>,
        state: Plain<RefCell<Indices>>,
    }
}

/// Where an object is.
#[derive(Default)]
pub struct Indices {
    /// Indices of the last choice; of permutations all, with the chosen ones in front.
    indices: Vec<usize>,
    /// Of permutations: how many exchanges each place has left.
    cycles: Vec<usize>,
    /// Whether the first choice was given.
    begun: bool,
    /// Whether there is none left.
    ended: bool,
}

impl Indices {
    /// Steps to the next choice by `step`, the first time to the first; says whether there is one.
    fn advance(&mut self, step: impl FnOnce(&mut Indices) -> bool) -> bool {
        if self.ended {
            return false;
        }
        if self.begun {
            self.ended = !step(self);
        }
        self.begun = true;
        !self.ended
    }
}

/// Takes the keyword `repeat`, the only one of `product`.
fn take_repeat(vm: &mut Vm, args: &Arguments<'_>) -> PyResult<i64> {
    let count = args.names().len();
    if count > 1 {
        let message = format!("product() takes at most 1 keyword argument ({count} given)");
        return Err(vm.raise_type_error(message));
    }
    let Some((name, value)) = args.keywords().next() else { return Ok(1) };
    let name = vm.str_text(name).unwrap_or_default();
    if name != "repeat" {
        let hint = crate::suggest::hint(&name, ["repeat"]);
        let message = format!("product() got an unexpected keyword argument '{name}'{hint}");
        return Err(vm.raise_type_error(message));
    }
    let repeat = vm.index_i64(value)?;
    if repeat < 0 {
        return Err(vm.raise_value_error("repeat argument cannot be negative"));
    }
    Ok(repeat)
}

fn new_product(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let repeat = take_repeat(vm, args)?;
    let count = if repeat == 0 { 0 } else { args.len() as i64 };
    match count.checked_mul(repeat) {
        Some(all) if all < MOST_ITEMS => {}
        _ => return Err(vm.raise_overflow_error("repeat argument too large")),
    }
    let mut once = Vec::with_capacity(count as usize);
    for iterable in args.iter().take(count as usize) {
        let items = vm.collect(iterable)?;
        once.push(vm.new_tuple(items));
    }
    let mut pools = Vec::with_capacity(once.len() * repeat as usize);
    for _ in 0..repeat {
        pools.extend_from_slice(&once);
    }
    let ended = once.iter().any(|pool| pool.as_tuple().is_some_and(|pool| pool.is_empty()));
    let state = Indices { indices: vec![0; pools.len()], ended, ..Indices::default() };
    let state = Plain(RefCell::new(state));
    Ok(Product::allocate(&mut vm.heap, id::PRODUCT, Values::new(pools), state).into_value())
}

fn next_product(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Product>() else { return Ok(None) };
    let (pools, mut state) = (parts.pools.borrow(), parts.state.0.borrow_mut());
    let pool = |at: usize| pools[at].as_tuple().map_or(&[][..], |pool| pool.items());
    let more = state.advance(|state| {
        for (at, index) in state.indices.iter_mut().enumerate().rev() {
            *index += 1;
            if *index < pool(at).len() {
                return true;
            }
            *index = 0;
        }
        false
    });
    if !more {
        return Ok(None);
    }
    let items = state.indices.iter().enumerate().map(|(at, &index)| pool(at)[index].clone()).collect();
    Ok(Some(vm.new_tuple(items)))
}

fn new_choice(vm: &mut Vm, type_id: TypeId, pool: Vec<Value>, length: i64) -> PyResult {
    if length < 0 {
        return Err(vm.raise_value_error("r must be non-negative"));
    }
    let (count, length) = (pool.len(), length as usize);
    let replaces = type_id == id::COMBINATIONS_WITH_REPLACEMENT;
    let ended = if replaces { count == 0 && length > 0 } else { length > count };
    let mut state = Indices { ended, ..Indices::default() };
    if !ended {
        state.indices = match type_id {
            id::PERMUTATIONS => (0..count).collect(),
            id::COMBINATIONS => (0..length).collect(),
            _ if length as i64 >= MOST_ITEMS => return Err(vm.raise_memory_error("")),
            _ => vec![0; length],
        };
        if type_id == id::PERMUTATIONS {
            state.cycles = (0..length).map(|at| count - at).collect();
        }
    }
    let (pool, length, state) = (Values::new(pool), Cell::new(length), Plain(RefCell::new(state)));
    Ok(Choice::allocate(&mut vm.heap, type_id, pool, length, state).into_value())
}

const PERMUTATIONS: Parameters<2> =
    Parameters { function: "permutations", names: ["iterable", "r"], required: 1, positional: 2 };

fn new_permutations(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [iterable, length] = args.bind(vm, &PERMUTATIONS)?;
    let pool = vm.collect(&iterable.unwrap_or(Value::NONE))?;
    let length = match length.filter(|length| !length.is_none()) {
        None => pool.len() as i64,
        Some(length) if length.as_int().is_some() => vm.index_i64(&length)?,
        Some(_) => return Err(vm.raise_type_error("Expected int as r")),
    };
    new_choice(vm, id::PERMUTATIONS, pool, length)
}

fn combinations_of(vm: &mut Vm, type_id: TypeId, function: &'static str, args: &Arguments<'_>) -> PyResult {
    let parameters = Parameters { function, names: ["iterable", "r"], required: 2, positional: 2 };
    let [iterable, length] = args.bind(vm, &parameters)?.map(|value| value.unwrap_or(Value::NONE));
    let length = vm.index_i64(&length)?;
    let pool = vm.collect(&iterable)?;
    new_choice(vm, type_id, pool, length)
}

fn new_combinations(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    combinations_of(vm, id::COMBINATIONS, "combinations", args)
}

fn new_with_replacement(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    combinations_of(vm, id::COMBINATIONS_WITH_REPLACEMENT, "combinations_with_replacement", args)
}

/// The next choice, its indices found by `step(state, size of the pool, length of a choice)`.
fn next_choice(
    vm: &mut Vm,
    this: &Value,
    step: fn(&mut Indices, usize, usize) -> bool,
) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Choice>() else { return Ok(None) };
    let (pool, length) = (parts.pool.borrow(), parts.length.get());
    let mut state = parts.state.0.borrow_mut();
    if !state.advance(|state| step(state, pool.len(), length)) {
        return Ok(None);
    }
    let items = state.indices[..length].iter().map(|&index| pool[index].clone()).collect();
    Ok(Some(vm.new_tuple(items)))
}

fn next_permutation(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    next_choice(vm, this, |state, size, length| {
        for at in (0..length).rev() {
            state.cycles[at] -= 1;
            if state.cycles[at] > 0 {
                let other = size - state.cycles[at];
                state.indices.swap(at, other);
                return true;
            }
            state.indices[at..].rotate_left(1);
            state.cycles[at] = size - at;
        }
        false
    })
}

fn next_combination(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    next_choice(vm, this, |state, size, length| {
        let movable = (0..length).rev().find(|&at| state.indices[at] != at + size - length);
        let Some(at) = movable else { return false };
        let first = state.indices[at] + 1;
        for (offset, index) in state.indices[at..].iter_mut().enumerate() {
            *index = first + offset;
        }
        true
    })
}

fn next_with_replacement(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    next_choice(vm, this, |state, size, length| {
        let movable = (0..length).rev().find(|&at| state.indices[at] + 1 != size);
        let Some(at) = movable else { return false };
        let next = state.indices[at] + 1;
        state.indices[at..].fill(next);
        true
    })
}

pub(super) fn define(vm: &mut Vm) {
    iterator(vm, id::PRODUCT, Product::LAYOUT, (new_product, next_product), &[]);
    iterator(vm, id::PERMUTATIONS, Choice::LAYOUT, (new_permutations, next_permutation), &[]);
    iterator(vm, id::COMBINATIONS, Choice::LAYOUT, (new_combinations, next_combination), &[]);
    let replacing = (new_with_replacement as super::New, next_with_replacement as super::Next);
    iterator(vm, id::COMBINATIONS_WITH_REPLACEMENT, Choice::LAYOUT, replacing, &[]);
}
