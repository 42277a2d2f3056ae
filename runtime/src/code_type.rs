//! The type `code` as programs see it.

use genjit_bytecode::{LocalKind, Position};

use crate::code::Code;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getter, method};
use crate::object::Ref;
use crate::slots::Slots;
use crate::value::Value;
use crate::vm::Vm;

/// Native operations of code objects.
pub(crate) const SLOTS: Slots = Slots { repr: Some(repr), ..Slots::NONE };

/// Methods of code objects.
pub(crate) const METHODS: &[NativeDef] = &[
    method("co_lines", co_lines, Arity::Zero),
    method("co_positions", co_positions, Arity::Zero),
    method("replace", replace, Arity::Any),
    method("__replace__", replace, Arity::Any),
    method("_varname_from_oparg", varname_from_oparg, Arity::One),
];

/// Attributes of code objects.
pub(crate) const ATTRIBUTES: &[GetSetDef] = &[
    getter("co_name", |vm, this| Ok(vm.intern(&code(this).source().name))),
    getter("co_qualname", |vm, this| Ok(vm.intern(&code(this).source().qualname))),
    getter("co_filename", |vm, this| Ok(vm.new_str(&code(this).source().filename))),
    getter("co_firstlineno", |_, this| Ok(small(code(this).source().firstlineno))),
    getter("co_argcount", |_, this| Ok(small(code(this).source().argcount))),
    getter("co_posonlyargcount", |_, this| Ok(small(code(this).source().posonlyargcount))),
    getter("co_kwonlyargcount", |_, this| Ok(small(code(this).source().kwonlyargcount))),
    getter("co_nlocals", |_, this| Ok(Value::from_small(variables(this, is_variable).len() as i64))),
    getter("co_stacksize", |_, this| Ok(small(code(this).source().stacksize))),
    getter("co_flags", |_, this| Ok(small(code(this).source().flags.0))),
    getter("co_code", |vm, this| Ok(vm.new_bytes(&code(this).source().code_bytes()))),
    getter("co_consts", |vm, this| Ok(vm.new_tuple(code(this).consts().to_vec()))),
    getter("co_names", |vm, this| Ok(vm.new_tuple(code(this).names().to_vec()))),
    getter("co_varnames", |vm, this| Ok(names(vm, this, is_variable))),
    getter("co_cellvars", |vm, this| Ok(names(vm, this, |_, kind| kind == LocalKind::Cell))),
    getter("co_freevars", |vm, this| Ok(names(vm, this, |_, kind| kind == LocalKind::Free))),
    getter("co_exceptiontable", |vm, this| Ok(vm.new_bytes(&code(this).source().exceptiontable))),
    getter("co_linetable", |vm, this| Ok(vm.new_bytes(&code(this).source().linetable))),
];

fn code(this: &Value) -> &Ref<Code> {
    let Some(code) = this.downcast::<Code>() else {
        unreachable!("methods of code objects get code objects")
    };
    code
}

fn small(value: u32) -> Value {
    Value::from_small(value.into())
}

/// Parameters and locals: an argument that inner functions use is a variable although its slot holds a cell.
fn is_variable(argument: bool, kind: LocalKind) -> bool {
    argument || matches!(kind, LocalKind::Local | LocalKind::Hidden)
}

fn variables(this: &Value, wanted: fn(bool, LocalKind) -> bool) -> Vec<std::sync::Arc<str>> {
    use genjit_bytecode::CodeFlags;
    let source = code(this).source();
    let variadic = [CodeFlags::VARARGS, CodeFlags::VARKEYWORDS];
    let starred = variadic.into_iter().filter(|&flag| source.flags.contains(flag)).count();
    let arguments = (source.argcount + source.kwonlyargcount) as usize + starred;
    let locals = source.localsplus.iter().enumerate();
    locals
        .filter(|(at, local)| wanted(*at < arguments, local.kind))
        .map(|(_, local)| local.name.clone())
        .collect()
}

fn names(vm: &mut Vm, this: &Value, wanted: fn(bool, LocalKind) -> bool) -> Value {
    let names = variables(this, wanted).iter().map(|name| vm.intern(name)).collect();
    vm.new_tuple(names)
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let source = code(this).source();
    let text = format!(
        "<code object {} at {:#x}, file \"{}\", line {}>",
        source.name,
        this.raw().pointer() as usize,
        source.filename,
        source.firstlineno
    );
    Ok(vm.new_str(&text))
}

/// `replace(**changes)`: a code object with other names or places. The instructions and what they rely on
/// stay: code that reaches the `Vm` has been verified as a whole.
fn replace(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args.len() > 1 {
        let given = args.len() - 1;
        return Err(
            vm.raise_type_error(format!("replace() takes 0 positional arguments but {given} were given"))
        );
    }
    let mut changed = (**code(&args[0]).source()).clone();
    for (name, value) in args.keywords() {
        let name = vm.str_text(name).unwrap_or_default();
        match &*name {
            "co_name" => changed.name = text(vm, "co_name", value)?.into(),
            "co_qualname" => changed.qualname = text(vm, "co_qualname", value)?.into(),
            "co_filename" => changed.filename = text(vm, "co_filename", value)?.into(),
            "co_firstlineno" => {
                let line = vm.index_i64(value)?;
                let Ok(line) = u32::try_from(line) else {
                    return Err(vm.raise_value_error("code: co_firstlineno must not be negative"));
                };
                changed.firstlineno = line;
            }
            _ if name.starts_with("co_") => {
                return Err(vm.raise_value_error(format!("code.replace(): {name} is not supported")));
            }
            _ => {
                let message = format!("replace() got an unexpected keyword argument '{name}'");
                return Err(vm.raise_type_error(message));
            }
        }
    }
    Ok(vm.new_code(&std::sync::Arc::new(changed)).into_value())
}

fn text(vm: &mut Vm, name: &str, value: &Value) -> PyResult<String> {
    match value.as_str() {
        Some(text) => Ok(text.to_owned()),
        None => {
            let found = vm.type_name(value);
            Err(vm.raise_type_error(format!("replace() argument '{name}' must be str, not {found}")))
        }
    }
}

fn varname_from_oparg(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let index = vm.index_i64(&args[1])?;
    let source = code(&args[0]).source().clone();
    match usize::try_from(index).ok().and_then(|index| source.localsplus.get(index)) {
        Some(local) => Ok(vm.intern(&local.name)),
        None => Err(vm.raise_index_error("tuple index out of range")),
    }
}

/// `co_lines()`: an iterator over `(start, end, line)`.
fn co_lines(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let source = code(&args[0]).source().clone();
    let mut rows = Vec::new();
    for range in source.lines() {
        let line = range.line.map_or(Value::NONE, small);
        rows.push(vm.new_tuple(vec![small(range.start as u32 * 2), small(range.end as u32 * 2), line]));
    }
    let rows = vm.new_list(rows);
    vm.iter(&rows)
}

/// `co_positions()`: an iterator over `(line, end line, column, end column)`, one a code unit.
fn co_positions(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let source = code(&args[0]).source().clone();
    let mut rows = Vec::new();
    for Position { line, end_line, column, end_column } in source.positions() {
        let row = [line, end_line, column, end_column].map(|part| part.map_or(Value::NONE, small));
        rows.push(vm.new_tuple(row.to_vec()));
    }
    let rows = vm.new_list(rows);
    vm.iter(&rows)
}
