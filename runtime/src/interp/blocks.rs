//! Exceptions and `with`: what handlers are made of.

use genjit_bytecode::{Intrinsic1, Intrinsic2};

use super::flow::Flow;
use super::stack::Regs;
use crate::error::{PyResult, Raised};
use crate::exceptions::{Exception, ExceptionKind};
use crate::frame::Frame;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

/// `PUSH_EXC_INFO`: the exception on top is handled from here on; the one handled before goes below it.
pub(super) fn push_exc_info(_vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let exception = r.pop_value();
    let before = handle(r.frame, exception.clone().into_raw());
    r.push(before);
    r.push_value(exception);
    Ok(())
}

/// The exception that a frame handles from now on, or None, is this one, whose count is handed over; answers the one
/// before.
pub(crate) fn handle(frame: *mut Frame, exception: Raw) -> Raw {
    let exception = if exception == Raw::NONE { Raw::NULL } else { exception };
    // SAFETY: callers hold the frame, which executes.
    let before = std::mem::replace(unsafe { &mut (*frame).exception }, exception);
    if before == Raw::NULL { Raw::NONE } else { before }
}

/// `POP_EXCEPT`: the exception on top is the one handled again.
pub(super) fn pop_except(_vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let before = r.pop();
    super::stack::release(handle(r.frame, before));
    Ok(())
}

impl Vm {
    /// The classes that a value behind `except` names: a class of exceptions or a tuple of such.
    pub(crate) fn classes_of_operand<'a>(&mut self, operand: &'a Value) -> PyResult<&'a [Value]> {
        let classes = match operand.type_id() {
            id::TUPLE => super::layouts::tuple_values(operand),
            _ => std::slice::from_ref(operand),
        };
        if classes.iter().all(|class| self.is_exception_class(class)) {
            return Ok(classes);
        }
        Err(self.raise_type_error("catching classes that do not inherit from BaseException is not allowed"))
    }
}

/// `CHECK_EXC_MATCH`.
pub(super) fn check_exc_match(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let operand = r.pop_value();
    let matches = matches(vm, r.peek_value(1), &operand)?;
    r.push_value(Value::from_bool(matches));
    Ok(())
}

/// Whether an exception is caught by `except classes`.
pub(crate) fn matches(vm: &mut Vm, exception: &Value, classes: &Value) -> PyResult<bool> {
    // The class of what was raised is a class of exceptions.
    if classes.as_class().is_some_and(|class| class.instance_type() == exception.type_id()) {
        return Ok(true);
    }
    vm.classes_of_operand(classes)?;
    Ok(vm.exception_matches(exception, classes))
}

/// `CHECK_EG_MATCH`: the part of the exception on top that a clause of `except*` takes goes above what is left; it is
/// handled from here on.
pub(super) fn check_eg_match(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let classes = r.pop_value();
    let exception = r.peek_value(1).clone();
    let (taken, left) = vm.match_group(&exception, &classes)?;
    if !taken.is_none() {
        if !vm.is_exception_group(&exception) {
            vm.add_traceback(&taken, r);
        }
        let before = std::mem::replace(&mut r.frame_mut().exception, taken.clone().into_raw());
        super::stack::release(before);
    }
    drop(r.pop_value());
    r.push_value(left);
    r.push_value(taken);
    Ok(())
}

/// `RAISE_VARARGS`: `raise`, `raise x`, `raise x from y`.
pub(super) fn raise_varargs(vm: &mut Vm, r: &mut Regs, count: usize) -> Flow {
    let cause = (count == 2).then(|| r.pop_value());
    if count == 0 {
        return match vm.handled_exception() {
            // Its traceback has this frame already.
            Some(exception) => {
                let _raised = vm.set_raised(exception);
                Flow::Reraise
            }
            None => {
                let _raised = vm.raise_runtime_error("No active exception to reraise");
                Flow::Raise
            }
        };
    }
    let what = r.pop_value();
    let _raised = vm.raise_object(&what, cause.as_ref());
    Flow::Raise
}

/// `RERAISE`: raises the exception on top again. Its traceback has this frame already, so the offset that
/// an oparg points at, that of the instruction which raised it first, is not needed; the handler is that
/// of the `RERAISE` itself.
pub(super) fn reraise(vm: &mut Vm, r: &mut Regs, _oparg: usize) -> Flow {
    let exception = r.pop_value();
    let _raised = vm.set_raised(exception);
    Flow::Reraise
}

/// `WITH_EXCEPT_START`: calls `__exit__` with the exception being handled.
pub(super) fn with_except_start(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    // Stack: exit function, self or NULL, lasti, previous exception, exception.
    let exception = r.peek_value(1).clone();
    let class = vm.class_of(&exception).into_value();
    let traceback =
        exception.downcast::<Exception>().map_or(Value::NONE, |object| object.traceback.get_or_none());
    let exit = r.peek_value(5).clone();
    let mut arguments = Vec::with_capacity(4);
    if r.peek(4) != Raw::NULL {
        arguments.push(r.peek_value(4).clone());
    }
    arguments.extend([class, exception, traceback]);
    let answer = vm.call(&exit, &arguments)?;
    r.push_value(answer);
    Ok(())
}

