//! `print`, `input` and `format`.

use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::{Arguments, Parameters};
use crate::value::Value;
use crate::vm::Vm;

const PRINT: Parameters<4> =
    Parameters { function: "print", names: ["sep", "end", "file", "flush"], required: 0, positional: 0 };

/// `print(*args, sep=' ', end='\n', file=None, flush=False)`
pub(super) fn print(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let keywords = Arguments::with_names(&args.values()[args.len()..], args.names());
    let [separator, end, file, flush] = keywords.bind(vm, &PRINT)?;
    let separator = separator_text(vm, separator, "sep", " ")?;
    let end = separator_text(vm, end, "end", "\n")?;
    let file = match file.filter(|file| !file.is_none()) {
        Some(file) => file,
        None => match vm.sys_attribute("stdout") {
            Some(file) if file.is_none() => return Ok(Value::NONE),
            Some(file) => file,
            None => return Err(vm.raise_runtime_error("lost sys.stdout")),
        },
    };
    for (index, value) in args.iter().enumerate() {
        if index > 0 {
            vm.write_to(&file, &separator)?;
        }
        let text = vm.str(value)?;
        vm.write_to(&file, text.as_str().unwrap_or_default())?;
    }
    vm.write_to(&file, &end)?;
    if let Some(flush) = flush
        && vm.truth(&flush)?
    {
        vm.flush_target(&file)?;
    }
    Ok(Value::NONE)
}

fn separator_text(vm: &mut Vm, value: Option<Value>, name: &str, default: &str) -> PyResult<String> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(default.to_owned()) };
    match value.as_str() {
        Some(text) => Ok(text.to_owned()),
        None => {
            let found = vm.type_name(&value);
            Err(vm.raise_type_error(format!("{name} must be None or a string, not {found}")))
        }
    }
}

/// `input(prompt='')`
pub(super) fn input(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if let Some(file) = vm.sys_attribute("stdout").filter(|file| !file.is_none()) {
        if let Some(prompt) = args.first() {
            let prompt = vm.str_string(prompt)?;
            vm.write_to(&file, &prompt)?;
        }
        vm.flush_target(&file)?;
    }
    let Some(source) = vm.sys_attribute("stdin").filter(|file| !file.is_none()) else {
        return Err(vm.raise_runtime_error("lost sys.stdin"));
    };
    let readline = vm.intern("readline");
    let line = vm.call_method(&source, &readline, &[])?;
    let Some(text) = line.as_str() else {
        return Err(vm.raise_type_error("object.readline() returned non-string"));
    };
    if text.is_empty() {
        return Err(vm.raise(ExceptionKind::EOFError, "EOF when reading a line"));
    }
    let text = text.strip_suffix('\n').unwrap_or(text);
    Ok(vm.new_str(text))
}

/// `format(value, format_spec='')`
pub(super) fn format(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let Some(spec) = args.get(1) else { return vm.format(&args[0], "") };
    match spec.as_str() {
        Some(text) => vm.format(&args[0], text),
        None => {
            let found = vm.type_name(spec);
            Err(vm.raise_type_error(format!("format() argument 2 must be str, not {found}")))
        }
    }
}
