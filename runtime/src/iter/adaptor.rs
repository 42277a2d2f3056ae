//! `enumerate`, `zip`, `map`, `filter`, `reversed` and `iter(callable, sentinel)`.

mod copies;

use std::cell::Cell;

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Parameters};
use crate::object_type;
use crate::part::Values;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// `enumerate(iterable, start)`
    pub struct Enumerate(|type_id| type_id == id::ENUMERATE) "enumerate" {
        iterator: Slot,
        /// Number of the next item.
        count: Slot,
    }
}

object_type! {
    /// `zip(*iterables)` or `map(function, *iterables)`
    pub struct Parallel(|type_id| matches!(type_id, id::ZIP | id::MAP)) "parallel iterator" {
        iterators: Values,
        /// The function of `map`.
        function: Slot,
        strict: Cell<bool>,
    }
}

object_type! {
    /// `filter(function, iterable)`
    pub struct Filter(|type_id| type_id == id::FILTER) "filter" {
        /// `None` tests the items themselves.
        function: Slot,
        iterator: Slot,
    }
}

object_type! {
    /// `reversed(sequence)` of anything with `__getitem__` and `__len__`
    pub struct Reversed(|type_id| type_id == id::REVERSED) "reversed" {
        sequence: Slot,
        /// One more than the index of the next item.
        left: Cell<usize>,
    }
}

object_type! {
    /// `iter(callable, sentinel)`
    pub struct CallableIterator(|type_id| type_id == id::CALLABLE_ITERATOR) "callable_iterator" {
        callable: Slot,
        sentinel: Slot,
    }
}

impl Vm {
    /// `iter(callable, sentinel)`
    pub(crate) fn new_callable_iterator(&mut self, callable: Value, sentinel: Value) -> Value {
        let (callable, sentinel) = (Slot::new(callable), Slot::new(sentinel));
        CallableIterator::allocate(&mut self.heap, id::CALLABLE_ITERATOR, callable, sentinel).into_value()
    }
}

fn new_enumerate(vm: &mut Vm, class: &Value, args: &Arguments<'_>) -> PyResult {
    let parameters =
        Parameters { function: "enumerate", names: ["iterable", "start"], required: 1, positional: 2 };
    if class.as_class().is_some_and(|class| !class.is_user()) {
        check_enumerate(vm, args)?;
    }
    let [iterable, start] = args.bind(vm, &parameters)?;
    let iterator = vm.iter(&iterable.unwrap_or(Value::NONE))?;
    let count = match start {
        Some(start) => vm.index(&start)?,
        None => Value::from_small(0),
    };
    Ok(Enumerate::allocate(&mut vm.heap, id::ENUMERATE, Slot::new(iterator), Slot::new(count)).into_value())
}

/// Names `enumerate` does not take, in the words of its own that CPython has for them.
fn check_enumerate(vm: &mut Vm, args: &Arguments<'_>) -> PyResult<()> {
    let names: Vec<String> =
        args.keywords().map(|(key, _)| vm.str_text(key).unwrap_or_default().to_owned()).collect();
    let given = args.len() + names.len();
    if given == 0 {
        return Err(vm.raise_type_error("enumerate() missing required argument 'iterable'"));
    }
    if given > 2 {
        return Err(vm.raise_type_error(format!("enumerate() takes at most 2 arguments ({given} given)")));
    }
    let taken: &[&str] = match (args.len(), names.len()) {
        (0, 1) => &["iterable"],
        (0, _) => &["iterable", "start"],
        _ => &["start"],
    };
    match names.iter().find(|name| !taken.contains(&name.as_str())) {
        Some(name) => {
            Err(vm.raise_type_error(format!("'{name}' is an invalid keyword argument for enumerate()")))
        }
        None => Ok(()),
    }
}

fn next_enumerated(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    Ok(next_pair(vm, this)?.map(|pair| vm.new_tuple(pair.to_vec())))
}

/// Number and item.
fn next_pair(vm: &mut Vm, this: &Value) -> PyResult<Option<[Value; 2]>> {
    let Some(parts) = this.downcast::<Enumerate>() else { return Ok(None) };
    let (iterator, count) = (parts.iterator.get_or_none(), parts.count.get_or_none());
    let Some(item) = vm.next_passing(&iterator)? else { return Ok(None) };
    let next = vm.binary_op(genjit_bytecode::BinaryOp::Add, &count, &Value::from_small(1))?;
    parts.count.set(next);
    Ok(Some([count, item]))
}

