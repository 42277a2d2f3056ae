//! The types `generator` and `coroutine` as programs see them: methods and attributes.

use crate::error::PyResult;
use crate::frame::{Frame, state};
use crate::function::Function;
use crate::generator::{COROUTINE, Resumed, is_running};
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getset, getter, method};
use crate::slots::Slots;
use crate::throw::{delegate_value, to_result};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// Methods of generators.
pub(crate) const METHODS: &[NativeDef] = &[
    method("__next__", next_method, Arity::Zero).doc("Implement next(self)."),
    method("send", send, Arity::One).doc(
        "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration.",
    ),
    method("throw", throw, Arity::Between(1, 3)).doc(
        "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.",
    ),
    method("close", close, Arity::Zero).doc("close() -> raise GeneratorExit inside generator."),
    method("__del__", delete, Arity::Zero),
];

/// Methods of coroutines.
pub(crate) const COROUTINE_METHODS: &[NativeDef] = &[
    method("send", send, Arity::One).doc(
        "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.",
    ),
    method("throw", throw, Arity::Between(1, 3)).doc(
        "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next iterated value or raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.",
    ),
    method("close", close, Arity::Zero).doc("close() -> raise GeneratorExit inside coroutine."),
    method("__await__", |vm, args| Ok(vm.new_coroutine_wrapper(args[0].clone())), Arity::Zero)
        .doc("Return an iterator to be used in await expression."),
    method("__del__", delete, Arity::Zero),
];

/// Attributes of generators.
pub(crate) const ATTRIBUTES: &[GetSetDef] = &[
    getset("__name__", name, set_name),
    getset("__qualname__", qualname, set_qualname),
    getter("gi_code", code),
    getter("gi_frame", frame),
    getter("gi_running", running),
    getter("gi_suspended", suspended),
    getter("gi_yieldfrom", yield_from),
];

/// Attributes of coroutines.
pub(crate) const COROUTINE_ATTRIBUTES: &[GetSetDef] = &[
    getset("__name__", name, set_name).doc("name of the coroutine"),
    getset("__qualname__", qualname, set_qualname).doc("qualified name of the coroutine"),
    getter("cr_code", code),
    getter("cr_frame", frame),
    getter("cr_running", running),
    getter("cr_suspended", suspended),
    getter("cr_await", yield_from).doc("object being awaited on, or None"),
    getter("cr_origin", origin),
];

/// Native operations of generators.
pub(crate) const SLOTS: Slots =
    Slots { repr: Some(repr), iter: Some(|_, value| Ok(value.clone())), next: Some(next), ..Slots::NONE };

/// Native operations of coroutines.
pub(crate) const COROUTINE_SLOTS: Slots = Slots { repr: Some(repr), ..Slots::NONE };

fn frame_of(value: &Value) -> *mut Frame {
    debug_assert!(value.is_a::<Frame>());
    value.raw().pointer().cast()
}

fn next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    match vm.resume(this, Value::NONE) {
        Resumed::Yield(item) => Ok(Some(item)),
        // Whoever wants the value asks through `__next__` or `send`; to a loop it is the end.
        Resumed::Return(_) => Ok(None),
        Resumed::Raise(raised) => Err(raised),
    }
}

/// `generator.__next__()`: the StopIteration has the value that the generator returned.
fn next_method(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let resumed = vm.resume(&args[0], Value::NONE);
    to_result(vm, resumed)
}

fn send(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let resumed = vm.resume_checked(&args[0], args[1].clone());
    to_result(vm, resumed)
}

/// Warns if a `throw`, with `self` in front, was given more than an exception.
pub(crate) fn warn_of_signature(vm: &mut Vm, args: &Arguments<'_>, method: &str) -> PyResult<()> {
    if args.len() <= 2 {
        return Ok(());
    }
    let message = format!(
        "the (type, exc, tb) signature of {method}() is deprecated, use the single-arg signature instead."
    );
    vm.warn(crate::exceptions::ExceptionKind::DeprecationWarning, &message)
}

