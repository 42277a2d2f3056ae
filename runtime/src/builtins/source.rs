//! `compile`, `exec`, `eval`, `globals`, `locals`.

use crate::code::Code;
use crate::error::PyResult;
use crate::frame_view::FrameView;
use crate::import::SourceKind;
use crate::native::{Arguments, Parameters};
use crate::value::Value;
use crate::vm::Vm;

const COMPILE: Parameters<6> = Parameters {
    function: "compile",
    names: ["source", "filename", "mode", "flags", "dont_inherit", "optimize"],
    required: 3,
    positional: 6,
};

pub(super) fn compile(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [source, filename, mode, flags, _inherit, _optimize] = args.bind(vm, &COMPILE)?;
    if let Some(flags) = flags
        && vm.index_i64(&flags)? != 0
    {
        return Err(vm.raise_value_error("compile(): flags are not supported"));
    }
    let text = |value: &Option<Value>| value.as_ref().and_then(|value| value.as_str()).map(str::to_owned);
    let kind = match text(&mode).as_deref() {
        Some("exec") => SourceKind::Module,
        Some("eval") => SourceKind::Expression,
        Some("single") => SourceKind::Interactive,
        _ => return Err(vm.raise_value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let Some(source) = text(&source) else {
        return Err(vm.raise_type_error("compile() arg 1 must be a string, bytes or AST object"));
    };
    let filename = text(&filename).unwrap_or_else(|| "<string>".to_owned());
    let code = vm.compile_code(&source, &filename, kind)?;
    Ok(vm.new_code(&code).into_value())
}

/// The namespaces that `exec` and `eval` use: those given, or the caller's.
fn namespaces(
    vm: &mut Vm,
    function: &str,
    globals: Option<Value>,
    locals: Option<Value>,
) -> PyResult<(Value, Value)> {
    let given = |value: Option<Value>| value.filter(|value| !value.is_none());
    let (globals, locals) = (given(globals), given(locals));
    match globals {
        Some(globals) if globals.as_dict().is_none() => {
            let name = vm.type_name(&globals);
            let message = if function == "eval" {
                "globals must be a real dict; try eval(code, {}, mapping)".to_owned()
            } else {
                format!("{function}() globals must be a dict, not {name}")
            };
            Err(vm.raise_type_error(message))
        }
        Some(globals) => Ok((globals.clone(), locals.unwrap_or(globals))),
        None => {
            let globals = caller_attribute(vm, "f_globals")?;
            let locals = match locals {
                Some(locals) => locals,
                None => current_locals(vm)?,
            };
            Ok((globals, locals))
        }
    }
}

const EXEC: Parameters<4> =
    Parameters { function: "exec", names: ["source", "globals", "locals", "closure"], required: 1, positional: 3 };

pub(super) fn exec(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [source, globals, locals, closure] = args.bind(vm, &EXEC)?;
    if closure.is_some_and(|closure| !closure.is_none()) {
        return Err(vm.raise_type_error("exec(): closure is not supported"));
    }
    let (globals, locals) = namespaces(vm, "exec", globals, locals)?;
    let code = code_of(vm, &source.unwrap_or(Value::NONE), SourceKind::Module, "exec")?;
    vm.run_code(&code, &globals, &locals)?;
    Ok(Value::NONE)
}

const EVAL: Parameters<3> =
    Parameters { function: "eval", names: ["source", "globals", "locals"], required: 1, positional: 3 };

pub(super) fn eval(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [source, globals, locals] = args.bind(vm, &EVAL)?;
    let (globals, locals) = namespaces(vm, "eval", globals, locals)?;
    let code = code_of(vm, &source.unwrap_or(Value::NONE), SourceKind::Expression, "eval")?;
    vm.run_code(&code, &globals, &locals)
}

fn code_of(
    vm: &mut Vm,
    source: &Value,
    kind: SourceKind,
    function: &str,
) -> PyResult<std::sync::Arc<genjit_bytecode::CodeObject>> {
    if let Some(code) = source.downcast::<Code>() {
        if code.free_variables() > 0 {
            let message = format!("code object passed to {function}() may not contain free variables");
            return Err(vm.raise_type_error(message));
        }
        return Ok(code.source().clone());
    }
    match source.as_str().map(str::to_owned) {
        Some(text) if kind == SourceKind::Expression => {
            vm.compile_code(text.trim_start_matches([' ', '\t']), "<string>", kind)
        }
        Some(text) => vm.compile_code(&text, "<string>", kind),
        None => Err(vm.raise_type_error(format!("{function}() arg 1 must be a string, bytes or code object"))),
    }
}

fn caller_attribute(vm: &mut Vm, name: &str) -> PyResult {
    match vm.frame_at(0) {
        Some(frame) => {
            debug_assert!(frame.is_a::<FrameView>());
            let name = vm.intern(name);
            vm.get_attr(&frame, &name)
        }
        None => Err(vm.raise_system_error("frame does not exist")),
    }
}

pub(super) fn globals(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    caller_attribute(vm, "f_globals")
}

pub(super) fn locals(vm: &mut Vm, _args: &Arguments<'_>) -> PyResult {
    current_locals(vm)
}

/// `locals()`: the namespace of a module or class, a fresh dict of a function's variables.
fn current_locals(vm: &mut Vm) -> PyResult {
    let locals = caller_attribute(vm, "f_locals")?;
    if locals.type_id() != crate::types::id::FRAME_LOCALS_PROXY {
        return Ok(locals);
    }
    let class = vm.class_of_type(crate::types::id::DICT).into_value();
    vm.call(&class, &[locals])
}
