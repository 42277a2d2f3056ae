//! `throw()` and `close()` of generators, also of whole chains.
//!
//! Closing goes level by level from the innermost delegate outwards, iteratively: each level gets either a
//! GeneratorExit or the exception that closing the level below it raised. Levels that wait for their
//! delegate to close carry the executing mark meanwhile. An exception thrown in goes to the leaf; from
//! there it unwinds through the chain like any other.

use crate::chain;
use crate::error::{PyResult, Raised};
use crate::exceptions::{Exception, ExceptionKind};
use crate::frame::{Frame, flag, state};
use crate::generator::{Resumed, enter, is_running, kill, kind_name};
use crate::interp::{Regs, raise_at};
use crate::traceback::Traceback;
use crate::types::id;
use crate::value::{Raw, Value};
use crate::vm::Vm;

fn frame_of(generator: &Value) -> *mut Frame {
    debug_assert!(generator.is_a::<Frame>());
    generator.raw().pointer().cast()
}

fn state_of(frame: *mut Frame) -> u8 {
    // SAFETY: callers hold the generator.
    unsafe { (*frame).state }
}

/// What a suspended delegator waits for, on top of its stack.
pub(crate) fn delegate_value(frame: *mut Frame) -> Option<Value> {
    if state_of(frame) != state::DELEGATING {
        return None;
    }
    // SAFETY: a suspended generator has its function and a flushed stack.
    let regs = unsafe { Regs::of(frame) };
    (regs.depth() > 0).then(|| regs.peek_value(1).clone())
}

/// Marks a suspended generator as executing while foreign code runs on its behalf, or takes the mark back.
fn mark(frame: *mut Frame, executing: bool) {
    // SAFETY: callers hold the generator, which is suspended in a delegation.
    unsafe {
        if executing {
            (*frame).ip |= 1;
            (*frame).state = state::RUNNING;
        } else {
            (*frame).ip &= !1;
            (*frame).state = state::DELEGATING;
        }
    }
}

/// Raises an exception where the root's leaf is suspended and runs the chain on. Of the exceptions being
/// handled, only one that the leaf itself handles becomes its context; where it leaves a delegate, so does the
/// one that the delegator handles.
fn throw_into(vm: &mut Vm, root: *mut Frame, exception: Value) -> Resumed {
    // SAFETY: callers hold the root.
    let depth = unsafe { (*chain::leaf_of(root)).chain_depth };
    if vm.native_stack_is_low() || vm.recursion_left <= i64::from(depth) {
        return Resumed::Raise(vm.raise_recursion_error("maximum recursion depth exceeded"));
    }
    let from = vm.frame;
    // SAFETY: as above; the root is suspended or not started.
    let mut regs = unsafe { enter(vm, root, flag::ENTRY | flag::THROWN, from) };
    crate::tier::take_over(regs.frame);
    // In place of the sent value: handlers count it.
    regs.push(Raw::NONE);
    regs.flush();
    if regs.frame().exception != Raw::NULL {
        vm.chain_context(&exception);
    }
    let _raised = vm.set_raised(exception);
    vm.thrown.push((root, depth));
    let answer = raise_at(vm, regs);
    vm.thrown.pop();
    vm.resumed(answer)
}

/// A delegate has ended: whether it is one that the delegator had when its root was thrown into.
pub(crate) fn left_delegate(vm: &mut Vm, delegator: *mut Frame) -> bool {
    // SAFETY: the delegator executes, so who entered its root holds that.
    let (root, level) = unsafe {
        let root = if (*delegator).root.is_null() { delegator } else { (*delegator).root };
        if (*root).flags & flag::THROWN == 0 {
            return false;
        }
        (root, (*delegator).chain_depth + 1)
    };
    match vm.thrown.last_mut() {
        Some((thrown, innermost)) if *thrown == root && *innermost == level => {
            *innermost = level - 1;
            true
        }
        _ => false,
    }
}

