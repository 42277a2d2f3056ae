//! `compile`, `exec` and `eval`.

use crate::code::Code;
use crate::error::{PyResult, Raised};
use crate::evaluate::SourceMode;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Parameters};
use crate::object::Ref;
use crate::value::Value;
use crate::vm::Vm;

const COMPILE: Parameters<7> = Parameters {
    function: "compile",
    names: ["source", "filename", "mode", "flags", "dont_inherit", "optimize", "_feature_version"],
    required: 3,
    positional: 6,
};

/// `compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)`
pub(super) fn compile(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [source, filename, mode, flags, _, optimize, version] = args.bind(vm, &COMPILE)?;
    for (value, default, name) in [(flags, 0, "flags"), (version, -1, "_feature_version")] {
        if let Some(value) = value
            && vm.index_i64(&value)? != default
        {
            return Err(vm.raise_value_error(format!("compile(): {name} is not supported")));
        }
    }
    let optimize = match optimize {
        Some(level) => vm.index_i64(&level)?,
        None => -1,
    };
    if !(-1..=2).contains(&optimize) {
        return Err(vm.raise_value_error("compile(): invalid optimize value"));
    }
    let mode = match mode.as_ref().and_then(Value::as_str) {
        Some("exec") => SourceMode::Module,
        Some("eval") => SourceMode::Eval,
        Some("single") => SourceMode::Single,
        _ => return Err(vm.raise_value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let filename = filename.unwrap_or(Value::NONE);
    let filename = vm.expect_text(&filename, "compile() arg 2")?.to_owned();
    let source = source.unwrap_or(Value::NONE);
    if source.is_a::<Code>() {
        return Ok(source);
    }
    let text = source_text(vm, &source, &filename, "compile", "string, bytes or AST")?;
    Ok(vm.compile_source(&text, &filename, mode, optimize > 0)?.into_value())
}

const EXEC: Parameters<4> =
    Parameters { function: "exec", names: ["", "globals", "locals", "closure"], required: 1, positional: 3 };

/// `exec(source, /, globals=None, locals=None, *, closure=None)`
pub(super) fn exec(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [source, globals, locals, closure] = args.bind(vm, &EXEC)?;
    if closure.is_some_and(|closure| !closure.is_none()) {
        return Err(vm.raise_type_error("cannot use a closure with this code object"));
    }
    run(vm, source, globals, locals, "exec", SourceMode::Module)?;
    Ok(Value::NONE)
}

const EVAL: Parameters<3> =
    Parameters { function: "eval", names: ["", "globals", "locals"], required: 1, positional: 3 };

/// `eval(source, /, globals=None, locals=None)`
pub(super) fn eval(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [source, globals, locals] = args.bind(vm, &EVAL)?;
    run(vm, source, globals, locals, "eval", SourceMode::Eval)
}

fn run(
    vm: &mut Vm,
    source: Option<Value>,
    globals: Option<Value>,
    locals: Option<Value>,
    function: &str,
    mode: SourceMode,
) -> PyResult {
    let source = source.unwrap_or(Value::NONE);
    let globals = globals.filter(|globals| !globals.is_none());
    let locals = locals.filter(|locals| !locals.is_none());
    check_namespaces(vm, globals.as_ref(), locals.as_ref(), function)?;
    let (globals, locals) = match (globals, locals) {
        (Some(globals), locals) => {
            let locals = locals.unwrap_or_else(|| globals.clone());
            (globals, locals)
        }
        (None, Some(locals)) => (vm.current_globals().unwrap_or(Value::NONE), locals),
        (None, None) => (vm.current_globals().unwrap_or(Value::NONE), vm.current_locals()?),
    };
    let code = match source.downcast::<Code>() {
        Some(code) => code.clone(),
        None => {
            let text = source_text(vm, &source, "<string>", function, "string, bytes or code")?;
            let text = if mode == SourceMode::Eval { text.trim_start_matches([' ', '\t']) } else { &text };
            vm.compile_source(text, "<string>", mode, false)?
        }
    };
    run_code(vm, code, globals, locals, function)
}

fn check_namespaces(
    vm: &mut Vm,
    globals: Option<&Value>,
    locals: Option<&Value>,
    function: &str,
) -> PyResult<()> {
    let is_eval = function == "eval";
    if let Some(locals) = locals
        && !vm.is_mapping(locals)
    {
        let found = vm.type_name(locals);
        let message = format!("locals must be a mapping or None, not {found}");
        return Err(vm.raise_type_error(if is_eval {
            "locals must be a mapping".to_owned()
        } else {
            message
        }));
    }
    let Some(globals) = globals.filter(|globals| globals.as_dict().is_none()) else { return Ok(()) };
    let found = vm.type_name(globals);
    let message = match (is_eval, vm.is_mapping(globals)) {
        (true, true) => "globals must be a real dict; try eval(expr, {}, mapping)".to_owned(),
        (true, false) => "globals must be a dict".to_owned(),
        (false, _) => format!("exec() globals must be a dict, not {found}"),
    };
    Err(vm.raise_type_error(message))
}

impl Vm {
    /// Whether a value can be subscribed, as far as its class says.
    fn is_mapping(&mut self, value: &Value) -> bool {
        let name = self.names.__getitem__.clone();
        self.lookup_special(value, &name).is_some()
    }
}

fn run_code(vm: &mut Vm, code: Ref<Code>, globals: Value, locals: Value, function: &str) -> PyResult {
    if code.free_variables() > 0 {
        return Err(
            vm.raise_type_error(format!("code object passed to {function}() may not contain free variables"))
        );
    }
    vm.run_code(code, globals, locals)
}

fn source_text(vm: &mut Vm, source: &Value, file: &str, function: &str, expected: &str) -> PyResult<String> {
    let bytes = source.bytes_like().map(|bytes| bytes.to_vec());
    let text = match (source.as_str(), bytes) {
        (Some(text), _) => text.to_owned(),
        (_, Some(bytes)) => vm.decode_source(&bytes, file)?,
        _ => return Err(bad_source(vm, function, expected)),
    };
    if text.contains('\0') {
        let message = vm.new_str("source code string cannot contain null bytes");
        return Err(vm.raise_called(ExceptionKind::SyntaxError, &[message]));
    }
    Ok(text)
}

#[cold]
fn bad_source(vm: &mut Vm, function: &str, expected: &str) -> Raised {
    vm.raise_type_error(format!("{function}() arg 1 must be a {expected} object"))
}