fn throw(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    warn_of_signature(vm, args, "throw")?;
    let resumed = vm.throw_generator(&args[0], &args[1..]);
    to_result(vm, resumed)
}

fn close(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    close_value(vm, &args[0])
}

/// `generator.close()`
pub(crate) fn close_value(vm: &mut Vm, generator: &Value) -> PyResult {
    match vm.close_generator(generator) {
        Resumed::Return(value) | Resumed::Yield(value) => Ok(value),
        Resumed::Raise(raised) => Err(raised),
    }
}

pub(crate) fn delete(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    close(vm, args).map(|_| Value::NONE)
}

fn function(this: &Value) -> Option<Value> {
    // SAFETY: a generator owns its function until it dies.
    let function = unsafe { (*frame_of(this)).func.to_value() };
    function.is_a::<Function>().then_some(function)
}

fn noted(vm: &Vm, this: &Value) -> (Option<Value>, Option<Value>) {
    match vm.heap.notes_of(frame_of(this)) {
        Some(notes) => (notes.name.clone(), notes.qualname.clone()),
        None => (None, None),
    }
}

pub(crate) fn name(vm: &mut Vm, this: &Value) -> PyResult {
    let own = noted(vm, this).0;
    let of_function = || function(this)?.downcast::<Function>()?.name.get();
    Ok(own.or_else(of_function).unwrap_or(Value::NONE))
}

pub(crate) fn qualname(vm: &mut Vm, this: &Value) -> PyResult {
    let own = noted(vm, this).1;
    let of_function = || function(this)?.downcast::<Function>()?.qualname.get();
    Ok(own.or_else(of_function).unwrap_or(Value::NONE))
}

pub(crate) fn set_name(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value.filter(|value| value.as_str().is_some()) else {
        return Err(vm.raise_type_error("__name__ must be set to a string object"));
    };
    vm.heap.notes_mut(frame_of(this)).name = Some(value.clone());
    Ok(())
}

pub(crate) fn set_qualname(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value.filter(|value| value.as_str().is_some()) else {
        return Err(vm.raise_type_error("__qualname__ must be set to a string object"));
    };
    vm.heap.notes_mut(frame_of(this)).qualname = Some(value.clone());
    Ok(())
}

fn origin(vm: &mut Vm, this: &Value) -> PyResult {
    let notes = vm.heap.notes_of(frame_of(this));
    Ok(notes.and_then(|notes| notes.origin_or_finaliser.clone()).unwrap_or(Value::NONE))
}

pub(crate) fn code(_vm: &mut Vm, this: &Value) -> PyResult {
    let code = || Some(function(this)?.downcast::<Function>()?.code().value().clone());
    Ok(code().unwrap_or(Value::NONE))
}

pub(crate) fn frame(vm: &mut Vm, this: &Value) -> PyResult {
    // SAFETY: the caller holds the generator.
    let finished = unsafe { (*frame_of(this)).ip } == 0;
    Ok(if finished { Value::NONE } else { vm.view_of(frame_of(this)) })
}

fn running(_vm: &mut Vm, this: &Value) -> PyResult {
    Ok(Value::from_bool(is_running(frame_of(this))))
}

pub(crate) fn suspended(_vm: &mut Vm, this: &Value) -> PyResult {
    // SAFETY: the caller holds the generator.
    let state = unsafe { (*frame_of(this)).state };
    let suspended = matches!(state, state::SUSPENDED | state::DELEGATING) && !is_running(frame_of(this));
    Ok(Value::from_bool(suspended))
}

pub(crate) fn yield_from(_vm: &mut Vm, this: &Value) -> PyResult {
    if is_running(frame_of(this)) {
        return Ok(Value::NONE);
    }
    Ok(delegate_value(frame_of(this)).unwrap_or(Value::NONE))
}