impl Vm {
    /// `generator.throw(*arguments)`.
    pub fn throw_generator(&mut self, generator: &Value, arguments: &[Value]) -> Resumed {
        let root = frame_of(generator);
        if is_running(root) {
            let message = format!("{} already executing", kind_name(generator.type_id()));
            return Resumed::Raise(self.raise_value_error(message));
        }
        chain::link_down(root);
        if state_of(root) == state::DELEGATING {
            if self.throws_generator_exit(&arguments[0]) {
                return self.throw_exit(generator, arguments);
            }
            // SAFETY: the caller holds the root.
            let leaf = unsafe { chain::leaf_of(root) };
            if let Some(delegate) = delegate_value(leaf)
                && let Some(answer) = self.throw_foreign(root, leaf, &delegate, arguments)
            {
                return answer;
            }
        }
        match self.thrown_exception(arguments) {
            Err(raised) => Resumed::Raise(raised),
            Ok(exception) if state_of(root) == state::FINISHED => {
                if generator.type_id() == crate::generator::COROUTINE {
                    return Resumed::Raise(self.raise_already_awaited());
                }
                Resumed::Raise(self.set_raised(exception))
            }
            Ok(exception) => throw_into(self, root, exception),
        }
    }

    /// Throwing GeneratorExit closes the delegates and raises it in the generator itself.
    fn throw_exit(&mut self, generator: &Value, arguments: &[Value]) -> Resumed {
        let root = frame_of(generator);
        let closed = self.close_delegates(generator);
        chain::unlink(root);
        let exception = match closed {
            Err(raised) => self.take_raised(raised),
            Ok(()) => match self.thrown_exception(arguments) {
                Err(raised) => return Resumed::Raise(raised),
                Ok(exception) => exception,
            },
        };
        throw_into(self, root, exception)
    }

    fn throws_generator_exit(&self, what: &Value) -> bool {
        let class = self.class_of_type(ExceptionKind::GeneratorExit.type_id());
        match what.as_class() {
            Some(thrown) => thrown.is_subclass_of(&class),
            None => self.is_exception(what) && self.class_of(what).is_subclass_of(&class),
        }
    }

    /// Passes the arguments to the `throw` of a delegate that is no generator. `None` if it has none: the
    /// exception is then raised in the leaf.
    fn throw_foreign(
        &mut self,
        root: *mut Frame,
        leaf: *mut Frame,
        delegate: &Value,
        arguments: &[Value],
    ) -> Option<Resumed> {
        let name = self.names.throw.clone();
        let method = match self.get_attr(delegate, &name) {
            Ok(method) => method,
            Err(raised) => {
                return match self.clear_if(raised, ExceptionKind::AttributeError) {
                    Ok(()) => None,
                    Err(raised) => Some(Resumed::Raise(raised)),
                };
            }
        };
        mark(leaf, true);
        let answer = self.call(&method, arguments);
        mark(leaf, false);
        Some(match answer {
            Ok(item) => Resumed::Yield(item),
            Err(raised) => {
                let exception = self.take_raised(raised);
                throw_into(self, root, exception)
            }
        })
    }

    /// The exception that the arguments of `throw` describe. Errors in them are raised here; errors of the
    /// exception's own constructor are what is thrown.
    fn thrown_exception(&mut self, arguments: &[Value]) -> PyResult {
        let what = &arguments[0];
        let value = arguments.get(1).filter(|value| !value.is_none());
        let traceback = arguments.get(2).filter(|traceback| !traceback.is_none());
        if traceback.is_some_and(|traceback| !traceback.is_a::<Traceback>()) {
            return Err(self.raise_type_error("throw() third argument must be a traceback object"));
        }
        let exception = if self.is_exception_class(what) {
            match self.construct_thrown(what, value) {
                Ok(exception) => exception,
                Err(raised) => self.take_raised(raised),
            }
        } else if self.is_exception(what) {
            if value.is_some() {
                return Err(self.raise_type_error("instance exception may not have a separate value"));
            }
            what.clone()
        } else {
            let found = self.type_name(what);
            return Err(self.raise_type_error(format!(
                "exceptions must be classes or instances deriving from BaseException, not {found}"
            )));
        };
        if let (Some(traceback), Some(object)) = (traceback, exception.downcast::<Exception>()) {
            object.traceback.set(traceback.clone());
        }
        Ok(exception)
    }

    fn construct_thrown(&mut self, class: &Value, value: Option<&Value>) -> PyResult {
        let Some(value) = value else { return self.instantiate_exception(class) };
        if self.exception_matches(value, class) {
            return Ok(value.clone());
        }
        let arguments =
            if value.type_id() == id::TUPLE { self.tuple_items(value) } else { vec![value.clone()] };
        let exception = self.call(class, &arguments)?;
        if self.is_exception(&exception) {
            return Ok(exception);
        }
        let (class, found) = (self.repr_string(class)?, self.type_name(&exception));
        Err(self.raise_type_error(format!(
            "calling {class} should have returned an instance of BaseException, not {found}"
        )))
    }

