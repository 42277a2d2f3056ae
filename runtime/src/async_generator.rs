//! Asynchronous generators as others await them: `asend`, `athrow`, `aclose`.
//!
//! An asynchronous generator is a frame like any generator. What it yields itself is an item; what it yields
//! on behalf of something it awaits goes on to whoever drives the whole. A suspended one tells which of both
//! it did by its state: [`state::SUSPENDED`] behind an item, [`state::DELEGATING`] in an `await`.
//!
//! ```text
//! async for ──SEND──> asend ──────> asynchronous generator ──SEND──> what it awaits
//!                     CREATED ──first send──> STARTED ──item, end, exception──> CLOSED
//! ```
//! `SEND` to an `asend` enters the generator without leaving the interpreter's loop; its answers come to the
//! `*_for_sender` functions, with the `asend` on top of the sender's stack. Everything else goes through
//! [`Vm::resume`] and [`answered`].
//!
//! Requirement: while an awaitable is under way its generator has [`flag::AWAITED`], so that a second one
//! fails.

use std::cell::Cell;

use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::frame::{Frame, flag, state};
use crate::generator::{ASYNC_GENERATOR, Resumed};
use crate::interp::{Flow, Regs};
use crate::object::Ref;
use crate::object_type;
use crate::slot::Slot;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// What programs set through `sys` for coroutines and asynchronous generators.
#[derive(Default)]
pub(crate) struct Asynchrony {
    /// Called with an asynchronous generator when it is first awaited.
    pub first_iteration: Option<Value>,
    /// Called with an asynchronous generator that is dropped.
    pub finaliser: Option<Value>,
    /// Frames that a coroutine remembers of where it was made.
    pub origin_depth: usize,
}

/// How far an awaitable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Not awaited yet.
    Created,
    /// Under way.
    Started,
    /// Over.
    Closed,
}

object_type! {
    /// What `asend()` and `__anext__()` give.
    pub struct Asend(|type_id| type_id == id::ASYNC_GENERATOR_ASEND) "async_generator_asend"
    finalisable(|this| this.stage.get() == Stage::Created) {
        generator: Slot,
        /// The argument of `asend`; empty for `__anext__`.
        sent: Slot,
        stage: Cell<Stage>,
    }
}

object_type! {
    /// What `athrow()` and `aclose()` give.
    pub struct Athrow(|type_id| type_id == id::ASYNC_GENERATOR_ATHROW) "async_generator_athrow"
    finalisable(|this| this.stage.get() == Stage::Created) {
        generator: Slot,
        /// The arguments of `athrow`, a tuple; empty for `aclose`.
        arguments: Slot,
        stage: Cell<Stage>,
    }
}

fn frame_of(generator: &Value) -> *mut Frame {
    debug_assert!(generator.type_id() == ASYNC_GENERATOR);
    generator.raw().pointer().cast()
}

/// The bits of [`flag`] that a generator has.
pub(crate) fn has(generator: &Value, bits: u16) -> bool {
    // SAFETY: the caller holds the generator.
    unsafe { (*frame_of(generator)).flags & bits != 0 }
}

fn set(generator: &Value, bits: u16, on: bool) {
    set_flags(frame_of(generator), bits, on);
}

fn set_flags(frame: *mut Frame, bits: u16, on: bool) {
    // SAFETY: callers hold the generator.
    unsafe {
        if on {
            (*frame).flags |= bits;
        } else {
            (*frame).flags &= !bits;
        }
    }
}

/// Whether a suspended generator has just yielded an item of its own.
fn gave_item(frame: *mut Frame) -> bool {
    // SAFETY: callers hold the generator.
    unsafe { (*frame).state == state::SUSPENDED }
}

fn is_finished(generator: &Value) -> bool {
    // SAFETY: the caller holds the generator.
    unsafe { (*frame_of(generator)).state == state::FINISHED }
}

/// An `asend` is sent to: its generator, and what that is sent. The generator is to be resumed next.
pub(crate) fn begin(vm: &mut Vm, asend: &Ref<Asend>, sent: Value) -> PyResult<(Value, Value)> {
    let generator = asend.generator.get_or_none();
    start_asend(vm, asend, &generator).map(|started| {
        let sent = match asend.sent.get() {
            Some(first) if started && sent.is_none() => first,
            _ => sent,
        };
        set(&generator, flag::AWAITED, true);
        (generator, sent)
    })
}

