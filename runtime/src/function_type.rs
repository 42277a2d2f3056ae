//! The types `function` and `cell` as programs see them.

use genjit_bytecode::CodeFlags;

use crate::cell::CellObject;
use crate::class::BoundMethod;
use crate::code::Code;
use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::function::Function;
use crate::native::{Arguments, GetSetDef, Parameters, getset, member};
use crate::object::Ref;
use crate::slot::Slot;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// Native operations of functions.
pub(crate) const SLOTS: Slots = Slots {
    repr: Some(repr),
    call: Some(crate::interp::call_function_slot),
    get: Some(bind_to),
    dict: Some(attributes),
    new: Some(new_function),
    ..Slots::NONE
};

/// Attributes of functions.
pub(crate) const ATTRIBUTES: &[GetSetDef] = &[
    getset("__name__", |_, this| Ok(function(this).name.get_or_none()), set_name),
    getset("__qualname__", |_, this| Ok(function(this).qualname.get_or_none()), set_qualname),
    getset("__code__", |_, this| Ok(function(this).code().value().clone()), set_code),
    getset("__defaults__", |_, this| Ok(function(this).defaults().unwrap_or(Value::NONE)), set_defaults),
    getset(
        "__kwdefaults__",
        |_, this| Ok(function(this).kwdefaults().unwrap_or(Value::NONE)),
        set_kwdefaults,
    ),
    member("__closure__", |_, this| Ok(function(this).closure().unwrap_or(Value::NONE))),
    member("__globals__", |_, this| Ok(function(this).globals.get_or_none())),
    member("__builtins__", |vm, this| Ok(vm.builtins_of(function(this)))),
    getset(
        "__doc__",
        |_, this| Ok(function(this).doc.get_or_none()),
        |_, this, value| {
            function(this).doc.set(value.cloned().unwrap_or(Value::NONE));
            Ok(())
        },
    ),
    getset(
        "__module__",
        |_, this| Ok(function(this).module.get_or_none()),
        |_, this, value| {
            function(this).module.set(value.cloned().unwrap_or(Value::NONE));
            Ok(())
        },
    ),
    getset("__dict__", dict, set_dict),
    getset("__annotations__", annotations, set_annotations),
    getset("__annotate__", |_, this| Ok(function(this).annotate.get_or_none()), set_annotate),
    getset("__type_params__", type_params, set_type_params),
];

/// Native operations of cells.
pub(crate) const CELL_SLOTS: Slots = Slots { repr: Some(repr_cell), new: Some(new_cell), ..Slots::NONE };

/// Attributes of cells.
pub(crate) const CELL_ATTRIBUTES: &[GetSetDef] = &[getset("cell_contents", cell_contents, set_cell_contents)];

fn function(this: &Value) -> &Ref<Function> {
    let Some(function) = this.downcast::<Function>() else {
        unreachable!("methods of functions get functions")
    };
    function
}

fn cell(this: &Value) -> &Ref<CellObject> {
    let Some(cell) = this.downcast::<CellObject>() else { unreachable!("methods of cells get cells") };
    cell
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let name = vm.str_text(&function(this).qualname.get_or_none()).unwrap_or_default();
    Ok(vm.new_str(&format!("<function {name} at {:#x}>", this.raw().pointer() as usize)))
}

fn bind_to(vm: &mut Vm, this: &Value, object: Option<&Value>, _class: &Value) -> PyResult {
    let Some(object) = object else { return Ok(this.clone()) };
    let (function, object) = (Slot::new(this.clone()), Slot::new(object.clone()));
    Ok(BoundMethod::allocate(&mut vm.heap, id::METHOD, function, object).into_value())
}

fn attributes(vm: &mut Vm, this: &Value, make: bool) -> Option<Value> {
    let attributes = &function(this).attributes;
    if attributes.is_empty() && make {
        let dict = vm.new_dict();
        attributes.set(dict);
    }
    attributes.get()
}

fn dict(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(attributes(vm, this, true).unwrap_or(Value::NONE))
}

