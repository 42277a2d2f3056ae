//! The type `code` as programs see it.

use genjit_bytecode::{CompareOp, LocalKind, Position};

use crate::code::Code;
use crate::code_make::{self, replace};
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getter, member, method};
use crate::object::Ref;
use crate::slots::Slots;
use crate::value::Value;
use crate::vm::Vm;

/// Native operations of code objects.
pub(crate) const SLOTS: Slots = Slots {
    repr: Some(repr),
    hash: Some(hash),
    compare: Some(compare),
    equality_only: true,
    new: Some(code_make::new),
    ..Slots::NONE
};

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
    member("co_name", |vm, this| Ok(vm.intern(&code(this).source().name))),
    member("co_qualname", |vm, this| Ok(vm.intern(&code(this).source().qualname))),
    member("co_filename", |vm, this| Ok(vm.new_str(&code(this).source().filename))),
    member("co_firstlineno", |_, this| Ok(small(code(this).source().firstlineno))),
    member("co_argcount", |_, this| Ok(small(code(this).source().argcount))),
    member("co_posonlyargcount", |_, this| Ok(small(code(this).source().posonlyargcount))),
    member("co_kwonlyargcount", |_, this| Ok(small(code(this).source().kwonlyargcount))),
    member("co_nlocals", |_, this| Ok(Value::from_small(variables(this, is_variable).len() as i64))),
    member("co_stacksize", |_, this| Ok(small(code(this).source().stacksize))),
    member("co_flags", |_, this| Ok(small(code(this).source().flags.0))),
    getter("co_code", |vm, this| Ok(vm.new_bytes(&code(this).source().code_bytes()))),
    // Code is never rewritten as it runs.
    getter("_co_code_adaptive", |vm, this| Ok(vm.new_bytes(&code(this).source().code_bytes()))),
    member("co_consts", |vm, this| Ok(vm.new_tuple(code(this).consts().to_vec()))),
    member("co_names", |vm, this| Ok(vm.new_tuple(code(this).names().to_vec()))),
    getter("co_varnames", |vm, this| Ok(names(vm, this, is_variable))),
    getter("co_cellvars", |vm, this| Ok(names(vm, this, |_, kind| kind == LocalKind::Cell))),
    getter("co_freevars", |vm, this| Ok(names(vm, this, |_, kind| kind == LocalKind::Free))),
    member("co_exceptiontable", |vm, this| Ok(vm.new_bytes(&code(this).source().exceptiontable))),
    member("co_linetable", |vm, this| Ok(vm.new_bytes(&code(this).source().linetable))),
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

/// Equal code objects do the same under the same name in the same lines.
fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let (Some(left), Some(right)) = (a.downcast::<Code>(), b.downcast::<Code>()) else {
        return Ok(vm.not_implemented());
    };
    let (left, right) = (left.source(), right.source());
    let equal = std::sync::Arc::ptr_eq(left, right)
        || left.name == right.name
            && left.argcount == right.argcount
            && left.posonlyargcount == right.posonlyargcount
            && left.kwonlyargcount == right.kwonlyargcount
            && left.flags == right.flags
            && left.firstlineno == right.firstlineno
            && left.units == right.units
            && left.consts == right.consts
            && left.names == right.names
            && left.localsplus == right.localsplus
            && left.linetable == right.linetable
            && left.exceptiontable == right.exceptiontable;
    match op {
        CompareOp::Eq => Ok(Value::from_bool(equal)),
        CompareOp::Ne => Ok(Value::from_bool(!equal)),
        _ => Ok(vm.not_implemented()),
    }
}

fn hash(_vm: &mut Vm, this: &Value) -> PyResult<i64> {
    use std::hash::{Hash, Hasher};

    let source = code(this).source();
    let mut hasher = rustc_hash::FxHasher::default();
    (&source.name, &source.units, &source.names, source.flags.0, source.firstlineno).hash(&mut hasher);
    Ok((hasher.finish() >> 3) as i64)
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
