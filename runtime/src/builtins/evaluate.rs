//! `compile`, `exec` and `eval`.

use crate::cell::CellObject;
use crate::code::Code;
use crate::error::{PyResult, Raised};
use crate::evaluate::SourceMode;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Parameters};
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
    let [source, filename, mode, flags, inherit, optimize, version] = args.bind(vm, &COMPILE)?;
    let flags = match flags {
        Some(flags) => i64::from(vm.index_c_int(&flags)?),
        None => 0,
    };
    let version = match version {
        Some(version) => vm.index_c_int(&version)?,
        None => -1,
    };
    let flags = check_flags(vm, flags, version)?;
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
    let filename = file_name(vm, &filename.unwrap_or(Value::NONE))?;
    let source = source.unwrap_or(Value::NONE);
    let text = source_text(vm, &source, &filename, "compile", "string, bytes or AST")?;
    // Features are inherited from the code that calls, unless that is declined.
    let inherit = match inherit {
        Some(declined) => !vm.truth(&declined)?,
        None => true,
    };
    let inherited = if inherit { vm.current_future_flags() } else { 0 };
    Ok(vm.compile_flagged(&text, &filename, mode, optimize.max(0) as u8, flags | inherited)?.into_value())
}

/// The flags of features that are part of the language, and of forms of input that change nothing here.
const KNOWN_FLAGS: i64 =
    0x10 | 0x2000 | 0x2_0000 | 0x4_0000 | 0x8_0000 | 0x10_0000 | 0x20_0000 | 0x80_0000 | 0x100;
/// `co_flags` of the features that change something.
const FEATURES: i64 = 0x40_0000 | 0x100_0000;
/// Flags of `ast`, each with its name.
const TREE_FLAGS: [(i64, &str); 4] = [
    (0x400, "PyCF_ONLY_AST"),
    (0x1000, "PyCF_TYPE_COMMENTS"),
    (0x8000, "PyCF_OPTIMIZED_AST"),
    (0x200, "PyCF_DONT_IMPLY_DEDENT"),
];

/// The features that flags ask for.
fn check_flags(vm: &mut Vm, flags: i64, version: i32) -> PyResult<u32> {
    let trees: i64 = TREE_FLAGS.iter().map(|(bit, _)| bit).sum();
    if flags & !(KNOWN_FLAGS | FEATURES | trees | 0x4000) != 0 {
        return Err(vm.raise_value_error("compile(): unrecognised flags"));
    }
    if let Some((_, name)) = TREE_FLAGS.iter().find(|(bit, _)| flags & bit != 0) {
        return Err(vm.raise_value_error(format!("compile(): {name} is not supported")));
    }
    // Versions count where trees are made.
    let _ = version;
    Ok((flags & FEATURES) as u32)
}

/// A file name: text, bytes, or what has `__fspath__`.
fn file_name(vm: &mut Vm, value: &Value) -> PyResult<String> {
    let given = if value.as_str().is_some() || value.as_bytes().is_some() {
        value.clone()
    } else {
        let name = vm.intern("__fspath__");
        match vm.call_special(value, &name, &[])? {
            Some(path) => path,
            None => {
                let found = vm.type_name(value);
                let message = format!("expected str, bytes or os.PathLike object, not {found}");
                return Err(vm.raise_type_error(message));
            }
        }
    };
    let text = match (given.as_str(), given.as_bytes()) {
        (Some(text), _) => text.to_owned(),
        (None, bytes) => String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned(),
    };
    if text.contains('\0') {
        return Err(vm.raise_value_error("embedded null character"));
    }
    Ok(text)
}

const EXEC: Parameters<4> =
    Parameters { function: "exec", names: ["", "globals", "locals", "closure"], required: 1, positional: 3 };

/// `exec(source, /, globals=None, locals=None, *, closure=None)`
pub(super) fn exec(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [source, globals, locals, closure] = args.bind(vm, &EXEC)?;
    let closure = closure.filter(|closure| !closure.is_none());
    check_closure(vm, source.as_ref(), closure.as_ref())?;
    run(vm, source, globals, locals, closure, "exec", SourceMode::Module)?;
    Ok(Value::NONE)
}

fn check_closure(vm: &mut Vm, source: Option<&Value>, closure: Option<&Value>) -> PyResult<()> {
    let Some(code) = source.and_then(|source| source.downcast::<Code>()) else {
        return match closure {
            Some(_) => Err(vm.raise_type_error("closure can only be used when source is a code object")),
            None => Ok(()),
        };
    };
    let free = code.free_variables();
    if free == 0 {
        return match closure {
            Some(_) => Err(vm.raise_type_error("cannot use a closure with this code object")),
            None => Ok(()),
        };
    }
    let cells = match closure {
        Some(closure) if closure.as_tuple().is_some() => vm.tuple_items(closure),
        _ => Vec::new(),
    };
    if cells.len() != free || !cells.iter().all(Value::is_a::<CellObject>) {
        return Err(vm.raise_type_error(format!("code object requires a closure of exactly length {free}")));
    }
    Ok(())
}

const EVAL: Parameters<3> =
    Parameters { function: "eval", names: ["", "globals", "locals"], required: 1, positional: 3 };

/// `eval(source, /, globals=None, locals=None)`
pub(super) fn eval(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [source, globals, locals] = args.bind(vm, &EVAL)?;
    if source
        .as_ref()
        .and_then(|source| source.downcast::<Code>())
        .is_some_and(|code| code.free_variables() > 0)
    {
        return Err(vm.raise_type_error("code object passed to eval() may not contain free variables"));
    }
    run(vm, source, globals, locals, None, "eval", SourceMode::Eval)
}

fn run(
    vm: &mut Vm,
    source: Option<Value>,
    globals: Option<Value>,
    locals: Option<Value>,
    closure: Option<Value>,
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
            let features = vm.current_future_flags();
            vm.compile_flagged(text, "<string>", mode, 0, features)?
        }
    };
    vm.run_code_with(code, globals, locals, closure)
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
