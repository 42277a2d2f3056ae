//! `itertools`: iterators built from iterators.
//!
//! Each is an object with a fixed list of state slots and a native `next`; it asks the iterators it stands
//! on by [`Vm::next_nested`], which bounds how deep native iterators may be nested.
//!
//! - `infinite`: `count`, `cycle`, `repeat`
//! - `chain`: `chain`, `islice`
//! - `select`: `takewhile`, `dropwhile`, `filterfalse`, `compress`
//! - `apply`: `accumulate`, `starmap`, `pairwise`, `batched`
//! - `group`: `groupby`
//! - `tee`: `tee`
//! - `longest`: `zip_longest`
//! - `combine`: `product`, `permutations`, `combinations`, `combinations_with_replacement`
//!
//! Requirement: a `next` reads the slots it needs before it asks another iterator, and reads them again
//! afterwards: what runs in between may have asked the same object.

mod apply;
mod chain;
mod combine;
mod group;
mod infinite;
mod longest;
mod select;
mod tee;

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::modules::NativeModule;
use crate::native::{Arguments, Arity, NativeDef, function};
use crate::object::{Layout, TypeId};
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

pub(super) const MODULE: NativeModule = NativeModule {
    name: "itertools",
    doc: "Functional tools for creating and using iterators.",
    functions: &[function("tee", tee::tee, Arity::Between(1, 2))],
    fill: |vm, dict| {
        vm.add_types(dict, TYPES);
        Ok(())
    },
};

const TYPES: &[(&str, TypeId)] = &[
    ("accumulate", id::ACCUMULATE),
    ("batched", id::BATCHED),
    ("chain", id::CHAIN),
    ("combinations", id::COMBINATIONS),
    ("combinations_with_replacement", id::COMBINATIONS_WITH_REPLACEMENT),
    ("compress", id::COMPRESS),
    ("count", id::COUNT),
    ("cycle", id::CYCLE),
    ("dropwhile", id::DROPWHILE),
    ("filterfalse", id::FILTERFALSE),
    ("groupby", id::GROUPBY),
    ("_grouper", id::GROUPER),
    ("islice", id::ISLICE),
    ("pairwise", id::PAIRWISE),
    ("permutations", id::PERMUTATIONS),
    ("product", id::PRODUCT),
    ("repeat", id::REPEAT),
    ("starmap", id::STARMAP),
    ("takewhile", id::TAKEWHILE),
    ("_tee", id::TEE),
    ("_tee_dataobject", id::TEE_BUFFER),
    ("zip_longest", id::ZIP_LONGEST),
];

type New = fn(&mut Vm, &Value, &Arguments<'_>) -> PyResult;
type Next = fn(&mut Vm, &Value) -> PyResult<Option<Value>>;

/// Declares an iterator type with a constructor and a `next`.
fn iterator(
    vm: &mut Vm,
    type_id: TypeId,
    layout: Layout,
    (new, next): (New, Next),
    methods: &'static [NativeDef],
) {
    iterator_with_repr(vm, type_id, layout, (new, next), methods, None);
}

fn iterator_with_repr(
    vm: &mut Vm,
    type_id: TypeId,
    layout: Layout,
    (new, next): (New, Next),
    methods: &'static [NativeDef],
    repr: Option<crate::slots::Unary>,
) {
    vm.heap.set_layout(type_id, layout);
    let slots = Slots { iter: Some(itself), next: Some(next), new: Some(new), repr, ..Slots::NONE };
    vm.define_type(&BuiltinType::new(type_id, slots).methods(methods));
}

/// `iter(iterator)`
fn itself(_vm: &mut Vm, this: &Value) -> PyResult {
    Ok(this.clone())
}

/// Checks the arguments of a type that takes positional ones only.
fn positional(vm: &mut Vm, args: &Arguments<'_>, name: &str, count: usize) -> PyResult<()> {
    args.no_keywords(vm, name)?;
    args.between(vm, name, count, count)
}

/// Declares layouts and fills the classes in.
pub(super) fn define(vm: &mut Vm) {
    infinite::define(vm);
    chain::define(vm);
    select::define(vm);
    apply::define(vm);
    group::define(vm);
    tee::define(vm);
    longest::define(vm);
    combine::define(vm);
}