/// An `asend` at a stage.
pub(crate) fn asend_at(vm: &mut Vm, generator: Value, sent: Option<Value>, stage: Stage) -> Value {
    let (of, sent) = (Slot::new(generator), Slot::from_option(sent));
    Asend::allocate(&mut vm.heap, id::ASYNC_GENERATOR_ASEND, of, sent, Cell::new(stage)).into_value()
}

/// The generator of an `asend` has given its item: nobody awaits it.
pub(crate) fn close_asend(asend: &Ref<Asend>) {
    asend.stage.set(Stage::Closed);
    set(&asend.generator.get_or_none(), flag::AWAITED, false);
}

/// The frame that awaiting an `asend` without an argument enters, if it is not under way and the generator
/// stands behind an item, or at its start, with nobody awaiting it.
pub(crate) fn next_entered(asend: &Value) -> Option<*mut Frame> {
    let asend = asend.downcast::<Asend>()?;
    let generator = asend.generator.get()?;
    let frame = frame_of(&generator);
    let ready = asend.stage.get() == Stage::Created
        && asend.sent.is_empty()
        && !has(&generator, flag::AWAITED | flag::CLOSED)
        // SAFETY: the `asend` holds the generator.
        && unsafe { matches!((*frame).state, state::SUSPENDED | state::CREATED) && (*frame).ip & 1 == 0 };
    ready.then_some(frame)
}

/// Checks that an `asend` may go on; whether it starts.
fn start_asend(vm: &mut Vm, asend: &Ref<Asend>, generator: &Value) -> PyResult<bool> {
    match asend.stage.get() {
        Stage::Closed => Err(vm.raise_runtime_error("cannot reuse already awaited __anext__()/asend()")),
        Stage::Started => Ok(false),
        Stage::Created if has(generator, flag::AWAITED) => {
            asend.stage.set(Stage::Closed);
            Err(vm.raise_runtime_error("anext(): asynchronous generator is already running"))
        }
        Stage::Created => {
            asend.stage.set(Stage::Started);
            Ok(true)
        }
    }
}

/// The generator of an `asend` has raised, the exception is in flight.
pub(crate) fn raised(vm: &mut Vm, asend: &Ref<Asend>) {
    asend.stage.set(Stage::Closed);
    note_raised(vm, frame_of(&asend.generator.get_or_none()));
}

fn note_raised(vm: &mut Vm, frame: *mut Frame) {
    let closes =
        vm.raised_is(ExceptionKind::StopAsyncIteration) || vm.raised_is(ExceptionKind::GeneratorExit);
    set_flags(frame, flag::AWAITED, false);
    if closes {
        set_flags(frame, flag::CLOSED, true);
    }
}

/// The generator of an `asend` has returned: raises StopAsyncIteration.
pub(crate) fn ended(vm: &mut Vm, asend: &Ref<Asend>) -> Flow {
    let _raised = vm.raise_with(ExceptionKind::StopAsyncIteration, vec![]);
    raised(vm, asend);
    Flow::Raise
}

/// The `asend` on top of the stack of a frame whose `SEND` entered its generator.
fn asend_of(r: &Regs, depth: usize) -> Ref<Asend> {
    match r.peek_value(depth).downcast::<Asend>() {
        Some(asend) => asend.clone(),
        None => unreachable!("only an `asend` is sent to by entering its generator"),
    }
}

/// A generator has yielded to the `SEND` at `r`, the value on its stack: an item is the result of the
/// `asend`.
pub(crate) fn yielded_for_sender(r: &mut Regs, frame: *mut Frame) {
    if !gave_item(frame) {
        return;
    }
    close_asend(&asend_of(r, 2));
    let distance = r.unit(-1);
    r.skip(usize::from(distance));
}

/// A generator has returned to the `SEND` at `r`.
pub(crate) fn end_for_sender(vm: &mut Vm, r: &mut Regs, _frame: *mut Frame) -> Flow {
    let asend = asend_of(r, 1);
    ended(vm, &asend)
}

/// A generator has raised to the `SEND` at `r`.
pub(crate) fn raised_for_sender(vm: &mut Vm, r: &mut Regs, _frame: *mut Frame) {
    let asend = asend_of(r, 1);
    raised(vm, &asend);
}

