//! The exception classes: constructors, `repr` and `str`, attributes and methods.
//!
//! Every class of the list has the slots of its kind; special methods and attributes stand on the class
//! that defines them in CPython.

use crate::class::builtin::BuiltinType;
use crate::error::{PyResult, Raised};
use crate::exceptions::{Exception, ExceptionKind, field, kinds};
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getset, getter, method};
use crate::object::{Ref, TypeId};
use crate::slots::Slots;
use crate::traceback::Traceback;
use crate::value::Value;
use crate::vm::Vm;

/// Fills all exception classes in.
pub(crate) fn define(vm: &mut Vm) {
    for &kind in ExceptionKind::ALL {
        let slots = kinds::slots(kind);
        match kinds::attributes(kind) {
            Some((methods, getsets)) => {
                let definition = BuiltinType::new(kind.type_id(), slots).methods(methods).getsets(getsets);
                vm.define_type(&definition.doc(kind.doc()));
            }
            // Inherits the special methods, which find the slots of the instance's own kind.
            None => *vm.types.slots_mut(kind.type_id()) = slots,
        }
    }
}

/// The slots of `BaseException`.
pub(super) const BASE_SLOTS: Slots =
    Slots { repr: Some(repr), str: Some(str), new: Some(new), init: Some(init), ..Slots::NONE };

/// Methods of `BaseException`.
pub(super) const BASE_METHODS: &[NativeDef] = &[
    method("__setstate__", set_state, Arity::One),
    method("add_note", add_note, Arity::One).doc("Add a note to the exception"),
    method("with_traceback", with_traceback, Arity::One).doc("Set self.__traceback__ to tb and return self."),
];

/// Attributes of `BaseException`.
pub(super) const BASE_ATTRIBUTES: &[GetSetDef] = &[
    getset("args", args, set_args),
    getset("__traceback__", traceback, set_traceback),
    getset("__context__", context, set_context),
    getset("__cause__", cause, set_cause),
    getset("__suppress_context__", suppress_context, set_suppress_context),
    getter("__dict__", dict),
];

/// The exception object behind a value that has the layout of one.
///
/// # Panics
/// Never: methods of exceptions get exceptions.
pub(super) fn object(value: &Value) -> &Ref<Exception> {
    value.downcast::<Exception>().expect("an exception")
}

/// The positional arguments an exception was made with.
pub(super) fn arguments(exception: &Value) -> Vec<Value> {
    let args = object(exception).args.get();
    args.as_ref().and_then(|args| args.as_tuple()).map(|args| args.items().to_vec()).unwrap_or_default()
}

/// A new exception of this class with these arguments, its fields empty.
pub(super) fn allocate(vm: &mut Vm, class: &Value, args: Vec<Value>) -> Value {
    let type_id =
        class.as_class().map_or(ExceptionKind::BaseException.type_id(), |class| class.instance_type());
    let args = vm.new_tuple(args);
    let exception = Exception::allocate(&mut vm.heap, type_id, args);
    if is_programs(type_id) {
        exception.fields[field::CLASS].set(class.clone());
    }
    exception.into_value()
}

fn is_programs(type_id: TypeId) -> bool {
    type_id.user_layout().is_some()
}

fn new(vm: &mut Vm, class: &Value, args: &Arguments<'_>) -> PyResult {
    Ok(allocate(vm, class, args.positionals().to_vec()))
}

fn init(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    no_keywords(vm, this, args)?;
    keep_arguments(vm, this, args);
    Ok(())
}

/// Raises TypeError if keywords were passed.
pub(super) fn no_keywords(vm: &mut Vm, this: &Value, args: &Arguments<'_>) -> PyResult<()> {
    if args.names().is_empty() {
        return Ok(());
    }
    let name = vm.type_name(this);
    args.no_keywords(vm, &name)
}

/// Sets `args`.
pub(super) fn keep_arguments(vm: &mut Vm, this: &Value, args: &Arguments<'_>) {
    let tuple = vm.new_tuple(args.positionals().to_vec());
    object(this).args.set(tuple);
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.type_name(this);
    let shown = match &arguments(this)[..] {
        [one] => format!("({})", vm.repr_string(one)?),
        _ => {
            let args = object(this).args.get_or_none();
            vm.repr_string(&args)?
        }
    };
    Ok(vm.new_str(&format!("{name}{shown}")))
}

fn str(vm: &mut Vm, this: &Value) -> PyResult {
    match &arguments(this)[..] {
        [] => Ok(vm.new_str("")),
        [one] => vm.str(one),
        _ => {
            let args = object(this).args.get_or_none();
            vm.str(&args)
        }
    }
}

/// `__setstate__(state)`: sets every attribute that the dict names.
fn set_state(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let state = &args[1];
    if state.is_none() {
        return Ok(Value::NONE);
    }
    let Some(dict) = state.as_dict() else {
        return Err(vm.raise_type_error("state is not a dictionary"));
    };
    for (name, value) in dict.items() {
        if name.as_str().is_none() {
            let found = vm.type_name(&name);
            return Err(vm.raise_type_error(format!("attribute name must be string, not '{found}'")));
        }
        vm.set_attr(&args[0], &name, &value)?;
    }
    Ok(Value::NONE)
}

