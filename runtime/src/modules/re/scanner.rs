//! The scanner of a pattern: its matches in a text, one after the other.

use std::cell::Cell;

use super::matches::new_match;
use super::pattern::pattern;
use super::run::{Mode, run};
use super::subject::Subject;
use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, member, method};
use crate::object_type;
use crate::part::Kept;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// What `pattern.scanner()` gives.
    pub(crate) struct Scanner(|type_id| type_id == id::SCANNER) "scanner" {
        pattern: Kept,
        given: Kept,
        data: Kept,
        at: Cell<usize>,
        end: Cell<usize>,
        /// The last match was empty.
        advance: Cell<bool>,
        finished: Cell<bool>,
    }
}

pub(super) fn new_scanner(vm: &mut Vm, pattern: &Value, subject: Subject) -> Value {
    Scanner::allocate(
        &mut vm.heap,
        id::SCANNER,
        Kept(pattern.clone()),
        Kept(subject.given),
        Kept(subject.data),
        Cell::new(subject.start),
        Cell::new(subject.end),
        Cell::new(false),
        Cell::new(false),
    )
    .into_value()
}

fn next(vm: &mut Vm, args: &Arguments<'_>, mode: Mode) -> PyResult {
    let this = args[0].downcast::<Scanner>().expect("a method of scanners gets a scanner").clone();
    if this.finished.get() {
        return Ok(Value::NONE);
    }
    let pattern = pattern(&this.pattern.0).clone();
    let (given, data) = (this.given.0.clone(), this.data.0.clone());
    let subject = Subject { given, data, start: this.at.get(), end: this.end.get() };
    let Some(spans) = run(vm, &pattern, &subject, mode, this.advance.get())? else {
        this.finished.set(true);
        return Ok(Value::NONE);
    };
    let (start, end) = spans[0].unwrap_or_default();
    this.at.set(end);
    this.advance.set(start == end);
    Ok(new_match(vm, &pattern, &subject, spans))
}

const METHODS: &[NativeDef] = &[
    method("match", |vm, args| next(vm, args, Mode::Match), Arity::Zero),
    method("search", |vm, args| next(vm, args, Mode::Search), Arity::Zero),
];

const ATTRIBUTES: &[GetSetDef] = &[member("pattern", |_, this| {
    Ok(this.downcast::<Scanner>().map_or(Value::NONE, |scanner| scanner.pattern.0.clone()))
})];

pub(super) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::SCANNER, Scanner::LAYOUT);
    let definition = BuiltinType::new(id::SCANNER, Slots::NONE).methods(METHODS).getsets(ATTRIBUTES);
    vm.define_type(&definition.module("_sre"));
}