/// The answer of a generator as its awaitable gives it: an item is its result.
fn answered(vm: &mut Vm, generator: &Value, resumed: Resumed) -> Resumed {
    let frame = frame_of(generator);
    match resumed {
        Resumed::Yield(value) if gave_item(frame) => {
            set_flags(frame, flag::AWAITED, false);
            Resumed::Return(value)
        }
        Resumed::Yield(value) => Resumed::Yield(value),
        Resumed::Return(_) => {
            let raised = vm.raise_with(ExceptionKind::StopAsyncIteration, vec![]);
            note_raised(vm, frame);
            Resumed::Raise(raised)
        }
        Resumed::Raise(raised) => {
            note_raised(vm, frame);
            Resumed::Raise(raised)
        }
    }
}

fn is_under_way(resumed: &Resumed) -> bool {
    matches!(resumed, Resumed::Yield(_))
}

/// `asend.send(value)`
pub(crate) fn asend_send(vm: &mut Vm, this: &Value, sent: Value) -> Resumed {
    let Some(asend) = this.downcast::<Asend>().cloned() else { unreachable!("a method of asend") };
    let (generator, sent) = match begin(vm, &asend, sent) {
        Ok(begun) => begun,
        Err(raised) => return Resumed::Raise(raised),
    };
    let resumed = vm.resume(&generator, sent);
    finish_asend(vm, &asend, &generator, resumed)
}

/// `asend.throw(*arguments)`
pub(crate) fn asend_throw(vm: &mut Vm, this: &Value, arguments: &[Value]) -> Resumed {
    let Some(asend) = this.downcast::<Asend>().cloned() else { unreachable!("a method of asend") };
    let generator = asend.generator.get_or_none();
    match start_asend(vm, &asend, &generator) {
        Err(raised) => return Resumed::Raise(raised),
        Ok(true) => set(&generator, flag::AWAITED, true),
        Ok(false) => {}
    }
    let resumed = vm.throw_generator(&generator, arguments);
    finish_asend(vm, &asend, &generator, resumed)
}

fn finish_asend(vm: &mut Vm, asend: &Ref<Asend>, generator: &Value, resumed: Resumed) -> Resumed {
    let answer = answered(vm, generator, resumed);
    if !is_under_way(&answer) {
        asend.stage.set(Stage::Closed);
    }
    answer
}

/// The message for an `athrow` or `aclose` of a generator that is awaited already.
fn start_athrow(vm: &mut Vm, athrow: &Ref<Athrow>, generator: &Value) -> PyResult<()> {
    if !has(generator, flag::AWAITED) {
        return Ok(());
    }
    athrow.stage.set(Stage::Closed);
    let name = if athrow.arguments.is_empty() { "aclose" } else { "athrow" };
    Err(vm.raise_runtime_error(format!("{name}(): asynchronous generator is already running")))
}

fn check_athrow(vm: &mut Vm, athrow: &Ref<Athrow>) -> PyResult<()> {
    match athrow.stage.get() {
        Stage::Closed => Err(vm.raise_runtime_error("cannot reuse already awaited aclose()/athrow()")),
        _ => Ok(()),
    }
}

/// `athrow.send(value)`
pub(crate) fn athrow_send(vm: &mut Vm, this: &Value, sent: Value) -> Resumed {
    let Some(athrow) = this.downcast::<Athrow>().cloned() else { unreachable!("a method of athrow") };
    if let Err(raised) = check_athrow(vm, &athrow) {
        return Resumed::Raise(raised);
    }
    let generator = athrow.generator.get_or_none();
    if is_finished(&generator) {
        athrow.stage.set(Stage::Closed);
        return Resumed::Return(Value::NONE);
    }
    if athrow.stage.get() == Stage::Created {
        return first_throw(vm, &athrow, &generator, &sent);
    }
    let resumed = vm.resume(&generator, sent);
    if athrow.arguments.is_empty() {
        return finish_aclose(vm, &athrow, &generator, resumed);
    }
    answered(vm, &generator, resumed)
}

