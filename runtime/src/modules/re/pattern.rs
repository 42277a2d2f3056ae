//! `re.Pattern`

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use fancy_regex::Regex;
use genjit_bytecode::CompareOp;

use super::emit::Variant;
use super::flags;
use super::matches::new_match;
use super::parse::{Fault, Parsed, parse};
use super::replace;
use super::run::{Mode, each_match, run};
use super::scanner;
use super::subject::Subject;
use super::syntax::flag;
use crate::class::builtin::BuiltinType;
use crate::error::{PyResult, Raised};
use crate::exceptions::ExceptionKind;
use crate::generic;
use crate::native::{
    Arguments, Arity, GetSetDef, NativeDef, Parameters, class_method, getter, member, method,
};
use crate::object::Ref;
use crate::object_type;
use crate::part::{Kept, Plain};
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// One program for each kind of text and match.
pub(super) type Programs = RefCell<[Option<Arc<Regex>>; Variant::COUNT]>;

object_type! {
    /// A compiled pattern.
    pub(crate) struct Pattern(|type_id| type_id == id::PATTERN) "pattern" {
        /// What it was compiled from.
        pub(super) source: Kept,
        flags: Cell<u32>,
        is_bytes: Cell<bool>,
        /// A dict from names to numbers.
        pub(super) names: Kept,
        parsed: Plain<Parsed>,
        pub(super) programs: Plain<Programs>,
    }
}

pub(super) fn pattern(value: &Value) -> &Ref<Pattern> {
    value.downcast::<Pattern>().expect("a method of patterns gets a pattern")
}

impl Pattern {
    pub(super) fn is_bytes(&self) -> bool {
        self.is_bytes.get()
    }

    pub(super) fn parsed(&self) -> &Parsed {
        &self.parsed.0
    }
}

/// Raises `re.PatternError`.
pub(super) fn raise_pattern_error(vm: &mut Vm, message: &str, source: &Value, at: Option<usize>) -> Raised {
    let make = |vm: &mut Vm| {
        let module = vm.import_module("re")?;
        let name = vm.intern("PatternError");
        let class = vm.get_attr(&module, &name)?;
        let message = vm.new_str(message);
        let at = at.map_or(Value::NONE, |at| vm.int_from_usize(at));
        vm.call(&class, &[message, source.clone(), at])
    };
    match make(vm) {
        Ok(exception) => vm.raise_object(&exception, None),
        Err(raised) => raised,
    }
}

/// `compile(pattern, flags)`
pub(super) fn compile(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let source = args[0].clone();
    let given = vm.index_i64(&args[1])? as u32;
    let (text, is_bytes): (Vec<char>, bool) = match source.as_str() {
        Some(text) => (text.chars().collect(), false),
        None => match source.bytes_like() {
            Some(bytes) => (bytes.iter().copied().map(char::from).collect(), true),
            None => {
                return Err(vm.raise_type_error("first argument must be string or compiled pattern"));
            }
        },
    };
    let mut warnings = Vec::new();
    let read = parse(vm, text, is_bytes, given, &mut warnings)
        .and_then(|parsed| Ok((flags::complete(vm, parsed.flags, is_bytes)?, parsed)));
    if !matches!(read, Err(Fault::Raised(_))) {
        for warning in warnings {
            vm.warn(ExceptionKind::FutureWarning, &warning)?;
        }
    }
    let (flags, parsed) = match read {
        Ok(read) => read,
        Err(Fault::Raised(raised)) => return Err(raised),
        Err(Fault::Pattern(message, at)) => {
            let at = (at != usize::MAX).then_some(at);
            return Err(raise_pattern_error(vm, &message, &source, at));
        }
        Err(Fault::Verbose) => return Err(vm.raise_system_error("flags change again")),
    };
    let names = vm.new_dict();
    for (name, group) in &parsed.names {
        let (name, group) = (vm.intern(name), vm.int_from_usize(*group));
        vm.dict_set(&names, &name, &group);
    }
    let programs = Plain(RefCell::new([const { None }; Variant::COUNT]));
    Ok(Pattern::allocate(
        &mut vm.heap,
        id::PATTERN,
        Kept(source),
        Cell::new(flags),
        Cell::new(is_bytes),
        Kept(names),
        Plain(parsed),
        programs,
    )
    .into_value())
}

