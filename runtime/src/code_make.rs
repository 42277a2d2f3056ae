//! Code objects made by hand: `types.CodeType(…)` and `code.replace(…)`.
//!
//! Requirement: what is made here is verified before anything can run it.

use std::sync::Arc;

use genjit_bytecode::{CodeFlags, CodeObject, Constant, LocalKind, LocalName, verify};

use crate::code::Code;
use crate::error::{PyResult, Raised};
use crate::native::Arguments;
use crate::num::int::IntView;
use crate::value::Value;
use crate::vm::Vm;

/// The parts of a code object that programs name.
struct Parts {
    numbers: [i64; 7],
    code: Vec<u8>,
    consts: Vec<Constant>,
    names: Vec<Arc<str>>,
    varnames: Vec<Arc<str>>,
    freevars: Vec<Arc<str>>,
    cellvars: Vec<Arc<str>>,
    filename: Arc<str>,
    name: Arc<str>,
    qualname: Arc<str>,
    linetable: Vec<u8>,
    exceptiontable: Vec<u8>,
    /// The slots as they were: they say which locals are hidden.
    before: Vec<LocalName>,
}

/// Places in `Parts::numbers`.
const NUMBERS: [&str; 7] = [
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_nlocals",
    "co_stacksize",
    "co_flags",
    "co_firstlineno",
];

fn variables(source: &CodeObject, wanted: impl Fn(bool, LocalKind) -> bool) -> Vec<Arc<str>> {
    let arguments = arguments(source.argcount, source.kwonlyargcount, source.flags) as usize;
    let locals = source.localsplus.iter().enumerate();
    locals
        .filter(|(at, local)| wanted(*at < arguments, local.kind))
        .map(|(_, local)| local.name.clone())
        .collect()
}

/// Number of parameters, starred ones included.
fn arguments(positional: u32, keyword: u32, flags: CodeFlags) -> u32 {
    let variadic = [CodeFlags::VARARGS, CodeFlags::VARKEYWORDS];
    let starred = variadic.into_iter().filter(|&flag| flags.contains(flag)).count() as u32;
    positional.saturating_add(keyword).saturating_add(starred)
}

impl Parts {
    fn of(source: &CodeObject) -> Parts {
        let varnames = variables(source, |argument, kind| {
            argument || matches!(kind, LocalKind::Local | LocalKind::Hidden)
        });
        let numbers = [
            source.argcount,
            source.posonlyargcount,
            source.kwonlyargcount,
            varnames.len() as u32,
            source.stacksize,
            source.flags.0,
            source.firstlineno,
        ];
        Parts {
            numbers: numbers.map(i64::from),
            code: source.code_bytes(),
            consts: source.consts.clone(),
            names: source.names.clone(),
            varnames,
            freevars: variables(source, |_, kind| kind == LocalKind::Free),
            cellvars: variables(source, |_, kind| kind == LocalKind::Cell),
            filename: source.filename.clone(),
            name: source.name.clone(),
            qualname: source.qualname.clone(),
            linetable: source.linetable.clone(),
            exceptiontable: source.exceptiontable.clone(),
            before: source.localsplus.clone(),
        }
    }

    /// Locals, then cells that are no arguments, then free variables.
    fn slots(&self) -> Vec<LocalName> {
        let mut slots: Vec<LocalName> = Vec::new();
        for (at, name) in self.varnames.iter().enumerate() {
            let hidden =
                self.before.get(at).is_some_and(|old| old.name == *name && old.kind == LocalKind::Hidden);
            let kind = match () {
                () if self.cellvars.contains(name) => LocalKind::Cell,
                () if hidden => LocalKind::Hidden,
                () => LocalKind::Local,
            };
            slots.push(LocalName { name: name.clone(), kind });
        }
        let cells = self.cellvars.iter().filter(|name| !self.varnames.contains(name));
        slots.extend(cells.map(|name| LocalName { name: name.clone(), kind: LocalKind::Cell }));
        slots
            .extend(self.freevars.iter().map(|name| LocalName { name: name.clone(), kind: LocalKind::Free }));
        slots
    }

