//! The types `async_generator`, `async_generator_asend` and `async_generator_athrow` as programs see them.

use crate::async_generator::{self, asend_send, asend_throw, athrow_send, athrow_throw};
use crate::await_types::{itself, next_by_send, next_method, send_method};
use crate::error::PyResult;
use crate::frame::flag;
use crate::generator_type as generator;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getset, getter, method};
use crate::slots::Slots;
use crate::throw::to_result;
use crate::value::Value;
use crate::vm::Vm;

/// Native operations of asynchronous generators.
pub(crate) const SLOTS: Slots = Slots { repr: Some(generator::repr), ..Slots::NONE };

/// Methods of asynchronous generators.
pub(crate) const METHODS: &[NativeDef] = &[
    method("__aiter__", |_, args| Ok(args[0].clone()), Arity::Zero)
        .doc("Return an awaitable, that resolves in asynchronous iterator."),
    method("__anext__", |vm, args| vm.new_asend(&args[0], None), Arity::Zero)
        .doc("Return a value or raise StopAsyncIteration."),
    method("asend", |vm, args| vm.new_asend(&args[0], Some(args[1].clone())), Arity::One)
        .doc("asend(v) -> send 'v' in generator."),
    method("athrow", athrow, Arity::AtLeast(0)).doc(
        "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.",
    ),
    method("aclose", |vm, args| vm.new_athrow(&args[0], None), Arity::Zero)
        .doc("aclose() -> raise GeneratorExit inside generator."),
    method("__del__", generator::delete, Arity::Zero),
];

/// Attributes of asynchronous generators.
pub(crate) const ATTRIBUTES: &[GetSetDef] = &[
    getset("__name__", generator::name, generator::set_name),
    getset("__qualname__", generator::qualname, generator::set_qualname),
    getter("ag_code", generator::code),
    getter("ag_frame", generator::frame),
    getter("ag_running", |_, this| Ok(Value::from_bool(async_generator::has(this, flag::AWAITED)))),
    getter("ag_suspended", generator::suspended),
    getter("ag_await", generator::yield_from),
];

/// Native operations of `asend`.
pub(crate) const ASEND_SLOTS: Slots =
    Slots { iter: Some(itself), next: Some(next_by_send), send: Some(asend_send), ..Slots::NONE };

/// Methods of `asend`.
pub(crate) const ASEND_METHODS: &[NativeDef] = &[
    method("__await__", |_, args| Ok(args[0].clone()), Arity::Zero)
        .doc("Return an iterator to be used in await expression."),
    method("__next__", next_method, Arity::Zero).doc("Implement next(self)."),
    method("send", send_method, Arity::One),
    method("throw", |vm, args| throw(vm, args, asend_throw), Arity::Between(1, 3)),
    method("close", |vm, args| async_generator::close_awaitable(vm, &args[0], asend_throw), Arity::Zero),
];

/// Native operations of `athrow` and `aclose`.
pub(crate) const ATHROW_SLOTS: Slots =
    Slots { iter: Some(itself), next: Some(next_by_send), send: Some(athrow_send), ..Slots::NONE };

/// Methods of `athrow` and `aclose`.
pub(crate) const ATHROW_METHODS: &[NativeDef] = &[
    method("__await__", |_, args| Ok(args[0].clone()), Arity::Zero)
        .doc("Return an iterator to be used in await expression."),
    method("__next__", next_method, Arity::Zero).doc("Implement next(self)."),
    method("send", send_method, Arity::One),
    method("throw", |vm, args| throw(vm, args, athrow_throw), Arity::Between(1, 3)),
    method("close", |vm, args| async_generator::close_awaitable(vm, &args[0], athrow_throw), Arity::Zero),
];

fn throw(
    vm: &mut Vm,
    args: &Arguments<'_>,
    throw: fn(&mut Vm, &Value, &[Value]) -> crate::generator::Resumed,
) -> PyResult {
    generator::warn_of_signature(vm, args, "throw")?;
    let resumed = throw(vm, &args[0], &args[1..]);
    to_result(vm, resumed)
}

fn athrow(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    generator::warn_of_signature(vm, args, "athrow")?;
    let arguments = vm.new_tuple(args[1..].to_vec());
    vm.new_athrow(&args[0], Some(arguments))
}