const fn applied(function: &'static str) -> Parameters<3> {
    Parameters { function, names: ["string", "pos", "endpos"], required: 1, positional: 3 }
}

/// The subject of `method(string, pos=0, endpos=sys.maxsize)`.
pub(super) fn subject(vm: &mut Vm, args: &Arguments<'_>, parameters: &Parameters<3>) -> PyResult<Subject> {
    let [string, from, to] = args.rest().bind(vm, parameters)?;
    let index = |vm: &mut Vm, value: Option<Value>, absent| {
        value.map_or(Ok(absent), |value| vm.sequence_index(&value))
    };
    let (from, to) = (index(vm, from, 0)?, index(vm, to, i64::MAX)?);
    Subject::new(vm, pattern(&args[0]), &string.unwrap_or(Value::NONE), from, to)
}

fn apply(vm: &mut Vm, args: &Arguments<'_>, mode: Mode, parameters: &Parameters<3>) -> PyResult {
    let subject = subject(vm, args, parameters)?;
    let this = pattern(&args[0]).clone();
    match run(vm, &this, &subject, mode, false)? {
        Some(spans) => Ok(new_match(vm, &this, &subject, spans)),
        None => Ok(Value::NONE),
    }
}

const METHODS: &[NativeDef] = &[
    method("match", |vm, args| apply(vm, args, Mode::Match, &applied("match")), Arity::Any),
    method("fullmatch", |vm, args| apply(vm, args, Mode::Full, &applied("fullmatch")), Arity::Any),
    method("search", |vm, args| apply(vm, args, Mode::Search, &applied("search")), Arity::Any),
    method("findall", find_all, Arity::Any),
    method("finditer", find_iter, Arity::Any),
    method("scanner", make_scanner, Arity::Any),
    method("split", split, Arity::Any),
    method("sub", |vm, args| replace::substitute(vm, args, "sub"), Arity::Any),
    method("subn", |vm, args| replace::substitute(vm, args, "subn"), Arity::Any),
    method("__copy__", |_, args| Ok(args[0].clone()), Arity::Zero),
    method("__deepcopy__", |_, args| Ok(args[0].clone()), Arity::One),
    class_method("__class_getitem__", generic::class_getitem, Arity::One),
];

fn find_all(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let subject = subject(vm, args, &applied("findall"))?;
    let this = pattern(&args[0]).clone();
    let mut found = Vec::new();
    each_match(vm, &this, &subject, |vm, spans| {
        found.push(match spans.as_slice() {
            [whole] => subject.part(vm, *whole),
            [_, group] => subject.part(vm, *group),
            [_, groups @ ..] => {
                let items = groups.iter().map(|group| subject.part(vm, *group)).collect();
                vm.new_tuple(items)
            }
            [] => Value::NONE,
        });
        Ok(true)
    })?;
    Ok(vm.new_list(found))
}

fn make_scanner(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let subject = subject(vm, args, &applied("scanner"))?;
    Ok(scanner::new_scanner(vm, &args[0], subject))
}

fn find_iter(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let subject = subject(vm, args, &applied("finditer"))?;
    let scanner = scanner::new_scanner(vm, &args[0], subject);
    let name = vm.intern("search");
    let search = vm.get_attr(&scanner, &name)?;
    Ok(vm.new_callable_iterator(search, Value::NONE))
}

const SPLIT: Parameters<2> =
    Parameters { function: "split", names: ["string", "maxsplit"], required: 1, positional: 2 };