/// The parts of the next item of an exact `enumerate` or `zip`.
#[cfg(feature = "jit")]
pub(crate) fn next_parts(vm: &mut Vm, this: &Value) -> PyResult<Option<Vec<Value>>> {
    if this.type_id() == id::ENUMERATE {
        return Ok(next_pair(vm, this)?.map(Vec::from));
    }
    next_items(vm, this, "zip")
}

/// Takes the keyword `strict`, the only one of `zip` and `map`.
fn take_strict(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult<bool> {
    let given = args.keywords().count();
    if given > 1 {
        return Err(vm.raise_type_error(format!("{name}() takes at most 1 keyword argument ({given} given)")));
    }
    let mut strict = false;
    for (key, value) in args.keywords() {
        let key = vm.str_text(key).unwrap_or_default();
        if key != "strict" {
            let hint = crate::suggest::hint(&key, ["strict"]);
            let message = format!("{name}() got an unexpected keyword argument '{key}'{hint}");
            return Err(vm.raise_type_error(message));
        }
        strict = vm.truth(value)?;
    }
    Ok(strict)
}

fn iterators(vm: &mut Vm, values: &[Value]) -> PyResult<Vec<Value>> {
    values.iter().map(|value| vm.iter(value)).collect()
}

fn new_zip(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let strict = take_strict(vm, args, "zip")?;
    let all = iterators(vm, args.positionals())?;
    Ok(new_parallel(vm, id::ZIP, None, all, strict))
}

fn new_map(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let strict = take_strict(vm, args, "map")?;
    if args.len() < 2 {
        return Err(vm.raise_type_error("map() must have at least two arguments."));
    }
    let all = iterators(vm, &args.positionals()[1..])?;
    Ok(new_parallel(vm, id::MAP, Some(args[0].clone()), all, strict))
}

fn new_parallel(
    vm: &mut Vm,
    type_id: crate::object::TypeId,
    function: Option<Value>,
    all: Vec<Value>,
    strict: bool,
) -> Value {
    let (function, all) = (Slot::from_option(function), Values::new(all));
    Parallel::allocate(&mut vm.heap, type_id, all, function, Cell::new(strict)).into_value()
}

/// One item of each iterator; nothing at the end of the shortest.
fn next_items(vm: &mut Vm, this: &Value, name: &str) -> PyResult<Option<Vec<Value>>> {
    let Some(parts) = this.downcast::<Parallel>() else { return Ok(None) };
    let count = parts.iterators.borrow().len();
    if count == 0 {
        return Ok(None);
    }
    let mut items = Vec::with_capacity(count);
    for at in 0..count {
        let Some(iterator) = parts.iterators.borrow().get(at).cloned() else { return Ok(None) };
        let strict = parts.strict.get();
        match if strict { vm.next_nested(&iterator)? } else { vm.next_passing(&iterator)? } {
            Some(item) => items.push(item),
            None => {
                if strict {
                    let all = parts.iterators.borrow().clone();
                    check_strict(vm, &all, at, name)?;
                }
                return Ok(None);
            }
        }
    }
    Ok(Some(items))
}

/// The iterator at `at` has ended: raises unless it is the first and all others end too.
fn check_strict(vm: &mut Vm, all: &[Value], at: usize, name: &str) -> PyResult<()> {
    let others = |count: usize| if count == 1 { " 1".to_owned() } else { format!("s 1-{count}") };
    if at > 0 {
        let message = format!("{name}() argument {} is shorter than argument{}", at + 1, others(at));
        return Err(vm.raise_value_error(message));
    }
    for (index, iterator) in all.iter().enumerate().skip(1) {
        if vm.next_nested(iterator)?.is_some() {
            let message = format!("{name}() argument {} is longer than argument{}", index + 1, others(index));
            return Err(vm.raise_value_error(message));
        }
    }
    Ok(())
}

fn next_zipped(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    Ok(next_items(vm, this, "zip")?.map(|items| vm.new_tuple(items)))
}

fn next_mapped(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(items) = next_items(vm, this, "map")? else { return Ok(None) };
    let function = this.downcast::<Parallel>().map_or(Value::NONE, |parts| parts.function.get_or_none());
    vm.call(&function, &items).map(Some)
}

fn new_filter(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "filter")?;
    args.between(vm, "filter", 2, 2)?;
    let iterator = vm.iter(&args[1])?;
    Ok(Filter::allocate(&mut vm.heap, id::FILTER, Slot::new(args[0].clone()), Slot::new(iterator))
        .into_value())
}

