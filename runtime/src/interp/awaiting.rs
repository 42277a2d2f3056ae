//! `await`, `async for`, and what `async with` awaits.

use super::flow::Flow;
use super::stack::Regs;
use crate::async_generator::{self, Asend};
use crate::error::{PyResult, Raised};
use crate::exceptions::{Exception, ExceptionKind};
use crate::frame::{flag, state};
use crate::generator::{self, COROUTINE, Prepared};
use crate::tier;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// `GET_AWAITABLE`: the iterator that awaiting the value on top sends to.
pub(super) fn get_awaitable(vm: &mut Vm, r: &mut Regs, oparg: usize) -> PyResult<()> {
    let value = r.peek_value(1).clone();
    if value.type_id() == COROUTINE {
        return check_not_awaited(vm, &value);
    }
    let iterator = match vm.awaitable_iterator(&value) {
        Ok(iterator) => iterator,
        Err(raised) => return Err(not_awaitable(vm, &value, raised, oparg)),
    };
    if iterator.type_id() == COROUTINE {
        check_not_awaited(vm, &iterator)?;
    }
    drop(r.pop_value());
    r.push_value(iterator);
    Ok(())
}

/// Raises if somebody else awaits a coroutine that is itself suspended in an `await`.
fn check_not_awaited(vm: &mut Vm, coroutine: &Value) -> PyResult<()> {
    let frame = coroutine.raw().pointer().cast::<crate::frame::Frame>();
    // SAFETY: the caller holds the coroutine.
    if unsafe { (*frame).state } == state::DELEGATING && !generator::is_running(frame) {
        return Err(vm.raise_runtime_error("coroutine is being awaited already"));
    }
    Ok(())
}

/// The error of awaiting something without `__await__`; `async with` names the method that gave it.
#[cold]
fn not_awaitable(vm: &mut Vm, value: &Value, raised: Raised, oparg: usize) -> Raised {
    let method = match oparg {
        1 => "__aenter__",
        2 => "__aexit__",
        _ => return raised,
    };
    let name = vm.names.__await__.clone();
    if vm.lookup_special(value, &name).is_some() {
        return raised;
    }
    drop(vm.take_raised(raised));
    let found = vm.type_name(value);
    vm.raise_type_error(format!(
        "'async with' received an object from {method} that does not implement __await__: {found}"
    ))
}

/// `GET_AITER`
pub(super) fn get_aiter(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let value = r.peek_value(1).clone();
    let Some(iterator) = vm.asynchronous_iterator(&value)? else {
        let name = vm.type_name(&value);
        return Err(
            vm.raise_type_error(format!("'async for' requires an object with __aiter__ method, got {name}"))
        );
    };
    if !vm.is_asynchronous_iterator(&iterator) {
        let name = vm.type_name(&iterator);
        return Err(vm.raise_type_error(format!(
            "'async for' received an object from __aiter__ that does not implement __anext__: {name}"
        )));
    }
    drop(r.pop_value());
    r.push_value(iterator);
    Ok(())
}

/// `GET_ANEXT`: the iterator of the awaitable for the next item goes above the asynchronous iterator.
pub(super) fn get_anext(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let iterator = r.peek_value(1).clone();
    let Some(awaitable) = vm.asynchronous_next(&iterator)? else {
        let name = vm.type_name(&iterator);
        return Err(vm.raise_type_error(format!(
            "'async for' requires an iterator with __anext__ method, got {name}"
        )));
    };
    let awaited = match vm.awaitable_iterator(&awaitable) {
        Ok(awaited) => awaited,
        Err(raised) => return Err(invalid_anext(vm, &awaitable, raised)),
    };
    r.push_value(awaited);
    Ok(())
}

#[cold]
fn invalid_anext(vm: &mut Vm, awaitable: &Value, raised: Raised) -> Raised {
    let cause = vm.take_raised(raised);
    let name = vm.type_name(awaitable);
    let message = vm.new_str(&format!("'async for' received an invalid object from __anext__: {name}"));
    let error = vm.new_exception(ExceptionKind::TypeError, vec![message]);
    if let Some(object) = error.downcast::<Exception>() {
        object.cause.set(cause.clone());
        object.context.set(cause);
        object.suppress_context.set(true);
    }
    vm.set_raised(error)
}

