//! `re.Match`

use std::cell::Cell;

use super::pattern::{Pattern, pattern};
use super::run::Spans;
use super::subject::Subject;
use super::template;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
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

object_type! {
    /// A match.
    pub(crate) struct Match(|type_id| type_id == id::MATCH) "match" {
        pattern: Kept,
        given: Kept,
        data: Kept,
        start: Cell<usize>,
        end: Cell<usize>,
        spans: Plain<Spans>,
    }
}

pub(super) fn matched(value: &Value) -> &Ref<Match> {
    value.downcast::<Match>().expect("a method of matches gets a match")
}

pub(super) fn new_match(vm: &mut Vm, pattern: &Ref<Pattern>, subject: &Subject, spans: Spans) -> Value {
    Match::allocate(
        &mut vm.heap,
        id::MATCH,
        Kept(pattern.clone().into_value()),
        Kept(subject.given.clone()),
        Kept(subject.data.clone()),
        Cell::new(subject.start),
        Cell::new(subject.end),
        Plain(spans),
    )
    .into_value()
}

impl Match {
    pub(super) fn pattern(&self) -> &Ref<Pattern> {
        pattern(&self.pattern.0)
    }

    pub(super) fn spans(&self) -> &Spans {
        &self.spans.0
    }

    pub(super) fn subject(&self) -> Subject {
        let (given, data) = (self.given.0.clone(), self.data.0.clone());
        Subject { given, data, start: self.start.get(), end: self.end.get() }
    }

    /// What a group matched; `absent` if it took no part.
    fn group(&self, vm: &mut Vm, index: usize, absent: &Value) -> Value {
        match self.spans.0[index] {
            Some((start, end)) => self.subject().slice(vm, start, end),
            None => absent.clone(),
        }
    }

    /// The group that was closed last: it reaches furthest, and its bracket closes last.
    fn last_group(&self) -> Option<usize> {
        let closing = &self.pattern().parsed().closing;
        let ends = (1..self.spans.0.len()).filter_map(|i| Some((self.spans.0[i]?.1, closing[i], i)));
        ends.max().map(|(_, _, index)| index)
    }
}

/// The number of a group that is named by number or name.
pub(super) fn group_index(vm: &mut Vm, this: &Ref<Match>, key: &Value) -> PyResult<usize> {
    let index = if vm.has_index(key) {
        usize::try_from(vm.index_clamped(key)?).ok()
    } else {
        match this.pattern().names.0.as_dict().cloned() {
            Some(names) => {
                vm.dict_lookup(&names, key)?.and_then(|index| index.as_int()?.to_i64()).map(|i| i as usize)
            }
            None => None,
        }
    };
    match index.filter(|&index| index < this.spans.0.len()) {
        Some(index) => Ok(index),
        None => Err(vm.raise_index_error("no such group")),
    }
}

fn group(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = matched(&args[0]).clone();
    match &args[1..] {
        [] => Ok(this.group(vm, 0, &Value::NONE)),
        [key] => {
            let index = group_index(vm, &this, key)?;
            Ok(this.group(vm, index, &Value::NONE))
        }
        keys => {
            let mut items = Vec::with_capacity(keys.len());
            for key in keys {
                let index = group_index(vm, &this, key)?;
                items.push(this.group(vm, index, &Value::NONE));
            }
            Ok(vm.new_tuple(items))
        }
    }
}

const fn absent(function: &'static str) -> Parameters<1> {
    Parameters { function, names: ["default"], required: 0, positional: 1 }
}

fn groups(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [default] = args.rest().bind(vm, &absent("groups"))?;
    let (this, default) = (matched(&args[0]).clone(), default.unwrap_or(Value::NONE));
    let items = (1..this.spans.0.len()).map(|index| this.group(vm, index, &default)).collect();
    Ok(vm.new_tuple(items))
}

fn group_dict(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [default] = args.rest().bind(vm, &absent("groupdict"))?;
    let (this, default) = (matched(&args[0]).clone(), default.unwrap_or(Value::NONE));
    let found = vm.new_dict();
    for (name, index) in &this.pattern().parsed().names {
        let (name, value) = (vm.intern(name), this.group(vm, *index, &default));
        vm.dict_set(&found, &name, &value);
    }
    Ok(found)
}

/// Start and end of a group as a program sees them; -1 if it took no part.
fn bounds(vm: &mut Vm, args: &Arguments<'_>) -> PyResult<(Value, Value)> {
    let this = matched(&args[0]).clone();
    let index = args.get(1).map_or(Ok(0), |key| group_index(vm, &this, key))?;
    Ok(shown_span(vm, &this, index))
}