/// `CLEANUP_THROW`: an exception thrown in at a delegation; a StopIteration is the delegate's result.
pub(super) fn cleanup_throw(vm: &mut Vm, r: &mut Regs) -> Flow {
    let exception = r.pop_value();
    let _raised = vm.set_raised(exception);
    match vm.stop_value(Raised) {
        Ok(value) => {
            r.drop_top(2);
            r.push(Raw::NONE);
            r.push_value(value);
            Flow::Next
        }
        Err(Raised) => Flow::Reraise,
    }
}

/// `CALL_INTRINSIC_1`.
pub(super) fn intrinsic_1(vm: &mut Vm, r: &mut Regs, number: usize) -> Flow {
    match Intrinsic1::from_number(number as u32) {
        Some(Intrinsic1::StopIterationError) => stop_iteration_error(vm, r).into(),
        Some(Intrinsic1::UnaryPositive) => super::arithmetic::positive(vm, r).into(),
        Some(Intrinsic1::ListToTuple) => {
            let list = r.pop_value();
            let items = list.as_list().map_or_else(Vec::new, |list| list.snapshot());
            let tuple = vm.new_tuple(items);
            r.push_value(tuple);
            Flow::Next
        }
        // The verifier lets an asynchronous generator's own yields, and nothing else, yield what is marked so:
        // the instruction that yields is mark enough.
        Some(Intrinsic1::AsyncGenWrap) => Flow::Next,
        Some(Intrinsic1::ImportStar) => super::imports::import_star(vm, r).into(),
        Some(Intrinsic1::Print) => print_value(vm, r).into(),
        Some(Intrinsic1::TypeVar) => super::typing::make(vm, r, "typevar").into(),
        Some(Intrinsic1::ParamSpec) => super::typing::make(vm, r, "paramspec").into(),
        Some(Intrinsic1::TypeVarTuple) => super::typing::make(vm, r, "typevartuple").into(),
        Some(Intrinsic1::TypeAlias) => super::typing::make(vm, r, "typealias").into(),
        Some(Intrinsic1::SubscriptGeneric) => super::typing::make(vm, r, "generic_base").into(),
        Some(Intrinsic1::Invalid) | None => {
            let _raised = vm.raise_system_error("unknown intrinsic");
            Flow::Raise
        }
    }
}

/// The value of an expression statement at a prompt goes to `sys.displayhook`.
fn print_value(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let value = r.peek_value(1).clone();
    let name = vm.intern("displayhook");
    let sys = vm.names.sys.clone();
    let modules = vm.modules.clone();
    let hook = match vm.dict_get(&modules, &sys) {
        Some(sys) => vm.find_attr(&sys, &name)?,
        None => None,
    };
    let Some(hook) = hook else { return Err(vm.raise_runtime_error("lost sys.displayhook")) };
    vm.call(&hook, &[value])?;
    r.drop_top(1);
    r.push(Raw::NONE);
    Ok(())
}

/// A StopIteration that leaves a generator's body becomes a RuntimeError (PEP 479).
fn stop_iteration_error(vm: &mut Vm, r: &mut Regs) -> PyResult<()> {
    let exception = r.peek_value(1).clone();
    let flags = r.code().flags;
    let (kind, asynchronous) = if flags.contains(genjit_bytecode::CodeFlags::ASYNC_GENERATOR) {
        ("async generator", true)
    } else if flags.contains(genjit_bytecode::CodeFlags::COROUTINE) {
        ("coroutine", false)
    } else {
        ("generator", false)
    };
    let what = if vm.is_exception_of(&exception, ExceptionKind::StopIteration) {
        "StopIteration"
    } else if asynchronous && vm.is_exception_of(&exception, ExceptionKind::StopAsyncIteration) {
        "StopAsyncIteration"
    } else {
        return Ok(());
    };
    let message = vm.new_str(&format!("{kind} raised {what}"));
    let error = vm.new_exception(ExceptionKind::RuntimeError, vec![message]);
    if let Some(object) = error.downcast::<Exception>() {
        object.cause.set(exception.clone());
        object.context.set(exception);
        object.suppress_context.set(true);
    }
    drop(r.pop_value());
    r.push_value(error);
    Ok(())
}

/// `CALL_INTRINSIC_2`.
pub(super) fn intrinsic_2(vm: &mut Vm, r: &mut Regs, number: usize) -> PyResult<()> {
    match Intrinsic2::from_number(number as u32) {
        Some(Intrinsic2::TypeVarWithBound) => super::typing::make_with(vm, r, "typevar_with_bound"),
        Some(Intrinsic2::TypeVarWithConstraints) => {
            super::typing::make_with(vm, r, "typevar_with_constraints")
        }
        Some(Intrinsic2::SetTypeParamDefault) => super::typing::make_with(vm, r, "set_default"),
        Some(Intrinsic2::SetFunctionTypeParams) => super::typing::set_function_type_params(vm, r),
        Some(Intrinsic2::PrepReraiseStar) => {
            let (raised, original) = (r.pop_value(), r.pop_value());
            let raised = vm.collect(&raised)?;
            let result = vm.what_star_raises(&original, raised)?;
            r.push_value(result);
            Ok(())
        }
        Some(Intrinsic2::Invalid) | None => Err(vm.raise_system_error("unknown intrinsic")),
    }
}

/// Instructions of statements that no code of our compiler has.
#[cold]
pub(super) fn unsupported(vm: &mut Vm, _r: &mut Regs, what: &str) -> PyResult<()> {
    Err(vm.raise_system_error(format!("'{what}' is not supported")))
}