/// `END_ASYNC_FOR`: a StopAsyncIteration ends the loop.
pub(super) fn end_async_for(vm: &mut Vm, r: &mut Regs) -> Flow {
    let exception = r.pop_value();
    if vm.is_exception_of(&exception, ExceptionKind::StopAsyncIteration) {
        drop(r.pop_value());
        return Flow::Next;
    }
    let _raised = vm.set_raised(exception);
    Flow::Reraise
}

/// `SEND` to an `asend` on top of the stack, whose asynchronous generator is entered without leaving the
/// loop. `r` stands behind the instruction and its cache.
pub(super) fn send_to_asend(vm: &mut Vm, r: &mut Regs, delegate: &Value, sent: Value) -> Flow {
    let Some(asend) = delegate.downcast::<Asend>().cloned() else { unreachable!("the type was tested") };
    let (generator, sent) = match async_generator::begin(vm, &asend, sent) {
        Ok(begun) => begun,
        Err(Raised) => return Flow::Raise,
    };
    match generator::prepare(vm, &generator, &sent) {
        Err(Raised) => {
            async_generator::raised(vm, &asend);
            Flow::Raise
        }
        Ok(Prepared::Finished) => async_generator::ended(vm, &asend),
        Ok(Prepared::TooDeep(root)) => {
            // SAFETY: the `asend` on the operand stack holds the generator.
            *r = unsafe { generator::enter_too_deep(vm, root, flag::SENT, r.frame) };
            Flow::Raise
        }
        Ok(Prepared::Run(root)) => {
            r.flush();
            // SAFETY: as above.
            *r = unsafe { generator::enter(vm, root, flag::SENT, r.frame) };
            tier::start(vm, r, sent.into_raw())
        }
    }
}

impl Vm {
    /// What awaiting a value sends to.
    pub(crate) fn awaitable_iterator(&mut self, value: &Value) -> PyResult {
        if is_its_own_iterator(value) {
            return Ok(value.clone());
        }
        let name = self.names.__await__.clone();
        let Some(iterator) = self.call_special(value, &name, &[])? else {
            let name = self.type_name(value);
            return Err(self.raise_type_error(format!("'{name}' object can't be awaited")));
        };
        if iterator.type_id() == id::GENERATOR && !generator::is_iterable_coroutine(&iterator) {
            return Ok(iterator);
        }
        if is_coroutine(&iterator) {
            return Err(self.raise_type_error("__await__() returned a coroutine"));
        }
        if !self.is_iterator(&iterator) {
            let name = self.type_name(&iterator);
            return Err(self.raise_type_error(format!("__await__() returned non-iterator of type '{name}'")));
        }
        Ok(iterator)
    }

    /// `value.__aiter__()`; nothing where the type has none.
    pub(crate) fn asynchronous_iterator(&mut self, value: &Value) -> PyResult<Option<Value>> {
        if value.type_id() == id::ASYNC_GENERATOR {
            return Ok(Some(value.clone()));
        }
        let name = self.names.__aiter__.clone();
        self.call_special(value, &name, &[])
    }

    /// Whether a value has `__anext__`.
    pub(crate) fn is_asynchronous_iterator(&mut self, value: &Value) -> bool {
        let name = self.names.__anext__.clone();
        value.type_id() == id::ASYNC_GENERATOR || self.lookup_special(value, &name).is_some()
    }

    /// `iterator.__anext__()`; nothing where the type has none.
    pub(crate) fn asynchronous_next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        if iterator.type_id() == id::ASYNC_GENERATOR {
            return self.new_asend(iterator, None).map(Some);
        }
        let name = self.names.__anext__.clone();
        self.call_special(iterator, &name, &[])
    }
}

/// Whether a value is a coroutine, also one made by a generator function.
fn is_coroutine(value: &Value) -> bool {
    value.type_id() == COROUTINE || generator::is_iterable_coroutine(value)
}

/// Whether awaiting a value sends to the value itself.
fn is_its_own_iterator(value: &Value) -> bool {
    let own = [id::ASYNC_GENERATOR_ASEND, id::ASYNC_GENERATOR_ATHROW, id::ANEXT_AWAITABLE];
    is_coroutine(value) || own.contains(&value.type_id())
}
