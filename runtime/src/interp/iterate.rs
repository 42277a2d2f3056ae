//! Iteration: `iter`, `for`, `yield from`, and unpacking.

use super::flow::Flow;
pub(super) use super::layouts::{Step, item_at, next_of_list, next_of_range, next_of_tuple, replace_item};
use super::layouts::{tuple_values, tuple_words};
use super::opcode as op;
use super::stack::{Regs, release};
use crate::chain;
use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::frame::flag;
use crate::generator::{self, COROUTINE, Prepared, Resumed};
use crate::tier;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;
use genjit_bytecode::CodeFlags;

/// `GET_ITER`.
pub(super) fn get_iter(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let value = r.peek_value(1).clone();
    let iterator = vm.iter(&value)?;
    drop(r.pop_value());
    r.push_value(iterator);
    Ok(())
}

/// `GET_YIELD_FROM_ITER`.
pub(super) fn get_yield_from_iter(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let value = r.peek_value(1);
    match value.type_id() {
        id::GENERATOR => Ok(()),
        COROUTINE => {
            let allowed = CodeFlags::COROUTINE.0 | CodeFlags::ITERABLE_COROUTINE.0;
            if r.code().flags.0 & allowed != 0 {
                return Ok(());
            }
            Err(vm.raise_type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"))
        }
        _ => get_iter(vm, r),
    }
}

/// `GET_LEN`.
pub(super) fn get_len(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let value = r.peek_value(1).clone();
    let len = vm.len(&value)?;
    r.push_value(Value::from_small(len as i64));
    Ok(())
}

/// `FOR_ITER` of anything; specialises itself by the iterator's type.
pub(super) fn for_iter(vm: &mut Vm, r: &mut Regs, distance: usize) -> Flow {
    let iterator = r.peek_value(1).clone();
    let own = match iterator.type_id() {
        id::RANGE_ITERATOR => op::FOR_ITER_RANGE,
        id::LIST_ITERATOR => op::FOR_ITER_LIST,
        id::TUPLE_ITERATOR => op::FOR_ITER_TUPLE,
        id::GENERATOR if usize::from(r.unit(-1)) == distance => op::FOR_ITER_GENERATOR,
        _ => op::FOR_ITER,
    };
    r.specialise(-2, own);
    if own == op::FOR_ITER_GENERATOR {
        return enter_generator(vm, r, &iterator, distance);
    }
    match vm.next(&iterator) {
        Ok(Some(item)) => {
            r.push_value(item);
            Flow::Next
        }
        Ok(None) => {
            r.skip(distance + 1);
            Flow::Next
        }
        Err(Raised) => Flow::Raise,
    }
}

fn enter_generator(vm: &mut Vm, r: &mut Regs, iterator: &Value, distance: usize) -> Flow {
    match generator::prepare(vm, iterator, &Value::NONE) {
        Err(Raised) => Flow::Raise,
        Ok(Prepared::Finished) => {
            r.skip(distance + 1);
            Flow::Next
        }
        Ok(Prepared::TooDeep(root)) => {
            // SAFETY: the operand stack holds the generator.
            *r = unsafe { generator::enter_too_deep(vm, root, flag::FOR_ITER, r.frame) };
            Flow::Raise
        }
        Ok(Prepared::Run(root)) => {
            r.flush();
            // SAFETY: the operand stack holds the generator.
            *r = unsafe { generator::enter(vm, root, flag::FOR_ITER, r.frame) };
            tier::start(vm, r, Raw::NONE)
        }
    }
}

/// `SEND`: starts or continues the delegate below the top with the value on top.
pub(super) fn send(vm: &mut Vm, r: &mut Regs, distance: usize) -> Flow {
    let delegate = r.peek_value(2).clone();
    let sent = r.pop_value();
    if chain::as_generator(delegate.raw()).is_some() && usize::from(r.unit(-1)) == distance {
        return send_to_generator(vm, r, &delegate, sent, distance);
    }
    if usize::from(r.unit(-1)) == distance {
        match delegate.type_id() {
            id::ASYNC_GENERATOR_ASEND => return super::awaiting::send_to_asend(vm, r, &delegate, sent),
            id::COROUTINE_WRAPPER => {
                let coroutine = crate::await_types::wrapped_coroutine(&delegate);
                return send_to_generator(vm, r, &coroutine, sent, distance);
            }
            _ => {}
        }
    }
    send_to_other(vm, r, &delegate, sent, distance)
}

fn send_to_generator(vm: &mut Vm, r: &mut Regs, delegate: &Value, sent: Value, distance: usize) -> Flow {
    match generator::prepare(vm, delegate, &sent) {
        Err(Raised) => Flow::Raise,
        Ok(Prepared::Finished) => {
            if delegate.type_id() == COROUTINE {
                let _raised = vm.raise_already_awaited();
                return Flow::Raise;
            }
            r.push(Raw::NONE);
            r.skip(distance);
            Flow::Next
        }
        Ok(Prepared::TooDeep(_)) => {
            let _raised = vm.raise_recursion_error("maximum recursion depth exceeded");
            Flow::Raise
        }
        Ok(Prepared::Run(next)) => {
            // A wrapper is not what delegators are linked with.
            let linked = r.frame().owner == crate::frame::owner::GENERATOR
                && r.peek(1) == delegate.raw()
                && chain::sends_linkable(r);
            // SAFETY: the operand stack holds the delegate.
            *r = unsafe {
                if linked {
                    let (leaf, levels) = chain::delegate_to(r, next);
                    generator::enter_delegate(vm, leaf, levels)
                } else {
                    r.flush();
                    generator::enter(vm, next, flag::SENT, r.frame)
                }
            };
            tier::start(vm, r, sent.into_raw())
        }
    }
}

/// A delegate that is no generator: `__next__` for None, else its method `send`.
fn send_to_other(vm: &mut Vm, r: &mut Regs, delegate: &Value, sent: Value, distance: usize) -> Flow {
    if let Some(send) = vm.slots_of(delegate).send {
        return match send(vm, delegate, sent) {
            Resumed::Yield(item) => {
                r.push_value(item);
                Flow::Next
            }
            Resumed::Return(value) => {
                r.push_value(value);
                r.skip(distance);
                Flow::Next
            }
            // A StopIteration that was raised as such is an end like any other.
            Resumed::Raise(raised) => end_of_delegate(vm, r, raised, distance),
        };
    }
    let answer = if sent.is_none() {
        vm.next_or_raise(delegate)
    } else {
        let name = vm.names.send.clone();
        vm.call_method(delegate, &name, &[sent])
    };
    match answer {
        Ok(item) => {
            r.push_value(item);
            Flow::Next
        }
        Err(raised) => end_of_delegate(vm, r, raised, distance),
    }
}

impl Vm {
    /// A step of `SEND` from outside the interpreter's loop.
    #[cfg(feature = "jit")]
    pub(crate) fn send_step(&mut self, delegate: &Value, sent: &Value) -> Resumed {
        if let Some(frame) = chain::as_generator(delegate.raw()) {
            // SAFETY: the caller holds the delegate.
            if unsafe { (*frame).ip } == 0 && delegate.type_id() == COROUTINE {
                return Resumed::Raise(self.raise_already_awaited());
            }
            return self.resume(delegate, sent.clone());
        }
        let answer = match self.slots_of(delegate).send {
            Some(send) => match send(self, delegate, sent.clone()) {
                Resumed::Raise(raised) => Err(raised),
                answer => return answer,
            },
            None if sent.is_none() => self.next_or_raise(delegate),
            None => {
                let name = self.names.send.clone();
                self.call_method(delegate, &name, std::slice::from_ref(sent))
            }
        };
        match answer {
            Ok(item) => Resumed::Yield(item),
            Err(raised) => match self.stop_value(raised) {
                Ok(value) => Resumed::Return(value),
                Err(raised) => Resumed::Raise(raised),
            },
        }
    }
}

/// A delegate has raised: a StopIteration has its result.
fn end_of_delegate(vm: &mut Vm, r: &mut Regs, raised: Raised, distance: usize) -> Flow {
    match vm.stop_value(raised) {
        Ok(value) => {
            r.push_value(value);
            r.skip(distance);
            Flow::Next
        }
        Err(Raised) => Flow::Raise,
    }
}

/// `UNPACK_SEQUENCE` of an exact tuple of that length.
#[inline(always)]
pub(super) fn unpack_exact_tuple(r: &mut Regs, count: usize) -> bool {
    let tuple = r.peek(1);
    let words = tuple_words(tuple);
    if words.len() != count || count == 0 {
        return false;
    }
    r.forget(1);
    for &word in words.iter().rev() {
        r.push_new(word);
    }
    release(tuple);
    true
}

/// `UNPACK_SEQUENCE` of anything.
pub(super) fn unpack_sequence(vm: &mut Vm, r: &mut Regs, count: usize) -> PyResult<()> {
    let value = r.pop_value();
    let items = unpack(vm, &value, count)?;
    for item in items.into_iter().rev() {
        r.push_value(item);
    }
    Ok(())
}

/// `UNPACK_EX`: targets before and behind a starred one.
pub(super) fn unpack_ex(vm: &mut Vm, r: &mut Regs, oparg: usize) -> PyResult<()> {
    let (before, behind) = (oparg & 0xff, oparg >> 8);
    let value = r.pop_value();
    let iterator = iter_to_unpack(vm, &value)?;
    let mut items = Vec::with_capacity(before);
    if take(vm, &iterator, before, &mut items)? {
        items.extend(vm.collect_hinted(&iterator)?);
    }
    if items.len() < before + behind {
        let (expected, got) = (before + behind, items.len());
        let message = format!("not enough values to unpack (expected at least {expected}, got {got})");
        return Err(vm.raise_value_error(message));
    }
    let last = items.split_off(items.len() - behind);
    let middle = items.split_off(before);
    for item in last.into_iter().rev() {
        r.push_value(item);
    }
    let middle = vm.new_list(middle);
    r.push_value(middle);
    for item in items.into_iter().rev() {
        r.push_value(item);
    }
    Ok(())
}

/// Takes exactly `count` items from an iterable, looking one further.
fn unpack(vm: &mut Vm, value: &Value, count: usize) -> PyResult<Vec<Value>> {
    let exact_len = match value.type_id() {
        id::TUPLE => Some(tuple_values(value).len()),
        id::LIST => value.as_list().map(|list| list.len()),
        _ => None,
    };
    let iterator = iter_to_unpack(vm, value)?;
    let mut items = Vec::with_capacity(count);
    if !take(vm, &iterator, count, &mut items)? {
        let message = format!("not enough values to unpack (expected {count}, got {})", items.len());
        return Err(vm.raise_value_error(message));
    }
    if vm.next(&iterator)?.is_some() {
        let got = exact_len.map_or_else(String::new, |len| format!(", got {len}"));
        return Err(vm.raise_value_error(format!("too many values to unpack (expected {count}{got})")));
    }
    Ok(items)
}

fn iter_to_unpack(vm: &mut Vm, value: &Value) -> PyResult {
    vm.iter(value).map_err(|raised| not_unpackable(vm, value, raised))
}

/// Takes `count` items; whether there were so many.
fn take(vm: &mut Vm, iterator: &Value, count: usize, items: &mut Vec<Value>) -> PyResult<bool> {
    while items.len() < count {
        let Some(item) = vm.next(iterator)? else { return Ok(false) };
        items.push(item);
    }
    Ok(true)
}

/// The error of unpacking what is not iterable.
fn not_unpackable(vm: &mut Vm, value: &Value, raised: Raised) -> Raised {
    if !vm.raised_is(ExceptionKind::TypeError) || vm.is_iterable(value) {
        return raised;
    }
    drop(vm.take_raised(raised));
    let message = format!("cannot unpack non-iterable {} object", vm.type_name(value));
    vm.raise_type_error(message)
}
