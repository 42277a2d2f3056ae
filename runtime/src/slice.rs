//! `slice`: what `a:b:c` between brackets becomes.

use num_bigint::BigInt;
use num_traits::{Signed, Zero};

use crate::class::builtin::BuiltinType;
use crate::error::PyResult;
use crate::native::{Arguments, Arity, GetSetDef, NativeDef, getter, method};
use crate::object::Ref;
use crate::object_type;
use crate::part::Kept;
use crate::slots::Slots;
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

object_type! {
    /// A slice; `None` stands for a part that was left out.
    pub struct Slice(|type_id| type_id == id::SLICE) "slice" {
        /// `step`
        pub step: Kept,
        /// `start`
        pub start: Kept,
        /// `stop`
        pub stop: Kept,
    }
}

/// What a slice selects of a sequence with a given length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// First index.
    pub start: BigInt,
    /// Where it ends: not selected.
    pub stop: BigInt,
    /// Distance, not zero.
    pub step: BigInt,
}

impl Value {
    /// The slice, if this is one.
    pub fn as_slice(&self) -> Option<&Ref<Slice>> {
        self.downcast::<Slice>()
    }
}

const METHODS: &[NativeDef] =
    &[method("indices", indices, Arity::One), method("__reduce__", reduce, Arity::Zero)];

const ATTRIBUTES: &[GetSetDef] = &[
    getter("start", |_, this| Ok(slice(this).start.0.clone())),
    getter("stop", |_, this| Ok(slice(this).stop.0.clone())),
    getter("step", |_, this| Ok(slice(this).step.0.clone())),
];

/// Declares the layout and fills the class in.
pub(crate) fn define(vm: &mut Vm) {
    vm.heap.set_layout(id::SLICE, Slice::LAYOUT);
    let slots = Slots {
        repr: Some(repr),
        hash: Some(|vm, this| {
            let parts = parts(vm, this);
            vm.hash(&parts)
        }),
        compare: Some(|vm, op, a, b| {
            if !b.is_a::<Slice>() {
                return Ok(vm.not_implemented());
            }
            let (a, b) = (parts(vm, a), parts(vm, b));
            vm.compare(op, &a, &b)
        }),
        new: Some(new),
        ..Slots::NONE
    };
    vm.define_type(&BuiltinType::new(id::SLICE, slots).methods(METHODS).getsets(ATTRIBUTES));
}

fn slice(value: &Value) -> &Ref<Slice> {
    value.as_slice().expect("a method of slices gets a slice")
}

fn parts(vm: &mut Vm, this: &Value) -> Value {
    let this = slice(this);
    vm.new_tuple(vec![this.start.0.clone(), this.stop.0.clone(), this.step.0.clone()])
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    let parts = parts(vm, this);
    let text = vm.repr_string(&parts)?;
    Ok(vm.new_str(&format!("slice{text}")))
}

fn new(vm: &mut Vm, _class: &Value, args: &Arguments<'_>) -> PyResult {
    args.no_keywords(vm, "slice")?;
    args.between(vm, "slice", 1, 3)?;
    let parts = match args.positionals() {
        [stop] => [Value::NONE, stop.clone(), Value::NONE],
        [start, stop] => [start.clone(), stop.clone(), Value::NONE],
        all => [all[0].clone(), all[1].clone(), all[2].clone()],
    };
    Ok(vm.new_slice(parts))
}

fn indices(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let length = vm.index(&args[1])?;
    let length = length.as_int().map(|length| length.to_big()).unwrap_or_default();
    if length.is_negative() {
        return Err(vm.raise_value_error("length should not be negative"));
    }
    let selection = vm.select(slice(&args[0]), &length)?;
    let parts = [selection.start, selection.stop, selection.step].map(|part| vm.new_int(part));
    Ok(vm.new_tuple(parts.into()))
}

fn reduce(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let this = slice(&args[0]);
    let parts = [&this.start, &this.stop, &this.step].map(|part| part.0.clone());
    let class = vm.class_of(&args[0]).into_value();
    let parts = vm.new_tuple(parts.into());
    Ok(vm.new_tuple(vec![class, parts]))
}

impl Vm {
    /// A new slice: start, stop, step.
    pub fn new_slice(&mut self, [start, stop, step]: [Value; 3]) -> Value {
        Slice::allocate(&mut self.heap, id::SLICE, Kept(step), Kept(start), Kept(stop)).into_value()
    }

    /// What a slice selects of a sequence that is so long, however long.
    pub(crate) fn select(&mut self, slice: &Slice, length: &BigInt) -> PyResult<Selection> {
        let step = match self.slice_part(&slice.step.0)? {
            Some(step) if step.is_zero() => return Err(self.raise_value_error("slice step cannot be zero")),
            Some(step) => step,
            None => BigInt::from(1),
        };
        let backwards = step.is_negative();
        let (lowest, highest) =
            if backwards { (BigInt::from(-1), length - 1) } else { (BigInt::zero(), length.clone()) };
        let clamp = |part: BigInt| {
            let part = if part.is_negative() { part + length } else { part };
            part.clamp(lowest.clone(), highest.clone())
        };
        let (first, last) = if backwards { (&highest, &lowest) } else { (&lowest, &highest) };
        let start = self.slice_part(&slice.start.0)?.map_or_else(|| first.clone(), clamp);
        let stop = self.slice_part(&slice.stop.0)?.map_or_else(|| last.clone(), clamp);
        Ok(Selection { start, stop, step })
    }

    fn slice_part(&mut self, part: &Value) -> PyResult<Option<BigInt>> {
        if part.is_none() {
            return Ok(None);
        }
        if !self.has_index(part) {
            return Err(
                self.raise_type_error("slice indices must be integers or None or have an __index__ method")
            );
        }
        let index = self.index(part)?;
        Ok(index.as_int().map(|index| index.to_big()))
    }
}