/// The first `send` of an `athrow` or `aclose` throws.
fn first_throw(vm: &mut Vm, athrow: &Ref<Athrow>, generator: &Value, sent: &Value) -> Resumed {
    if let Err(raised) = start_athrow(vm, athrow, generator) {
        return Resumed::Raise(raised);
    }
    if has(generator, flag::CLOSED) {
        athrow.stage.set(Stage::Closed);
        return Resumed::Raise(vm.raise_with(ExceptionKind::StopAsyncIteration, vec![]));
    }
    if !sent.is_none() {
        let message = "can't send non-None value to a just-started coroutine";
        return Resumed::Raise(vm.raise_runtime_error(message));
    }
    athrow.stage.set(Stage::Started);
    set(generator, flag::AWAITED, true);
    let Some(arguments) = athrow.arguments.get() else {
        set(generator, flag::CLOSED, true);
        let exit = vm.class_of_type(ExceptionKind::GeneratorExit.type_id()).into_value();
        let resumed = vm.throw_generator(generator, &[exit]);
        return finish_aclose(vm, athrow, generator, resumed);
    };
    let arguments = vm.tuple_items(&arguments);
    if arguments.is_empty() || arguments.len() > 3 {
        let (bound, word) =
            if arguments.is_empty() { (1, "least 1 argument") } else { (3, "most 3 arguments") };
        debug_assert!(bound > 0);
        let message = format!("athrow expected at {word}, got {}", arguments.len());
        return Resumed::Raise(vm.raise_type_error(message));
    }
    let resumed = vm.throw_generator(generator, &arguments);
    let answer = answered(vm, generator, resumed);
    if let Resumed::Raise(_) | Resumed::Return(_) = answer {
        set(generator, flag::AWAITED, false);
        athrow.stage.set(Stage::Closed);
    }
    answer
}

/// The answer of a generator that is being closed.
fn finish_aclose(vm: &mut Vm, athrow: &Ref<Athrow>, generator: &Value, resumed: Resumed) -> Resumed {
    if let Resumed::Yield(value) = resumed {
        if !gave_item(frame_of(generator)) {
            return Resumed::Yield(value);
        }
        close_athrow(athrow, generator);
        return Resumed::Raise(vm.raise_runtime_error("async generator ignored GeneratorExit"));
    }
    close_athrow(athrow, generator);
    exit_is_end(vm, resumed)
}

fn close_athrow(athrow: &Ref<Athrow>, generator: &Value) {
    set(generator, flag::AWAITED, false);
    athrow.stage.set(Stage::Closed);
}

/// To `aclose` the end of the generator and its GeneratorExit are success.
fn exit_is_end(vm: &mut Vm, resumed: Resumed) -> Resumed {
    match resumed {
        Resumed::Raise(raised)
            if vm.raised_is(ExceptionKind::StopAsyncIteration)
                || vm.raised_is(ExceptionKind::GeneratorExit) =>
        {
            drop(vm.take_raised(raised));
            Resumed::Return(Value::NONE)
        }
        Resumed::Return(_) => Resumed::Return(Value::NONE),
        other => other,
    }
}

/// `athrow.throw(*arguments)`
pub(crate) fn athrow_throw(vm: &mut Vm, this: &Value, arguments: &[Value]) -> Resumed {
    let Some(athrow) = this.downcast::<Athrow>().cloned() else { unreachable!("a method of athrow") };
    if let Err(raised) = check_athrow(vm, &athrow) {
        return Resumed::Raise(raised);
    }
    let generator = athrow.generator.get_or_none();
    if athrow.stage.get() == Stage::Created {
        if let Err(raised) = start_athrow(vm, &athrow, &generator) {
            return Resumed::Raise(raised);
        }
        athrow.stage.set(Stage::Started);
        set(&generator, flag::AWAITED, true);
    }
    let resumed = vm.throw_generator(&generator, arguments);
    if !athrow.arguments.is_empty() {
        let answer = answered(vm, &generator, resumed);
        if !is_under_way(&answer) {
            athrow.stage.set(Stage::Closed);
        }
        return answer;
    }
    match resumed {
        Resumed::Yield(value) if !gave_item(frame_of(&generator)) => Resumed::Yield(value),
        Resumed::Yield(_) => {
            close_athrow(&athrow, &generator);
            Resumed::Raise(vm.raise_runtime_error("async generator ignored GeneratorExit"))
        }
        resumed => {
            close_athrow(&athrow, &generator);
            exit_is_end(vm, resumed)
        }
    }
}

