//! What `coroutine.__await__()` and `anext(iterator, default)` give.

use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::generator::{COROUTINE, GENERATOR, Resumed};
use crate::generator_type;
use crate::heap::Heap;
use crate::native::{Arguments, Arity, NativeDef, method};
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::throw::to_result;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// What `coroutine.__await__()` gives.
    pub struct CoroutineWrapper(|type_id| type_id == id::COROUTINE_WRAPPER) "coroutine_wrapper" {
        coroutine: Slot,
    }
}

object_type! {
    /// What `anext(iterator, default)` gives.
    pub struct AnextAwaitable(|type_id| type_id == id::ANEXT_AWAITABLE) "anext_awaitable" {
        wrapped: Slot,
        default: Slot,
    }
}

/// Declares how the heap treats these objects and the awaitables of asynchronous generators.
pub(crate) fn declare_layouts(heap: &mut Heap) {
    heap.set_layout(id::COROUTINE_WRAPPER, CoroutineWrapper::LAYOUT);
    heap.set_layout(id::ANEXT_AWAITABLE, AnextAwaitable::LAYOUT);
    heap.set_layout(id::ASYNC_GENERATOR_ASEND, crate::async_generator::Asend::LAYOUT);
    heap.set_layout(id::ASYNC_GENERATOR_ATHROW, crate::async_generator::Athrow::LAYOUT);
}

/// The slot `iter` of iterators.
pub(crate) fn itself(_vm: &mut Vm, this: &Value) -> PyResult {
    Ok(this.clone())
}

fn sent_to(vm: &mut Vm, this: &Value, value: Value) -> Resumed {
    match vm.slots_of(this).send {
        Some(send) => send(vm, this, value),
        None => Resumed::Raise(vm.raise_system_error("an iterator lost its slot")),
    }
}

/// The slot `next` of types with the slot `send`: the value of the end is lost.
pub(crate) fn next_by_send(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    match sent_to(vm, this, Value::NONE) {
        Resumed::Yield(item) => Ok(Some(item)),
        Resumed::Return(_) => Ok(None),
        Resumed::Raise(raised) => Err(raised),
    }
}

/// `x.__next__()` of types with the slot `send`.
pub(crate) fn next_method(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let resumed = sent_to(vm, &args[0], Value::NONE);
    to_result(vm, resumed)
}

/// `x.send(value)` of types with the slot `send`.
pub(crate) fn send_method(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let resumed = sent_to(vm, &args[0], args[1].clone());
    to_result(vm, resumed)
}

/// The coroutine in a wrapper.
pub(crate) fn wrapped_coroutine(wrapper: &Value) -> Value {
    wrapper.downcast::<CoroutineWrapper>().map_or(Value::NONE, |wrapper| wrapper.coroutine.get_or_none())
}

/// Native operations of `coroutine_wrapper`.
pub(crate) const WRAPPER_SLOTS: Slots = Slots {
    iter: Some(itself),
    next: Some(next_by_send),
    send: Some(|vm, this, value| vm.resume_checked(&wrapped_coroutine(this), value)),
    ..Slots::NONE
};

/// Methods of `coroutine_wrapper`.
pub(crate) const WRAPPER_METHODS: &[NativeDef] = &[
    method("__next__", next_method, Arity::Zero).doc("Implement next(self)."),
    method("send", send_method, Arity::One).doc(
        "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.",
    ),
    method("throw", wrapper_throw, Arity::Between(1, 3)).doc(
        "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next iterated value or raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.",
    ),
    method("close", |vm, args| generator_type::close_value(vm, &wrapped_coroutine(&args[0])), Arity::Zero)
        .doc("close() -> raise GeneratorExit inside coroutine."),
];

fn wrapper_throw(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    generator_type::warn_of_signature(vm, args, "throw")?;
    let resumed = vm.throw_generator(&wrapped_coroutine(&args[0]), &args[1..]);
    to_result(vm, resumed)
}

/// Native operations of `anext_awaitable`.
pub(crate) const ANEXT_SLOTS: Slots =
    Slots { iter: Some(itself), next: Some(next_by_send), send: Some(anext_send), ..Slots::NONE };