fn set_dict(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) if value.as_dict().is_some() => {
            function(this).attributes.set(value.clone());
            Ok(())
        }
        Some(value) => {
            let message = format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_name(value));
            Err(vm.raise_type_error(message))
        }
        None => Err(vm.raise_type_error("cannot delete __dict__")),
    }
}

fn expect_str(vm: &mut Vm, value: Option<&Value>, name: &str) -> PyResult {
    match value.filter(|value| value.as_str().is_some()) {
        Some(value) => Ok(value.clone()),
        None => Err(vm.raise_type_error(format!("{name} must be set to a string object"))),
    }
}

fn set_name(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = expect_str(vm, value, "__name__")?;
    vm.keep_generator_names(function(this));
    function(this).name.set(value);
    Ok(())
}

fn set_qualname(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = expect_str(vm, value, "__qualname__")?;
    vm.keep_generator_names(function(this));
    function(this).qualname.set(value);
    Ok(())
}

fn set_code(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(code) = value.and_then(|value| value.downcast::<Code>()) else {
        return Err(vm.raise_type_error("__code__ must be set to a code object"));
    };
    let function = function(this);
    let (has, needs) = (function.code().free_variables(), code.free_variables());
    if has != needs {
        let name = vm.str_text(&function.name.get_or_none()).unwrap_or_default();
        let message = format!("{name}() requires a code object with {has} free vars, not {needs}");
        return Err(vm.raise_value_error(message));
    }
    let code = code.clone();
    let kinds = CodeFlags::GENERATOR.0 | CodeFlags::COROUTINE.0 | CodeFlags::ASYNC_GENERATOR.0;
    if (function.code().flags.0 ^ code.flags.0) & kinds != 0 {
        let message = "Assigning a code object of non-matching type is deprecated \
                       (e.g., from a generator to a plain function)";
        vm.warn(ExceptionKind::DeprecationWarning, message)?;
    }
    vm.set_function_code(function, code);
    Ok(())
}

fn set_defaults(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = value.filter(|value| !value.is_none());
    if value.is_some_and(|value| value.as_tuple().is_none()) {
        return Err(vm.raise_type_error("__defaults__ must be set to a tuple object"));
    }
    vm.function_changes(function(this));
    function(this).set_defaults(value.cloned());
    Ok(())
}

fn set_kwdefaults(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = value.filter(|value| !value.is_none());
    if value.is_some_and(|value| value.as_dict().is_none()) {
        return Err(vm.raise_type_error("__kwdefaults__ must be set to a dict object"));
    }
    vm.function_changes(function(this));
    function(this).set_kwdefaults(value.cloned());
    Ok(())
}

/// `__annotations__`: evaluated by `__annotate__` when first asked for.
fn annotations(vm: &mut Vm, this: &Value) -> PyResult {
    if let Some(annotations) = function(this).annotations.get() {
        return Ok(annotations);
    }
    let annotate = function(this).annotate.get();
    let annotations = match vm.call_annotate(annotate.as_ref())? {
        Some(annotations) => annotations,
        None => vm.new_dict(),
    };
    function(this).annotations.set(annotations.clone());
    Ok(annotations)
}

fn set_annotations(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = value.filter(|value| !value.is_none());
    if value.is_some_and(|value| value.as_dict().is_none()) {
        return Err(vm.raise_type_error("__annotations__ must be set to a dict object"));
    }
    drop(function(this).annotations.replace(value.cloned()));
    drop(function(this).annotate.take());
    Ok(())
}

fn set_annotate(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(vm.raise_type_error("__annotate__ cannot be deleted"));
    };
    vm.check_annotate(value)?;
    function(this).annotate.set(value.clone());
    drop(function(this).annotations.take());
    Ok(())
}

fn type_params(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(function(this).type_params.get().unwrap_or_else(|| vm.new_tuple(vec![])))
}

fn set_type_params(vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    match value.filter(|value| value.as_tuple().is_some()) {
        Some(value) => {
            function(this).type_params.set(value.clone());
            Ok(())
        }
        None => Err(vm.raise_type_error("__type_params__ must be set to a tuple")),
    }
}

const FUNCTION_PARAMETERS: Parameters<6> = Parameters {
    function: "function",
    names: ["code", "globals", "name", "argdefs", "closure", "kwdefaults"],
    required: 2,
    positional: 6,
};