/// Closes an awaitable by throwing GeneratorExit with its `throw`.
pub(crate) fn close_awaitable(
    vm: &mut Vm,
    this: &Value,
    throw: fn(&mut Vm, &Value, &[Value]) -> Resumed,
) -> PyResult {
    let over = match (this.downcast::<Asend>(), this.downcast::<Athrow>()) {
        (Some(asend), _) => asend.stage.get() == Stage::Closed,
        (_, Some(athrow)) => athrow.stage.get() == Stage::Closed,
        _ => false,
    };
    if over {
        return Ok(Value::NONE);
    }
    let exit = vm.class_of_type(ExceptionKind::GeneratorExit.type_id()).into_value();
    match throw(vm, this, &[exit]) {
        Resumed::Yield(_) => Err(vm.raise_runtime_error("coroutine ignored GeneratorExit")),
        Resumed::Return(_) => Ok(Value::NONE),
        Resumed::Raise(raised) => {
            let ends = [
                ExceptionKind::StopIteration,
                ExceptionKind::StopAsyncIteration,
                ExceptionKind::GeneratorExit,
            ];
            if !ends.into_iter().any(|kind| vm.raised_is(kind)) {
                return Err(raised);
            }
            drop(vm.take_raised(raised));
            Ok(Value::NONE)
        }
    }
}

/// What is called instead of closing a generator that is dropped.
pub(crate) fn finaliser(vm: &Vm, generator: &Value) -> Option<Value> {
    if generator.type_id() != ASYNC_GENERATOR
        || !has(generator, flag::FINALISER)
        || has(generator, flag::CLOSED)
    {
        return None;
    }
    vm.heap.notes_of(frame_of(generator))?.origin_or_finaliser.clone()
}

/// The method that gave an awaitable which nobody has awaited.
pub(crate) fn unawaited_method(object: &Value) -> Option<&'static str> {
    match (object.downcast::<Asend>(), object.downcast::<Athrow>()) {
        (Some(_), _) => Some("asend"),
        (_, Some(athrow)) => Some(if athrow.arguments.is_empty() { "aclose" } else { "athrow" }),
        _ => None,
    }
}

impl Vm {
    /// `generator.asend(sent)`, or `generator.__anext__()` without a value.
    pub(crate) fn new_asend(&mut self, generator: &Value, sent: Option<Value>) -> PyResult {
        self.ask_hooks(generator)?;
        Ok(asend_at(self, generator.clone(), sent, Stage::Created))
    }

    /// `generator.athrow(*arguments)`, or `generator.aclose()` without arguments.
    pub(crate) fn new_athrow(&mut self, generator: &Value, arguments: Option<Value>) -> PyResult {
        self.ask_hooks(generator)?;
        let (of, arguments) = (Slot::new(generator.clone()), Slot::from_option(arguments));
        let stage = Cell::new(Stage::Created);
        Ok(Athrow::allocate(&mut self.heap, id::ASYNC_GENERATOR_ATHROW, of, arguments, stage).into_value())
    }

    /// The first time that a generator is to be awaited, the hooks of `sys` get to know it.
    pub(crate) fn ask_hooks(&mut self, generator: &Value) -> PyResult<()> {
        if has(generator, flag::HOOKED) {
            return Ok(());
        }
        set(generator, flag::HOOKED, true);
        if let Some(finaliser) = self.asynchrony.finaliser.clone() {
            set(generator, flag::FINALISER, true);
            let notes = self.heap.notes_mut(frame_of(generator));
            let before = notes.origin_or_finaliser.replace(finaliser);
            drop(before);
        }
        match self.asynchrony.first_iteration.clone() {
            Some(hook) => self.call(&hook, std::slice::from_ref(generator)).map(drop),
            None => Ok(()),
        }
    }

    /// Warns about an awaitable of an asynchronous generator that dies without having been awaited.
    pub(crate) fn warn_unawaited_method(&mut self, object: &Value, method: &str) {
        let generator = match (object.downcast::<Asend>(), object.downcast::<Athrow>()) {
            (Some(asend), _) => asend.generator.get_or_none(),
            (_, Some(athrow)) => athrow.generator.get_or_none(),
            _ => return,
        };
        let name = self.names.__qualname__.clone();
        let name = self.get_attr(&generator, &name).and_then(|name| self.repr_string(&name));
        let message =
            format!("coroutine method '{method}' of {} was never awaited", name.unwrap_or_default());
        if let Err(Raised) = self.warn_of(ExceptionKind::RuntimeWarning, &message, Some(object)) {
            let exception = self.take_raised(Raised);
            let repr = self.repr_string(&generator).unwrap_or_default();
            let message = format!("Exception ignored while finalizing async generator {repr}");
            self.report_unraisable(exception, &message, None);
        }
    }
}