impl Vm {
    /// An exception taken apart: its class, what it is called with, and what is to be set then.
    pub(crate) fn reduce_exception(&mut self, exception: &Value) -> PyResult {
        let (class, this) = (self.class_of(exception), object(exception).clone());
        let mut state = self.instance_state(exception)?;
        let kind = class.mro_classes().iter().find_map(|class| {
            ExceptionKind::from_type_id(class.as_class()?.instance_type()).filter(|kind| keeps_fields(*kind))
        });
        let mut arguments = this.args.get_or_none();
        let kept: &[(&str, usize)] = match kind {
            Some(ExceptionKind::ImportError) => {
                &[("name", field::NAME), ("path", field::PATH), ("name_from", field::FILENAME)]
            }
            Some(ExceptionKind::AttributeError) => &[("name", field::NAME)],
            Some(ExceptionKind::OSError) => {
                arguments = self.os_error_arguments(&this);
                &[]
            }
            _ => &[],
        };
        let mut fields: Vec<(&str, Value)> =
            kept.iter().filter_map(|&(name, at)| Some((name, this.fields[at].get()?))).collect();
        if kind == Some(ExceptionKind::AttributeError) {
            fields.push(("args", arguments.clone()));
        }
        if !fields.is_empty() {
            if state.is_none() {
                state = self.new_dict();
            }
            for (name, value) in fields {
                let name = self.intern(name);
                self.dict_set(&state, &name, &value);
            }
        }
        let mut parts = vec![class.into_value(), arguments];
        parts.extend(Some(state).filter(|state| !state.is_none()));
        Ok(self.new_tuple(parts))
    }

    /// What an OSError is called with: the names of files are no longer in its `args`.
    fn os_error_arguments(&mut self, this: &Ref<Exception>) -> Value {
        let args = this.args.get_or_none();
        let mut items = self.tuple_items(&args);
        let Some(filename) = this.fields[field::FILENAME].get().filter(|_| items.len() == 2) else {
            return args;
        };
        items.push(filename);
        if let Some(second) = this.fields[field::FILENAME2].get() {
            items.extend([Value::NONE, second]);
        }
        self.new_tuple(items)
    }
}

/// Whether exceptions of this kind keep more than `args`, and are taken apart with it.
fn keeps_fields(kind: ExceptionKind) -> bool {
    matches!(kind, ExceptionKind::ImportError | ExceptionKind::AttributeError | ExceptionKind::OSError)
}

impl Vm {
    /// Adds a note to what was raised, or raises what its `add_note` raises.
    pub(crate) fn annotate(&mut self, raised: Raised, note: &str) -> Raised {
        let exception = self.take_raised(raised);
        let (name, note) = (self.intern("add_note"), self.new_str(note));
        match self.call_method(&exception, &name, &[note]) {
            Ok(_) => self.set_raised(exception),
            Err(raised) => raised,
        }
    }
}

fn add_note(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (this, note) = (&args[0], &args[1]);
    if note.as_str().is_none() {
        let name = vm.type_name(note);
        return Err(vm.raise_type_error(format!("add_note() argument must be str, not {name}")));
    }
    let key = vm.names.__notes__.clone();
    let notes = match vm.find_attr(this, &key)? {
        Some(notes) => notes,
        None => {
            let notes = vm.new_list(Vec::new());
            vm.set_attr(this, &key, &notes)?;
            notes
        }
    };
    match notes.as_list() {
        Some(list) => list.push(note.clone()),
        None => return Err(vm.raise_type_error("Cannot add note: __notes__ is not a list")),
    }
    Ok(Value::NONE)
}

fn with_traceback(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    set_traceback(vm, &args[0], Some(&args[1]))?;
    Ok(args[0].clone())
}

fn args(_vm: &mut Vm, this: &Value) -> PyResult {
    Ok(object(this).args.get_or_none())
}

fn set_args(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.raise_type_error("args may not be deleted")) };
    let items = vm.collect(value)?;
    let tuple = vm.new_tuple(items);
    object(this).args.set(tuple);
    Ok(())
}

fn traceback(_vm: &mut Vm, this: &Value) -> PyResult {
    Ok(object(this).traceback.get_or_none())
}

fn set_traceback(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.raise_type_error("__traceback__ may not be deleted")) };
    if !value.is_none() && !value.is_a::<Traceback>() {
        return Err(vm.raise_type_error("__traceback__ must be a traceback or None"));
    }
    drop(object(this).traceback.replace(Some(value.clone()).filter(|value| !value.is_none())));
    Ok(())
}

fn context(_vm: &mut Vm, this: &Value) -> PyResult {
    Ok(object(this).context.get_or_none())
}

fn set_context(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = exception_or_none(vm, value, "context")?;
    drop(object(this).context.replace(value));
    Ok(())
}

fn cause(_vm: &mut Vm, this: &Value) -> PyResult {
    Ok(object(this).cause.get_or_none())
}

fn set_cause(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = exception_or_none(vm, value, "cause")?;
    let exception = object(this);
    exception.suppress_context.set(true);
    drop(exception.cause.replace(value));
    Ok(())
}

fn exception_or_none(vm: &mut Vm, value: Option<&Value>, what: &str) -> PyResult<Option<Value>> {
    match value {
        None => Err(vm.raise_type_error(format!("__{what}__ may not be deleted"))),
        Some(value) if value.is_none() => Ok(None),
        Some(value) if vm.is_exception(value) => Ok(Some(value.clone())),
        Some(_) => {
            let message = format!("exception {what} must be None or derive from BaseException");
            Err(vm.raise_type_error(message))
        }
    }
}

fn suppress_context(_vm: &mut Vm, this: &Value) -> PyResult {
    Ok(Value::from_bool(object(this).suppress_context.get()))
}

fn set_suppress_context(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) if value.raw().is_bool() => {
            object(this).suppress_context.set(value.is(&Value::TRUE));
            Ok(())
        }
        Some(_) => Err(vm.raise_type_error("attribute value type must be bool")),
        None => Err(vm.raise_type_error("can't delete numeric/char attribute")),
    }
}

fn dict(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.dict_of(this, true).unwrap_or(Value::NONE))
}
