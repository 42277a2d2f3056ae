//! The types `frame` and `traceback` as programs see them.

use crate::error::PyResult;
use crate::frame::{owner, state};
use crate::frame_view::FrameView;
use crate::function::Function;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getset, getter, method};
use crate::object::Ref;
use crate::slots::Slots;
use crate::traceback::Traceback;
use crate::value::Value;
use crate::vm::Vm;

/// Native operations of frames.
pub(crate) const SLOTS: Slots = Slots { repr: Some(repr), ..Slots::NONE };

/// Methods of frames.
pub(crate) const METHODS: &[NativeDef] = &[method("clear", clear, Arity::Zero)];

/// Attributes of frames.
pub(crate) const ATTRIBUTES: &[GetSetDef] = &[
    getter("f_back", |vm, this| Ok(vm.view_back(view(this)).unwrap_or(Value::NONE))),
    getter("f_code", |_, this| Ok(view(this).code().map_or(Value::NONE, Ref::into_value))),
    getter("f_globals", globals),
    getter("f_builtins", builtins),
    getter("f_locals", locals),
    getset("f_lineno", line, |vm, _, _| {
        Err(vm.raise_value_error("f_lineno can only be set in a trace function"))
    }),
    getter("f_lasti", |_, this| Ok(Value::from_small(view(this).lasti().into()))),
    getset(
        "f_trace",
        |_, this| Ok(view(this).trace.get_or_none()),
        |_, this, value| {
            drop(view(this).trace.replace(value.filter(|value| !value.is_none()).cloned()));
            Ok(())
        },
    ),
    getter("f_generator", generator),
];

/// Native operations of tracebacks.
pub(crate) const TRACEBACK_SLOTS: Slots = Slots::NONE;

/// Attributes of tracebacks.
pub(crate) const TRACEBACK_ATTRIBUTES: &[GetSetDef] = &[
    getset("tb_next", |_, this| Ok(traceback(this).next.get_or_none()), set_next),
    getter("tb_frame", |_, this| Ok(traceback(this).frame.get_or_none())),
    getter("tb_lasti", |_, this| Ok(Value::from_small(traceback(this).lasti.get().into()))),
    getter("tb_lineno", |_, this| {
        Ok(traceback(this).line().map_or(Value::NONE, |line| Value::from_small(line.into())))
    }),
];

fn view(this: &Value) -> &Ref<FrameView> {
    let Some(view) = this.downcast::<FrameView>() else { unreachable!("methods of frames get frames") };
    view
}

fn traceback(this: &Value) -> &Ref<Traceback> {
    let Some(traceback) = this.downcast::<Traceback>() else {
        unreachable!("methods of tracebacks get them")
    };
    traceback
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let Some(code) = view(this).code() else { return Ok(vm.new_str("<frame>")) };
    let text = format!(
        "<frame at {:#x}, file '{}', line {}, code {}>",
        this.raw().pointer() as usize,
        code.source().filename,
        view(this).line().map_or_else(|| "None".to_owned(), |line| line.to_string()),
        code.source().name
    );
    Ok(vm.new_str(&text))
}

fn globals(_vm: &mut Vm, this: &Value) -> PyResult {
    let function = view(this).function.get();
    let globals = function.and_then(|function| function.downcast::<Function>()?.globals.get());
    Ok(globals.unwrap_or(Value::NONE))
}

fn builtins(vm: &mut Vm, this: &Value) -> PyResult {
    let function = view(this).function.get();
    let function = function.as_ref().and_then(|function| function.downcast::<Function>());
    Ok(function.map_or_else(|| vm.builtins.clone(), |function| vm.builtins_of(function)))
}

fn line(_vm: &mut Vm, this: &Value) -> PyResult {
    Ok(view(this).line().map_or(Value::NONE, |line| Value::from_small(line.into())))
}

fn generator(_vm: &mut Vm, this: &Value) -> PyResult {
    let Some(frame) = view(this).live() else { return Ok(Value::NONE) };
    // SAFETY: the frame lives; one that is a generator is an object.
    unsafe {
        Ok(if (*frame).owner == owner::GENERATOR {
            crate::value::Raw::from_object(frame.cast()).to_value()
        } else {
            Value::NONE
        })
    }
}

/// `f_locals`: the namespace of a class or module, or a proxy of a function's variables.
fn locals(vm: &mut Vm, this: &Value) -> PyResult {
    if let Some(namespace) = vm.view_namespace(view(this)) {
        return Ok(namespace);
    }
    Ok(vm.new_locals_proxy(this))
}

/// `frame.clear()`.
fn clear(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(frame) = view(&args[0]).live() else {
        view(&args[0]).locals.replace(Vec::new());
        return Ok(Value::NONE);
    };
    // SAFETY: the frame lives.
    let (owner_now, state_now) = unsafe { ((*frame).owner, (*frame).state) };
    if owner_now == owner::STACK || crate::generator::is_running(frame) {
        return Err(vm.raise_runtime_error("cannot clear an executing frame"));
    }
    if state_now != state::CREATED {
        return Err(vm.raise_runtime_error("cannot clear a suspended frame"));
    }
    // As if it were dropped: a coroutine is warned about, and stays as it is.
    // SAFETY: a frame that is a generator is an object, and it lives.
    let object = unsafe { crate::value::Raw::from_object(frame.cast()).to_value() };
    if object.type_id() == crate::generator::COROUTINE {
        vm.warn_unawaited(&object);
    } else {
        crate::generator::kill(vm, frame);
    }
    Ok(Value::NONE)
}

fn set_next(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.raise_type_error("can't delete tb_next attribute")) };
    if value.is_none() {
        drop(traceback(this).next.take());
        return Ok(());
    }
    if !value.is_a::<Traceback>() {
        let message = format!("expected traceback object or None, got '{}'", vm.type_name(value));
        return Err(vm.raise_type_error(message));
    }
    let mut next = Some(value.clone());
    while let Some(entry) = next {
        if entry.is(this) {
            return Err(vm.raise_value_error("traceback loop detected"));
        }
        next = traceback(&entry).next.get();
    }
    traceback(this).next.set(value.clone());
    Ok(())
}