    /// `generator.close()`: what the generator returned, or the exception it raised.
    pub fn close_generator(&mut self, generator: &Value) -> Resumed {
        let root = frame_of(generator);
        if is_running(root) {
            let message = format!("{} already executing", kind_name(generator.type_id()));
            return Resumed::Raise(self.raise_value_error(message));
        }
        let pending = match state_of(root) {
            state::DELEGATING => self.close_delegates(generator).err().map(|raised| self.take_raised(raised)),
            _ => {
                chain::unlink(root);
                None
            }
        };
        match self.close_level(root, pending) {
            Ok(value) => Resumed::Return(value),
            Err(raised) => Resumed::Raise(raised),
        }
    }

    /// Closes everything below a delegating generator, innermost first.
    fn close_delegates(&mut self, generator: &Value) -> PyResult<()> {
        // Every level is held: closing one may drop what holds the others.
        let mut levels = vec![generator.clone()];
        let mut foreign = None;
        while let Some(delegate) = delegate_value(frame_of(&levels[levels.len() - 1])) {
            if chain::as_generator(delegate.raw()).is_none() {
                foreign = Some(delegate);
                break;
            }
            levels.push(delegate);
        }
        for level in &levels {
            chain::unlink(frame_of(level));
            if state_of(frame_of(level)) == state::DELEGATING {
                mark(frame_of(level), true);
            }
        }
        let mut result = match foreign {
            Some(delegate) => self.close_foreign(&delegate),
            None => Ok(()),
        };
        while levels.len() > 1 {
            let Some(level) = levels.pop() else { break };
            let frame = frame_of(&level);
            if state_of(frame) == state::RUNNING {
                mark(frame, false);
            }
            let pending = result.err().map(|raised| self.take_raised(raised));
            result = self.close_level(frame, pending).map(drop);
        }
        mark(frame_of(generator), false);
        result
    }

    /// Calls `close` of a delegate that is no generator, if it has one. An error of the lookup itself is only
    /// reported.
    fn close_foreign(&mut self, delegate: &Value) -> PyResult<()> {
        let name = self.names.close.clone();
        match self.get_attr(delegate, &name) {
            Ok(method) => self.call(&method, &[]).map(drop),
            Err(raised) => {
                if let Err(raised) = self.clear_if(raised, ExceptionKind::AttributeError) {
                    let exception = self.take_raised(raised);
                    let repr = self.repr_string(delegate).unwrap_or_default();
                    let message = format!("Exception ignored while closing generator {repr}");
                    self.report_unraisable(exception, &message, None);
                }
                Ok(())
            }
        }
    }

    /// Closes one generator whose delegates are closed, with GeneratorExit or the exception they raised.
    fn close_level(&mut self, frame: *mut Frame, pending: Option<Value>) -> PyResult {
        let state = state_of(frame);
        let silent = match state {
            state::CREATED => true,
            // SAFETY: callers hold the generator, which is suspended at a plain yield.
            state::SUSPENDED => pending.is_none() && unsafe { crate::generator::closes_silently(frame) },
            state::FINISHED => return Ok(Value::NONE),
            _ => false,
        };
        if silent {
            kill(self, frame);
            return Ok(Value::NONE);
        }
        let exception = match pending {
            Some(exception) => exception,
            None => {
                let exception = self.new_exception(ExceptionKind::GeneratorExit, vec![]);
                self.chain_context(&exception);
                exception
            }
        };
        match throw_into(self, frame, exception) {
            Resumed::Return(value) => Ok(value),
            Resumed::Yield(value) => {
                drop(value);
                // SAFETY: callers hold the generator.
                let kind = kind_name(unsafe { (*frame).header.type_id() });
                Err(self.raise_runtime_error(format!("{kind} ignored GeneratorExit")))
            }
            Resumed::Raise(raised) => {
                if self.raised_is(ExceptionKind::StopIteration) {
                    drop(self.take_raised(raised));
                    return Ok(Value::NONE);
                }
                self.clear_if(raised, ExceptionKind::GeneratorExit)?;
                Ok(Value::NONE)
            }
        }
    }
}

/// The answer of a resume as `next` and `send` give it.
pub(crate) fn to_result(vm: &mut Vm, resumed: Resumed) -> PyResult {
    match resumed {
        Resumed::Yield(item) => Ok(item),
        Resumed::Return(value) => Err(crate::generator::raise_stop_iteration(vm, value)),
        Resumed::Raise(Raised) => Err(Raised),
    }
}