fn split(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [string, most] = args.rest().bind(vm, &SPLIT)?;
    let most = most.map_or(Ok(0), |most| vm.sequence_index(&most))?;
    let this = pattern(&args[0]).clone();
    let subject = Subject::new(vm, &this, &string.unwrap_or(Value::NONE), 0, i64::MAX)?;
    let (mut parts, mut count, mut last) = (Vec::new(), 0, 0);
    if most >= 0 {
        each_match(vm, &this, &subject, |vm, spans| {
            let (start, end) = spans[0].unwrap_or_default();
            parts.push(subject.slice(vm, last, start));
            for group in &spans[1..] {
                parts.push(match group {
                    Some(_) => subject.part(vm, *group),
                    None => Value::NONE,
                });
            }
            last = end;
            count += 1;
            Ok(most == 0 || count < most)
        })?;
    }
    parts.push(subject.slice(vm, last, subject.end));
    Ok(vm.new_list(parts))
}

const FLAG_NAMES: &[(u32, &str)] = &[
    (flag::IGNORECASE, "re.IGNORECASE"),
    (flag::LOCALE, "re.LOCALE"),
    (flag::MULTILINE, "re.MULTILINE"),
    (flag::DOTALL, "re.DOTALL"),
    (flag::UNICODE, "re.UNICODE"),
    (flag::VERBOSE, "re.VERBOSE"),
    (flag::DEBUG, "re.DEBUG"),
    (flag::ASCII, "re.ASCII"),
];

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let this = pattern(this).clone();
    let shown: String = vm.repr_string(&this.source.0)?.chars().take(200).collect();
    let mut flags = this.flags.get();
    if !this.is_bytes() && flags & flag::KINDS == flag::UNICODE {
        flags &= !flag::UNICODE;
    }
    let mut names = Vec::new();
    for &(bit, name) in FLAG_NAMES {
        if flags & bit != 0 {
            names.push(name.to_owned());
            flags &= !bit;
        }
    }
    if flags != 0 {
        names.push(format!("0x{flags:x}"));
    }
    let separator = if names.is_empty() { "" } else { ", " };
    Ok(vm.new_str(&format!("re.compile({shown}{separator}{})", names.join("|"))))
}

fn compare(vm: &mut Vm, op: CompareOp, a: &Value, b: &Value) -> PyResult {
    let (Some(left), Some(right)) = (a.downcast::<Pattern>(), b.downcast::<Pattern>()) else {
        return Ok(vm.not_implemented());
    };
    let (left, right) = (left.clone(), right.clone());
    let equal = left.flags.get() == right.flags.get()
        && left.is_bytes() == right.is_bytes()
        && vm.equals(&left.source.0, &right.source.0)?;
    match op {
        CompareOp::Eq => Ok(Value::from_bool(equal)),
        CompareOp::Ne => Ok(Value::from_bool(!equal)),
        _ => Ok(vm.not_implemented()),
    }
}

fn hash(vm: &mut Vm, this: &Value) -> PyResult<i64> {
    let this = pattern(this).clone();
    let source = vm.hash(&this.source.0)?;
    Ok(source ^ i64::from(this.flags.get()) << 7 ^ i64::from(this.is_bytes()))
}

const ATTRIBUTES: &[GetSetDef] = &[
    member("pattern", |_, this| Ok(pattern(this).source.0.clone())),
    member("flags", |_, this| Ok(Value::from_small(pattern(this).flags.get().into()))),
    member("groups", |vm, this| Ok(vm.int_from_usize(pattern(this).parsed().groups))),
    getter("groupindex", |vm, this| Ok(vm.new_mapping_proxy(pattern(this).names.0.clone()))),
];

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::PATTERN, Pattern::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        equality_only: true,
        ..Slots::NONE
    };
    let definition = BuiltinType::new(id::PATTERN, slots).methods(METHODS).getsets(ATTRIBUTES);
    vm.define_type(&definition.doc("A compiled regular expression.").module("re"));
}
