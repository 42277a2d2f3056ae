//! `_inspect`: what it says of functions, generators and frames.

use genjit_bytecode::CodeFlags;

use crate::code::Code;
use crate::error::PyResult;
use crate::function::Function;
use crate::generator::{ASYNC_GENERATOR, COROUTINE, GENERATOR};
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::object::Ref;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_inspect",
    doc: "Get useful information from live Python objects.",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        const STATES: &[&str] = &["CREATED", "RUNNING", "SUSPENDED", "CLOSED"];
        for prefix in ["GEN", "CORO", "AGEN"] {
            for state in STATES {
                let name = format!("{prefix}_{state}");
                let value = vm.intern(&name);
                vm.set_global(dict, &name, value);
            }
        }
        for (name, flag) in CODE_FLAGS {
            vm.set_global(dict, name, Value::from_small(i64::from(flag.0)));
        }
        Ok(())
    },
};

const CODE_FLAGS: &[(&str, CodeFlags)] = &[
    ("CO_OPTIMIZED", CodeFlags::OPTIMIZED),
    ("CO_NEWLOCALS", CodeFlags::NEWLOCALS),
    ("CO_VARARGS", CodeFlags::VARARGS),
    ("CO_VARKEYWORDS", CodeFlags::VARKEYWORDS),
    ("CO_NESTED", CodeFlags::NESTED),
    ("CO_GENERATOR", CodeFlags::GENERATOR),
    ("CO_COROUTINE", CodeFlags::COROUTINE),
    ("CO_ITERABLE_COROUTINE", CodeFlags::ITERABLE_COROUTINE),
    ("CO_ASYNC_GENERATOR", CodeFlags::ASYNC_GENERATOR),
    ("CO_NOFREE", CodeFlags(0x40)),
    ("CO_HAS_DOCSTRING", CodeFlags::HAS_DOCSTRING),
    ("CO_METHOD", CodeFlags::METHOD),
];

const FUNCTIONS: &[NativeDef] = &[
    function("currentframe", currentframe, Arity::Zero),
    function("getgeneratorstate", |vm, args| state(vm, args, "GEN", "gi"), Arity::One),
    function("getcoroutinestate", |vm, args| state(vm, args, "CORO", "cr"), Arity::One),
    function("getasyncgenstate", |vm, args| state(vm, args, "AGEN", "ag"), Arity::One),
    function("getgeneratorlocals", getgeneratorlocals, Arity::One),
    function("getcoroutinelocals", |vm, args| locals_of(vm, &args[0], "cr_frame"), Arity::One),
    function("getasyncgenlocals", getasyncgenlocals, Arity::One),
    function("isgenerator", |_, args| is(&args[0], &[GENERATOR]), Arity::One),
    function("iscoroutine", |_, args| is(&args[0], &[COROUTINE]), Arity::One),
    function("isasyncgen", |_, args| is(&args[0], &[ASYNC_GENERATOR]), Arity::One),
    function("isgeneratorfunction", |_, args| Ok(has_flag(&args[0], CodeFlags::GENERATOR)), Arity::One),
    function("iscoroutinefunction", |_, args| Ok(has_flag(&args[0], CodeFlags::COROUTINE)), Arity::One),
    function("isasyncgenfunction", |_, args| Ok(has_flag(&args[0], CodeFlags::ASYNC_GENERATOR)), Arity::One),
    function("isawaitable", isawaitable, Arity::One),
    function("isfunction", |_, args| is(&args[0], &[id::FUNCTION]), Arity::One),
    function("ismethod", |_, args| is(&args[0], &[id::METHOD]), Arity::One),
    function("isbuiltin", |_, args| is(&args[0], &[id::BUILTIN]), Arity::One),
    function("iscode", |_, args| is(&args[0], &[id::CODE]), Arity::One),
    function("isframe", |_, args| is(&args[0], &[id::FRAME]), Arity::One),
    function("istraceback", |_, args| is(&args[0], &[id::TRACEBACK]), Arity::One),
    function("ismodule", |_, args| is(&args[0], &[id::MODULE]), Arity::One),
    function("isclass", |_, args| Ok(Value::from_bool(args[0].as_class().is_some())), Arity::One),
];

fn is(value: &Value, types: &[crate::object::TypeId]) -> PyResult {
    Ok(Value::from_bool(types.contains(&value.type_id())))
}

fn currentframe(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    Ok(vm.frame_at(0).unwrap_or(Value::NONE))
}

fn attribute(vm: &mut Vm, value: &Value, name: &str) -> PyResult {
    let name = vm.intern(name);
    vm.get_attr(value, &name)
}

/// The state of a generator by its attributes, whatever object they belong to.
fn state(vm: &mut Vm, args: &Arguments<'_>, constants: &str, attributes: &str) -> PyResult {
    let this = &args[0];
    let running = attribute(vm, this, &format!("{attributes}_running"))?;
    let suspended = attribute(vm, this, &format!("{attributes}_suspended"))?;
    let frame = attribute(vm, this, &format!("{attributes}_frame"))?;
    let state = if vm.truth(&running)? {
        "RUNNING"
    } else if vm.truth(&suspended)? {
        "SUSPENDED"
    } else if frame.is_none() {
        "CLOSED"
    } else {
        "CREATED"
    };
    Ok(vm.intern(&format!("{constants}_{state}")))
}

fn getgeneratorlocals(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args[0].type_id() != GENERATOR {
        let shown = vm.repr_string(&args[0])?;
        return Err(vm.raise_type_error(format!("{shown} is not a Python generator")));
    }
    locals_of(vm, &args[0], "gi_frame")
}

fn getasyncgenlocals(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args[0].type_id() != ASYNC_GENERATOR {
        let shown = vm.repr_string(&args[0])?;
        return Err(vm.raise_type_error(format!("{shown} is not a Python async generator")));
    }
    locals_of(vm, &args[0], "ag_frame")
}

fn locals_of(vm: &mut Vm, this: &Value, frame: &str) -> PyResult {
    let frame = attribute(vm, this, frame)?;
    if frame.is_none() { Ok(vm.new_dict()) } else { attribute(vm, &frame, "f_locals") }
}

fn code_of(value: &Value) -> Option<Ref<Code>> {
    if let Some(method) = value.downcast::<crate::class::BoundMethod>() {
        return code_of(&method.function.get()?);
    }
    value.downcast::<Function>().map(|function| function.code().clone())
}

fn has_flag(value: &Value, flag: CodeFlags) -> Value {
    Value::from_bool(code_of(value).is_some_and(|code| code.source().flags.contains(flag)))
}

fn isawaitable(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let value = &args[0];
    if value.type_id() == COROUTINE {
        return Ok(Value::TRUE);
    }
    if value.type_id() == GENERATOR {
        let code = attribute(vm, value, "gi_code")?;
        let flags = attribute(vm, &code, "co_flags")?.as_small().unwrap_or(0);
        return Ok(Value::from_bool(flags & i64::from(CodeFlags::ITERABLE_COROUTINE.0) != 0));
    }
    let name = vm.names.__await__.clone();
    Ok(Value::from_bool(vm.lookup_special(value, &name).is_some()))
}
