//! The types `frame`, `FrameLocalsProxy` and `traceback` as programs see them.

use genjit_bytecode::{CodeFlags, LocalKind};

use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::frame::{owner, state};
use crate::frame_view::FrameView;
use crate::function::Function;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getset, getter, method};
use crate::object::Ref;
use crate::object_type;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::traceback::Traceback;
use crate::types::id;
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
    getter("f_builtins", |vm, _| Ok(vm.builtins.clone())),
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

object_type! {
    /// `f_locals` of a function's frame: a live view of its variables.
    pub struct LocalsProxy(|type_id| type_id == id::FRAME_LOCALS_PROXY) "FrameLocalsProxy" {
        /// The frame's view.
        pub(crate) view: Slot,
    }
}

/// Native operations of `FrameLocalsProxy`.
pub(crate) const PROXY_SLOTS: Slots = Slots {
    repr: Some(|vm, this| {
        let snapshot = snapshot(vm, this);
        vm.repr(&snapshot)
    }),
    iter: Some(|vm, this| {
        let snapshot = snapshot(vm, this);
        vm.iter(&snapshot)
    }),
    len: Some(|vm, this| {
        let snapshot = snapshot(vm, this);
        vm.len(&snapshot)
    }),
    contains: Some(|vm, this, key| {
        let snapshot = snapshot(vm, this);
        vm.contains(&snapshot, key)
    }),
    get_item: Some(|vm, this, key| {
        let snapshot = snapshot(vm, this);
        vm.get_item(&snapshot, key)
    }),
    set_item: Some(set_proxy_item),
    compare: Some(|vm, operator, a, b| {
        let (a, b) = (snapshot(vm, a), snapshot(vm, b));
        vm.compare(operator, &a, &b)
    }),
    equality_only: true,
    unhashable: true,
    ..Slots::NONE
};

/// Methods of `FrameLocalsProxy`: those of dicts, on a snapshot where they only read.
pub(crate) const PROXY_METHODS: &[NativeDef] = &[
    method("keys", |vm, args| listed(vm, args, "keys"), Arity::Zero),
    method("values", |vm, args| listed(vm, args, "values"), Arity::Zero),
    method("items", |vm, args| listed(vm, args, "items"), Arity::Zero),
    method("copy", |vm, args| Ok(snapshot(vm, &args[0])), Arity::Zero),
    method("get", |vm, args| on_snapshot(vm, args, "get"), Arity::Between(1, 2)),
    method("update", update, Arity::One),
    method("setdefault", set_default, Arity::Between(1, 2)),
    method("pop", |vm, _| Err(cannot_remove(vm)), Arity::Between(1, 2)),
    method("popitem", |vm, _| Err(cannot_remove(vm)), Arity::Zero),
    method("clear", |vm, _| Err(cannot_remove(vm)), Arity::Zero),
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
    Ok(LocalsProxy::allocate(&mut vm.heap, id::FRAME_LOCALS_PROXY, Slot::new(this.clone())).into_value())
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
    crate::generator::kill(vm, frame);
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

fn proxied(this: &Value) -> Option<Ref<FrameView>> {
    this.downcast::<LocalsProxy>()?.view.get()?.downcast::<FrameView>().cloned()
}

/// The variables as a dict; a proxy's, or any other value as it is.
fn snapshot(vm: &mut Vm, this: &Value) -> Value {
    match proxied(this) {
        Some(view) => vm.locals_of(&view),
        None => this.clone(),
    }
}

fn on_snapshot(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult {
    let snapshot = snapshot(vm, &args[0]);
    let name = vm.intern(name);
    vm.call_method(&snapshot, &name, &args[1..])
}

/// Keys, values and items are lists, not views.
fn listed(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult {
    let view = on_snapshot(vm, args, name)?;
    let items = vm.collect(&view)?;
    Ok(vm.new_list(items))
}

fn cannot_remove(vm: &mut Vm) -> Raised {
    vm.raise_value_error("cannot remove local variables from FrameLocalsProxy")
}

fn set_proxy_item(vm: &mut Vm, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(cannot_remove(vm)) };
    let Some(view) = proxied(this) else { return Ok(()) };
    let index = vm.str_text(key).and_then(|name| variable_named(&view, &name));
    match index {
        Some(index) => {
            view.set_local(index, value.clone());
            Ok(())
        }
        None => {
            if view.extra.is_empty() {
                let extra = vm.new_dict();
                view.extra.set(extra);
            }
            let extra = view.extra.get_or_none();
            vm.set_item(&extra, key, value)
        }
    }
}

fn update(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let other = snapshot(vm, &args[1]);
    for key in vm.collect(&other)? {
        let value = vm.get_item(&other, &key)?;
        set_proxy_item(vm, &args[0], &key, Some(&value))?;
    }
    Ok(Value::NONE)
}

fn set_default(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let snapshot = snapshot(vm, &args[0]);
    match vm.get_item(&snapshot, &args[1]) {
        Ok(value) => Ok(value),
        Err(raised) => {
            vm.clear_if(raised, ExceptionKind::KeyError)?;
            let value = args.get(2).cloned().unwrap_or(Value::NONE);
            set_proxy_item(vm, &args[0], &args[1], Some(&value))?;
            Ok(value)
        }
    }
}

/// Index of the variable with this name that is visible in `f_locals`.
fn variable_named(view: &Ref<FrameView>, name: &str) -> Option<usize> {
    let code = view.code()?;
    code.source().localsplus.iter().position(|local| &*local.name == name && local.kind != LocalKind::Hidden)
}

impl Vm {
    /// The variables of a frame as a new dict: `locals()`; the namespace itself for a class or module.
    pub fn locals_of(&mut self, view: &Ref<FrameView>) -> Value {
        if let Some(namespace) = self.view_namespace(view) {
            return namespace;
        }
        let dict = self.new_dict();
        let Some(code) = view.code() else { return dict };
        for (index, local) in code.source().localsplus.iter().enumerate() {
            if let Some(value) = view.local(index) {
                let name = self.intern(&local.name);
                self.dict_set(&dict, &name, &value);
            }
        }
        if let Some(extra) = view.extra.get()
            && let (Some(extra), Some(dict)) = (extra.as_dict(), dict.as_dict())
        {
            for (name, value) in extra.items() {
                if name.as_str().is_some() {
                    dict.set_name(&name, value);
                }
            }
        }
        dict
    }

    fn view_namespace(&self, view: &Ref<FrameView>) -> Option<Value> {
        let optimised = view.code().is_some_and(|code| code.flags.contains(CodeFlags::OPTIMIZED));
        if optimised {
            return None;
        }
        match view.live() {
            Some(frame) => self.frame_namespace(frame),
            None => view.namespace.get(),
        }
    }
}