fn next_filtered(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Filter>() else { return Ok(None) };
    let (function, iterator) = (parts.function.get_or_none(), parts.iterator.get_or_none());
    while let Some(item) = vm.next_passing(&iterator)? {
        vm.check_interrupt()?;
        let test =
            if function.is_none() { item.clone() } else { vm.call(&function, std::slice::from_ref(&item))? };
        if vm.truth(&test)? {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

fn new_reversed(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "reversed")?;
    args.between(vm, "reversed", 1, 1)?;
    let sequence = &args[0];
    let name = vm.names.__reversed__.clone();
    if vm.lookup_special(sequence, &name).is_some_and(|found| found.is_none()) {
        let found = vm.type_name(sequence);
        return Err(vm.raise_type_error(format!("'{found}' object is not reversible")));
    }
    if let Some(iterator) = vm.call_special(sequence, &name, &[])? {
        return Ok(iterator);
    }
    let getitem = vm.names.__getitem__.clone();
    let is_sequence = vm.lookup_special(sequence, &getitem).is_some() && sequence.as_dict().is_none();
    if !is_sequence {
        let found = vm.type_name(sequence);
        return Err(vm.raise_type_error(format!("'{found}' object is not reversible")));
    }
    let length = vm.len(sequence)?;
    Ok(Reversed::allocate(&mut vm.heap, id::REVERSED, Slot::new(sequence.clone()), Cell::new(length))
        .into_value())
}

fn next_reversed(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<Reversed>() else { return Ok(None) };
    let Some(sequence) = parts.sequence.get() else { return Ok(None) };
    let left = parts.left.get();
    if left == 0 {
        parts.sequence.give_up();
        return Ok(None);
    }
    parts.left.set(left - 1);
    let index = vm.int_from_usize(left - 1);
    match vm.get_item(&sequence, &index) {
        Ok(item) => Ok(Some(item)),
        Err(raised) => {
            if vm.raised_is(ExceptionKind::StopIteration) {
                vm.clear_if(raised, ExceptionKind::StopIteration)?;
            } else {
                vm.clear_if(raised, ExceptionKind::IndexError)?;
            }
            parts.sequence.give_up();
            Ok(None)
        }
    }
}

fn next_called(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(parts) = this.downcast::<CallableIterator>() else { return Ok(None) };
    let (Some(callable), Some(sentinel)) = (parts.callable.get(), parts.sentinel.get()) else {
        return Ok(None);
    };
    let item = match vm.call(&callable, &[]) {
        // The call may have exhausted it.
        Ok(_) if parts.sentinel.is_empty() => return Ok(None),
        Ok(item) if !vm.equals(&sentinel, &item)? => return Ok(Some(item)),
        Ok(_) => Ok(None),
        Err(raised) => vm.clear_if(raised, ExceptionKind::StopIteration).map(|()| None),
    };
    if item.is_ok() {
        parts.callable.give_up();
        parts.sentinel.give_up();
    }
    item
}

/// Declares layouts and fills the classes in.
pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::ENUMERATE, Enumerate::LAYOUT);
    vm.heap.set_layout(id::ZIP, Parallel::LAYOUT);
    vm.heap.set_layout(id::MAP, Parallel::LAYOUT);
    vm.heap.set_layout(id::FILTER, Filter::LAYOUT);
    vm.heap.set_layout(id::REVERSED, Reversed::LAYOUT);
    vm.heap.set_layout(id::CALLABLE_ITERATOR, CallableIterator::LAYOUT);
    let base = Slots { iter: Some(|_, this| Ok(this.clone())), ..Slots::NONE };
    let rows = [
        (id::ENUMERATE, Slots { next: Some(next_enumerated), new: Some(new_enumerate), ..base }),
        (id::ZIP, Slots { next: Some(next_zipped), new: Some(new_zip), ..base }),
        (id::MAP, Slots { next: Some(next_mapped), new: Some(new_map), ..base }),
        (id::FILTER, Slots { next: Some(next_filtered), new: Some(new_filter), ..base }),
        (id::REVERSED, Slots { next: Some(next_reversed), new: Some(new_reversed), ..base }),
        (id::CALLABLE_ITERATOR, Slots { next: Some(next_called), ..base }),
    ];
    for (type_id, slots) in rows {
        vm.define_type(&BuiltinType::new(type_id, slots).methods(copies::methods(type_id)));
    }
}