/// Methods of `anext_awaitable`.
pub(crate) const ANEXT_METHODS: &[NativeDef] = &[
    method("__await__", |_, args| Ok(args[0].clone()), Arity::Zero),
    method("__next__", next_method, Arity::Zero).doc("Implement next(self)."),
    method("send", send_method, Arity::One).doc("send(arg) -> send 'arg' into the wrapped iterator,\nreturn next yielded value or raise StopIteration."),
    method("throw", |vm, args| pass_on(vm, args, "throw"), Arity::AtLeast(0)).doc("throw(value)\nthrow(typ[,val[,tb]])\n\nraise exception in the wrapped iterator, return next yielded value\nor raise StopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python."),
    method("close", |vm, args| pass_on(vm, args, "close"), Arity::Zero).doc("close() -> raise GeneratorExit inside generator."),
];

/// The iterator that an `anext_awaitable` passes everything on to.
fn wrapped_iterator(vm: &mut Vm, this: &Value) -> PyResult {
    let Some(parts) = this.downcast::<AnextAwaitable>().cloned() else { return Ok(Value::NONE) };
    let wrapped = parts.wrapped.get_or_none();
    let iterator = vm.awaitable_iterator(&wrapped)?;
    if iterator.type_id() == COROUTINE { Ok(vm.new_coroutine_wrapper(iterator)) } else { Ok(iterator) }
}

/// A StopAsyncIteration in flight becomes the default as a result.
fn or_default(vm: &mut Vm, this: &Value, raised: crate::error::Raised) -> Resumed {
    if !vm.raised_is(ExceptionKind::StopAsyncIteration) {
        return Resumed::Raise(raised);
    }
    drop(vm.take_raised(raised));
    Resumed::Return(
        this.downcast::<AnextAwaitable>().map_or(Value::NONE, |parts| parts.default.get_or_none()),
    )
}

fn anext_send(vm: &mut Vm, this: &Value, value: Value) -> Resumed {
    let iterator = match wrapped_iterator(vm, this) {
        Ok(iterator) => iterator,
        Err(raised) => return Resumed::Raise(raised),
    };
    let answer = if matches!(iterator.type_id(), GENERATOR | COROUTINE) {
        match vm.resume_checked(&iterator, value) {
            Resumed::Raise(raised) => Err(raised),
            answer => return answer,
        }
    } else if let Some(send) = vm.slots_of(&iterator).send {
        match send(vm, &iterator, value) {
            Resumed::Raise(raised) => Err(raised),
            answer => return answer,
        }
    } else if value.is_none() {
        vm.next_or_raise(&iterator)
    } else {
        let name = vm.names.send.clone();
        vm.call_method(&iterator, &name, &[value])
    };
    match answer {
        Ok(item) => Resumed::Yield(item),
        Err(raised) => match vm.stop_value(raised) {
            Ok(value) => Resumed::Return(value),
            Err(raised) => or_default(vm, this, raised),
        },
    }
}

/// `throw` and `close` of the iterator.
fn pass_on(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult {
    let iterator = wrapped_iterator(vm, &args[0])?;
    let name = vm.intern(name);
    match vm.call_method(&iterator, &name, &args[1..]) {
        Ok(value) => Ok(value),
        Err(raised) => {
            let resumed = or_default(vm, &args[0], raised);
            to_result(vm, resumed)
        }
    }
}

impl Vm {
    /// `coroutine.__await__()`
    pub(crate) fn new_coroutine_wrapper(&mut self, coroutine: Value) -> Value {
        let coroutine = Slot::new(coroutine);
        CoroutineWrapper::allocate(&mut self.heap, id::COROUTINE_WRAPPER, coroutine).into_value()
    }

    /// `anext(iterator, default)`, `wrapped` being what `__anext__` gave.
    pub(crate) fn new_anext_awaitable(&mut self, wrapped: Value, default: Value) -> Value {
        let (wrapped, default) = (Slot::new(wrapped), Slot::new(default));
        AnextAwaitable::allocate(&mut self.heap, id::ANEXT_AWAITABLE, wrapped, default).into_value()
    }
}