/// Checks the name, defaults, closure and keyword defaults of a function that is made by hand.
fn check_parts(vm: &mut Vm, parts: [&Option<Value>; 4], free: usize) -> PyResult<()> {
    let [name, defaults, closure, kwdefaults] =
        parts.map(|part| part.as_ref().filter(|part| !part.is_none()));
    let message = if name.is_some_and(|name| name.as_str().is_none()) {
        "arg 3 (name) must be None or string".to_owned()
    } else if defaults.is_some_and(|defaults| defaults.as_tuple().is_none()) {
        "arg 4 (defaults) must be None or tuple".to_owned()
    } else if closure.is_some_and(|closure| closure.as_tuple().is_none()) {
        "arg 5 (closure) must be None or tuple".to_owned()
    } else if closure.is_none() && free > 0 {
        "arg 5 (closure) must be tuple".to_owned()
    } else if kwdefaults.is_some_and(|kwdefaults| kwdefaults.as_dict().is_none()) {
        "arg 6 (kwdefaults) must be None or dict".to_owned()
    } else {
        let cells = closure.map(|closure| vm.tuple_items(closure)).unwrap_or_default();
        match cells.iter().find(|cell| !cell.is_a::<CellObject>()) {
            Some(other) if cells.len() == free => {
                format!("arg 5 (closure) expected cell, found {}", vm.type_name(other))
            }
            _ => return Ok(()),
        }
    };
    Err(vm.raise_type_error(message))
}

/// `types.FunctionType(code, globals, …)`.
fn new_function(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    let [code, globals, name, defaults, closure, kwdefaults] = args.bind(vm, &FUNCTION_PARAMETERS)?;
    let (Some(code), Some(globals)) = (code, globals) else { unreachable!("both are required") };
    let Ok(code) = Ref::<Code>::try_from_value(code.clone()) else {
        let found = vm.type_name(&code);
        return Err(vm.raise_type_error(format!("function() argument 'code' must be code, not {found}")));
    };
    if globals.as_dict().is_none() {
        let found = vm.type_name(&globals);
        return Err(vm.raise_type_error(format!("function() argument 'globals' must be dict, not {found}")));
    }
    let present = |value: Option<Value>| value.filter(|value| !value.is_none());
    check_parts(vm, [&name, &defaults, &closure, &kwdefaults], code.free_variables())?;
    let closure = present(closure);
    let cells = closure.as_ref().map_or(0, |closure| vm.tuple_items(closure).len());
    if cells != code.free_variables() {
        let (name, needs) = (code.source().name.clone(), code.free_variables());
        return Err(vm.raise_value_error(format!("{name} requires closure of length {needs}, not {cells}")));
    }
    let function = vm.new_function(code, globals);
    if let Some(name) = present(name) {
        function.name.set(name);
    }
    function.set_defaults(present(defaults));
    function.set_closure(closure);
    function.set_kwdefaults(present(kwdefaults));
    Ok(function.into_value())
}

fn repr_cell(vm: &mut Vm, this: &Value) -> PyResult {
    let address = this.raw().pointer() as usize;
    let text = match cell(this).value.get() {
        None => format!("<cell at {address:#x}: empty>"),
        Some(content) => {
            let (name, word) = (vm.type_name(&content), content.raw());
            let place = if word.is_object() { word.pointer() as u64 } else { word.0 };
            format!("<cell at {address:#x}: {name} object at {place:#x}>")
        }
    };
    Ok(vm.new_str(&text))
}

fn new_cell(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "cell")?;
    args.between(vm, "cell", 0, 1)?;
    Ok(CellObject::allocate(&mut vm.heap, args.first().cloned()).into_value())
}

fn cell_contents(vm: &mut Vm, this: &Value) -> PyResult {
    match cell(this).value.get() {
        Some(content) => Ok(content),
        None => Err(vm.raise_value_error("Cell is empty")),
    }
}

fn set_cell_contents(_vm: &mut Vm, this: &Value, value: Option<&Value>) -> PyResult<()> {
    drop(cell(this).value.replace(value.cloned()));
    Ok(())
}
