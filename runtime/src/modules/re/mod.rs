//! `_re`: patterns and matches. `re` is Python around them.
//!
//! A pattern is read as Python reads it ([`parse`]), which gives Python's errors, and written in the syntax of
//! the crate that matches ([`emit`]): once for each kind of text that it meets.

mod emit;
mod escapes;
mod flags;
mod groups;
mod matches;
mod parse;
mod pattern;
mod replace;
mod run;
mod scanner;
mod subject;
mod syntax;
mod template;

use crate::modules::NativeModule;
use crate::native::{Arity, NativeDef, function};
use crate::types::id;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "_re",
    doc: "",
    functions: FUNCTIONS,
    fill: |vm, dict| {
        vm.add_types(dict, &[("Pattern", id::PATTERN), ("Match", id::MATCH)]);
        Ok(())
    },
};

const FUNCTIONS: &[NativeDef] = &[function("compile", pattern::compile, Arity::Exactly(2))
    .doc("The pattern of a text and flags that are a number.")];

pub(super) fn define(vm: &mut Vm) {
    pattern::define(vm);
    matches::define(vm);
    scanner::define(vm);
}