fn shown_span(vm: &mut Vm, this: &Ref<Match>, index: usize) -> (Value, Value) {
    match this.spans.0[index] {
        Some((start, end)) => {
            let subject = this.subject();
            (vm.int_from_usize(subject.index(start)), vm.int_from_usize(subject.index(end)))
        }
        None => (Value::from_small(-1), Value::from_small(-1)),
    }
}

fn span(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let (start, end) = bounds(vm, args)?;
    Ok(vm.new_tuple(vec![start, end]))
}

const EXPAND: Parameters<1> =
    Parameters { function: "expand", names: ["template"], required: 1, positional: 1 };

fn expand(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [text] = args.rest().bind(vm, &EXPAND)?;
    let this = matched(&args[0]).clone();
    let pattern = this.pattern().clone();
    let template = template::parse(vm, &pattern, &text.unwrap_or(Value::NONE))?;
    let mut out = Vec::new();
    template.write(&this.subject(), this.spans(), &mut out);
    Ok(template::finish(vm, &pattern, &out))
}

const METHODS: &[NativeDef] = &[
    method("group", group, Arity::AtLeast(0)),
    method("start", |vm, args| Ok(bounds(vm, args)?.0), Arity::Between(0, 1)),
    method("end", |vm, args| Ok(bounds(vm, args)?.1), Arity::Between(0, 1)),
    method("span", span, Arity::Between(0, 1)),
    method("groups", groups, Arity::Any),
    method("groupdict", group_dict, Arity::Any),
    method("expand", expand, Arity::Any),
    method("__copy__", |_, args| Ok(args[0].clone()), Arity::Zero),
    method("__deepcopy__", |_, args| Ok(args[0].clone()), Arity::One),
    class_method("__class_getitem__", generic::class_getitem, Arity::One),
];

fn last_group(vm: &mut Vm, this: &Value) -> PyResult {
    let this = matched(this).clone();
    let Some(last) = this.last_group() else { return Ok(Value::NONE) };
    let names = &this.pattern().parsed().names;
    match names.iter().find(|(_, index)| *index == last) {
        Some((name, _)) => Ok(vm.intern(name)),
        None => Ok(Value::NONE),
    }
}

fn regs(vm: &mut Vm, this: &Value) -> PyResult {
    let this = matched(this).clone();
    let mut items = Vec::with_capacity(this.spans.0.len());
    for index in 0..this.spans.0.len() {
        let (start, end) = shown_span(vm, &this, index);
        items.push(vm.new_tuple(vec![start, end]));
    }
    Ok(vm.new_tuple(items))
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let this = matched(this).clone();
    let (start, end) = shown_span(vm, &this, 0);
    let found = this.group(vm, 0, &Value::NONE);
    let (start, end, found) = (vm.repr_string(&start)?, vm.repr_string(&end)?, vm.repr_string(&found)?);
    let found: String = found.chars().take(50).collect();
    Ok(vm.new_str(&format!("<re.Match object; span=({start}, {end}), match={found}>")))
}

const ATTRIBUTES: &[GetSetDef] = &[
    member("string", |_, this| Ok(matched(this).given.0.clone())),
    member("re", |_, this| Ok(matched(this).pattern.0.clone())),
    member("pos", |vm, this| {
        let subject = matched(this).subject();
        Ok(vm.int_from_usize(subject.index(subject.start)))
    }),
    member("endpos", |vm, this| {
        let subject = matched(this).subject();
        Ok(vm.int_from_usize(subject.index(subject.end)))
    }),
    getter("lastindex", |vm, this| {
        let last = matched(this).last_group();
        Ok(last.map_or(Value::NONE, |index| vm.int_from_usize(index)))
    }),
    getter("lastgroup", last_group),
    getter("regs", regs),
];

fn get_item(vm: &mut Vm, this: &Value, key: &Value) -> PyResult {
    let this = matched(this).clone();
    let index = group_index(vm, &this, key)?;
    Ok(this.group(vm, index, &Value::NONE))
}

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::MATCH, Match::LAYOUT);
    let slots = Slots { repr: Some(repr), get_item: Some(get_item), ..Slots::NONE };
    let definition = BuiltinType::new(id::MATCH, slots).methods(METHODS).getsets(ATTRIBUTES);
    vm.define_type(&definition.doc("What a regular expression matched.").module("re"));
}