pub(crate) fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let qualname = qualname(vm, this)?;
    let text = vm.str_text(&qualname).unwrap_or_default();
    let kind = match this.type_id() {
        COROUTINE => "coroutine",
        id::ASYNC_GENERATOR => "async_generator",
        _ => "generator",
    };
    let text = format!("<{kind} object {text} at {:#x}>", this.raw().pointer() as usize);
    Ok(vm.new_str(&text))
}

impl Vm {
    /// [`Vm::resume`] as `send` does it: a finished coroutine may not be awaited again.
    pub(crate) fn resume_checked(&mut self, this: &Value, sent: Value) -> Resumed {
        if this.type_id() == COROUTINE && state_of(this) == state::FINISHED {
            return Resumed::Raise(self.raise_already_awaited());
        }
        self.resume(this, sent)
    }

    /// Raises what a finished coroutine raises.
    #[cold]
    pub(crate) fn raise_already_awaited(&mut self) -> crate::error::Raised {
        self.raise_runtime_error("cannot reuse already awaited coroutine")
    }

    /// Whether a coroutine was made and never started.
    pub(crate) fn never_awaited(&self, coroutine: &Value) -> bool {
        state_of(coroutine) == state::CREATED
    }

    /// The lines that say where a coroutine was made, if that was noted.
    fn origin_text(&mut self, coroutine: &Value) -> Option<String> {
        let noted = self.heap.notes_of(frame_of(coroutine))?.origin_or_finaliser.clone()?;
        let mut text = "\nCoroutine created at (most recent call last)".to_owned();
        for entry in self.tuple_items(&noted).iter().rev() {
            let [file, line, name] = &self.tuple_items(entry)[..] else { continue };
            let (file, name) = (self.str_text(file)?, self.str_text(name)?);
            let line = line.as_small().unwrap_or(0);
            text += &format!("\n  File \"{file}\", line {line}, in {name}");
            let source = self.source_text(&file);
            let shown = source.as_deref().and_then(|source| source.lines().nth((line - 1).max(0) as usize));
            if let Some(shown) = shown.map(str::trim).filter(|shown| !shown.is_empty()) {
                text += &format!("\n    {shown}");
            }
        }
        Some(text)
    }

    /// Warns about a coroutine that dies without having been started.
    pub(crate) fn warn_never_awaited(&mut self, coroutine: &Value) {
        crate::generator::kill(self, frame_of(coroutine));
        self.warn_unawaited(coroutine);
    }

    /// Warns about a coroutine that was not started.
    pub(crate) fn warn_unawaited(&mut self, coroutine: &Value) {
        let name = qualname(self, coroutine).ok().and_then(|name| self.str_text(&name)).unwrap_or_default();
        if let Some(warn) = self.warnings_function("_warn_unawaited_coroutine") {
            if let Err(raised) = self.call(&warn, std::slice::from_ref(coroutine)) {
                let warned = self.raised_is(crate::exceptions::ExceptionKind::RuntimeWarning);
                self.report_unawaited(raised, coroutine);
                if !warned {
                    self.warn_unawaited_plainly(coroutine, format!("coroutine '{name}' was never awaited"));
                }
            }
            return;
        }
        let mut message = format!("coroutine '{name}' was never awaited");
        if let Some(origin) = self.origin_text(coroutine) {
            message += &origin;
        }
        self.warn_unawaited_plainly(coroutine, message);
    }

    fn warn_unawaited_plainly(&mut self, coroutine: &Value, message: String) {
        let category = crate::exceptions::ExceptionKind::RuntimeWarning;
        if let Err(raised) = self.warn_of(category, &message, Some(coroutine)) {
            self.report_unawaited(raised, coroutine);
        }
    }

    fn report_unawaited(&mut self, raised: crate::error::Raised, coroutine: &Value) {
        let exception = self.take_raised(raised);
        let shown = self.repr_string(coroutine).unwrap_or_default();
        let message = format!("Exception ignored while finalizing coroutine {shown}");
        self.report_unraisable(exception, &message, None);
    }
}

fn state_of(this: &Value) -> u8 {
    // SAFETY: the caller holds the generator.
    unsafe { (*frame_of(this)).state }
}