    /// The code object, if it may run.
    fn finish(self, vm: &mut Vm) -> PyResult {
        if self.code.is_empty() || !self.code.len().is_multiple_of(2) {
            return Err(vm.raise_value_error("code: co_code is malformed"));
        }
        for (name, number) in [("argcount", 0), ("posonlyargcount", 1), ("kwonlyargcount", 2), ("nlocals", 3)]
        {
            if self.numbers[number] < 0 {
                return Err(vm.raise_value_error(format!("code: {name} must not be negative")));
            }
        }
        let mut numbers = [0u32; 7];
        for (small, number) in numbers.iter_mut().zip(self.numbers) {
            let Ok(number) = u32::try_from(number) else {
                return Err(
                    vm.raise_system_error("../Objects/codeobject.c: bad argument to internal function")
                );
            };
            *small = number;
        }
        let [argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, firstlineno] = numbers;
        let flags = CodeFlags(flags);
        let wanted = arguments(argcount, kwonlyargcount, flags) as usize;
        if posonlyargcount > argcount || wanted > self.varnames.len() {
            return Err(vm.raise_value_error("code: co_varnames is too small"));
        }
        if nlocals as usize != self.varnames.len() {
            return Err(vm.raise_value_error("code: co_nlocals != len(co_varnames)"));
        }
        let made = CodeObject {
            name: self.name.clone(),
            qualname: self.qualname.clone(),
            filename: self.filename.clone(),
            firstlineno,
            argcount,
            posonlyargcount,
            kwonlyargcount,
            stacksize,
            flags,
            units: self.code.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect(),
            localsplus: self.slots(),
            consts: self.consts,
            names: self.names,
            exceptiontable: self.exceptiontable,
            linetable: self.linetable,
        };
        match verify(&made) {
            Ok(_) => Ok(vm.new_code(&Arc::new(made)).into_value()),
            Err(error) => Err(vm.raise_value_error(format!("code: {error}"))),
        }
    }

    /// Sets the part with an attribute's name; whether there is one. `number` is that of the argument, where
    /// arguments have no names.
    fn set(&mut self, vm: &mut Vm, part: &str, number: Option<usize>, value: &Value) -> PyResult<bool> {
        let wrong = |vm: &mut Vm, wanted: &str| match number {
            Some(number) => wrong_type(vm, &format!("code() argument {number}"), wanted, value),
            None => wrong_type(vm, &format!("replace() argument '{part}'"), wanted, value),
        };
        if let Some(at) = NUMBERS.iter().position(|known| *known == part) {
            self.numbers[at] = vm.index_c_int(value)?.into();
            if self.numbers[at] < 0 && number.is_none() {
                return Err(vm.raise_value_error(format!("{part} must be a positive integer")));
            }
            return Ok(true);
        }
        let bytes = match part {
            "co_code" => Some(&mut self.code),
            "co_linetable" => Some(&mut self.linetable),
            "co_exceptiontable" => Some(&mut self.exceptiontable),
            _ => None,
        };
        if let Some(bytes) = bytes {
            let Some(given) = value.as_bytes() else { return Err(wrong(vm, "bytes")) };
            *bytes = given.to_vec();
            return Ok(true);
        }
        let text = match part {
            "co_filename" => Some(&mut self.filename),
            "co_name" => Some(&mut self.name),
            "co_qualname" => Some(&mut self.qualname),
            _ => None,
        };
        if let Some(text) = text {
            let Some(given) = value.as_str() else { return Err(wrong(vm, "str")) };
            *text = given.into();
            return Ok(true);
        }
        let is_tuple =
            matches!(part, "co_consts" | "co_names" | "co_varnames" | "co_freevars" | "co_cellvars");
        if !is_tuple {
            return Ok(false);
        }
        let Some(items) = value.as_tuple().cloned() else { return Err(wrong(vm, "tuple")) };
        if part == "co_consts" {
            let mut consts = Vec::with_capacity(items.items().len());
            for item in items.items() {
                consts.push(constant(vm, item, 0)?);
            }
            self.consts = consts;
            return Ok(true);
        }
        let mut names = Vec::with_capacity(items.items().len());
        for item in items.items() {
            let Some(name) = item.as_str() else {
                let found = vm.type_name(item);
                let message = format!("name tuples must contain only strings, not '{found}'");
                return Err(vm.raise_type_error(message));
            };
            names.push(Arc::from(name));
        }
        match part {
            "co_names" => self.names = names,
            "co_varnames" => self.varnames = names,
            "co_freevars" => self.freevars = names,
            _ => self.cellvars = names,
        }
        Ok(true)
    }
}

