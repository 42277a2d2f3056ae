//! `print`, `input`, `repr`, `ascii`, `format`.

use crate::error::PyResult;
use crate::exceptions::ExceptionKind;
use crate::native::Arguments;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// Keywords of `print`.
struct Keywords {
    separator: String,
    end: String,
    file: Option<Value>,
    flush: bool,
}

fn keywords(vm: &mut Vm, args: &Arguments<'_>) -> PyResult<Keywords> {
    let mut found = Keywords { separator: " ".to_owned(), end: "\n".to_owned(), file: None, flush: false };
    for (keyword, value) in args.keywords() {
        match keyword.as_str().unwrap_or_default() {
            "sep" => text_or_none(vm, value, "sep", &mut found.separator)?,
            "end" => text_or_none(vm, value, "end", &mut found.end)?,
            "file" => found.file = Some(value.clone()).filter(|file| !file.is_none()),
            "flush" => found.flush = vm.truth(value)?,
            other => {
                return Err(vm.raise_type_error(format!("print() got an unexpected keyword argument '{other}'")));
            }
        }
    }
    Ok(found)
}

fn text_or_none(vm: &mut Vm, value: &Value, name: &str, text: &mut String) -> PyResult<()> {
    if value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(given) => *text = given.to_owned(),
        None => {
            let found = vm.type_name(value);
            return Err(vm.raise_type_error(format!("{name} must be None or a string, not {found}")));
        }
    }
    Ok(())
}

pub(super) fn print(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let keywords = keywords(vm, args)?;
    let file = match keywords.file.clone().or_else(|| vm.sys_attribute("stdout")) {
        Some(file) if file.is_none() => return Ok(Value::NONE),
        Some(file) => file,
        None => return Err(vm.raise_runtime_error("lost sys.stdout")),
    };
    for (index, value) in args.iter().enumerate() {
        if index > 0 {
            vm.write_to(&file, &keywords.separator)?;
        }
        let text = vm.str(value)?;
        vm.write_to(&file, text.as_str().unwrap_or_default())?;
    }
    vm.write_to(&file, &keywords.end)?;
    if keywords.flush {
        vm.flush_target(&file)?;
    }
    Ok(Value::NONE)
}

pub(super) fn input(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if let Some(prompt) = args.first() {
        let text = vm.str_string(prompt)?;
        vm.write_stdout(&text)?;
    }
    if let Some(stdout) = vm.sys_attribute("stdout").filter(|stdout| !stdout.is_none()) {
        vm.flush_target(&stdout)?;
    }
    let Some(stdin) = vm.sys_attribute("stdin") else {
        return Err(vm.raise_runtime_error("lost sys.stdin"));
    };
    let name = vm.intern("readline");
    let line = vm.call_method(&stdin, &name, &[])?;
    match line.as_str() {
        Some("") => Err(vm.raise(ExceptionKind::EOFError, "EOF when reading a line")),
        Some(text) => {
            let text = text.strip_suffix('\n').unwrap_or(text).to_owned();
            Ok(vm.new_str(&text))
        }
        None => Err(vm.raise_type_error("object.readline() returned non-string")),
    }
}

pub(super) fn repr(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    vm.repr(&args[0])
}

pub(super) fn ascii(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let text = vm.repr_string(&args[0])?;
    Ok(vm.new_str(&escape_non_ascii(&text)))
}

/// The text with characters beyond ASCII as escapes.
pub(crate) fn escape_non_ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match u32::from(c) {
            0..=0x7f => out.push(c),
            code @ 0x80..=0xff => out.push_str(&format!("\\x{code:02x}")),
            code @ 0x100..=0xffff => out.push_str(&format!("\\u{code:04x}")),
            code => out.push_str(&format!("\\U{code:08x}")),
        }
    }
    out
}

pub(super) fn format(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let spec = match args.get(1) {
        None => String::new(),
        Some(spec) if spec.type_id() == id::STR => spec.as_str().unwrap_or_default().to_owned(),
        Some(spec) => {
            let name = vm.type_name(spec);
            return Err(vm.raise_type_error(format!("format() argument 2 must be str, not {name}")));
        }
    };
    vm.format(&args[0], &spec)
}