#[cold]
fn wrong_type(vm: &mut Vm, argument: &str, wanted: &str, value: &Value) -> Raised {
    let found = vm.type_name_or_none(value);
    vm.raise_type_error(format!("{argument} must be {wanted}, not {found}"))
}

/// A value as a constant: of the kinds that compilers make.
fn constant(vm: &mut Vm, value: &Value, depth: usize) -> PyResult<Constant> {
    if depth > 50 {
        return Err(vm.raise_value_error("code: constants are nested too deeply"));
    }
    if value.is_none() {
        return Ok(Constant::None);
    }
    if value.raw().is_bool() {
        return Ok(Constant::Bool(value.is(&Value::TRUE)));
    }
    if value.is(&vm.ellipsis()) {
        return Ok(Constant::Ellipsis);
    }
    if let Some(code) = value.downcast::<Code>() {
        return Ok(Constant::Code(code.source().clone()));
    }
    if value.is(value.exact()) {
        if let Some(int) = value.as_int() {
            return Ok(Constant::Int(IntView::to_big(int)));
        }
        if let Some(float) = value.as_float() {
            return Ok(Constant::Float(float));
        }
        if let Some(parts) = value.as_complex() {
            return Ok(Constant::Complex { real: parts.re, imag: parts.im });
        }
        if let Some(text) = value.as_str() {
            return Ok(Constant::Str(text.into()));
        }
        if let Some(bytes) = value.as_bytes() {
            return Ok(Constant::Bytes(bytes.into()));
        }
        if value.as_tuple().is_some() || value.type_id() == crate::types::id::FROZENSET {
            let mut items = Vec::new();
            for item in vm.collect(value)? {
                items.push(constant(vm, &item, depth + 1)?);
            }
            return Ok(if value.as_tuple().is_some() {
                Constant::Tuple(items)
            } else {
                Constant::FrozenSet(items)
            });
        }
    }
    let found = vm.type_name(value);
    Err(vm.raise_value_error(format!("code: a constant of type '{found}' is not supported")))
}

/// The parts that `types.CodeType(…)` takes, in order; the last two may be left out.
const ORDER: [&str; 18] = [
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_nlocals",
    "co_stacksize",
    "co_flags",
    "co_code",
    "co_consts",
    "co_names",
    "co_varnames",
    "co_filename",
    "co_name",
    "co_qualname",
    "co_firstlineno",
    "co_linetable",
    "co_exceptiontable",
    "co_freevars",
    "co_cellvars",
];

/// `types.CodeType(…)`
pub(crate) fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "code")?;
    args.between(vm, "code", 16, 18)?;
    let empty: Arc<str> = "".into();
    let mut parts = Parts {
        numbers: [0; 7],
        code: Vec::new(),
        consts: Vec::new(),
        names: Vec::new(),
        varnames: Vec::new(),
        freevars: Vec::new(),
        cellvars: Vec::new(),
        filename: empty.clone(),
        name: empty.clone(),
        qualname: empty,
        linetable: Vec::new(),
        exceptiontable: Vec::new(),
        before: Vec::new(),
    };
    for (at, (part, value)) in ORDER.iter().zip(args.iter()).enumerate() {
        parts.set(vm, part, Some(at + 1), value)?;
    }
    parts.finish(vm)
}

/// `code.replace(**changes)`
pub(crate) fn replace(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    if args.len() > 1 {
        return Err(vm.raise_type_error("replace() takes no positional arguments"));
    }
    let source = args[0].downcast::<Code>().expect("a method of code objects gets one").source().clone();
    let mut parts = Parts::of(&source);
    for (name, value) in args.keywords() {
        let name = vm.str_text(name).unwrap_or_default();
        if !parts.set(vm, &name, None, value)? {
            let hint = crate::suggest::hint(&name, ORDER.iter().copied());
            let message = format!("replace() got an unexpected keyword argument '{name}'{hint}");
            return Err(vm.raise_type_error(message));
        }
    }
    parts.finish(vm)
}
