//! Functions that turn an iterable into one value: `sum`, `min`, `max`, `any`, `all`.

use genjit_bytecode::{BinaryOp, CompareOp};

use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

/// `any(iterable)`
pub(super) fn any(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    find_truth(vm, &args[0], true)
}

/// `all(iterable)`
pub(super) fn all(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    find_truth(vm, &args[0], false)
}

/// `wanted` if an item has that truth, else the opposite.
fn find_truth(vm: &mut Vm, iterable: &Value, wanted: bool) -> PyResult {
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        if vm.truth(&item)? == wanted {
            return Ok(Value::from_bool(wanted));
        }
    }
    Ok(Value::from_bool(!wanted))
}

const SUM: Parameters<2> = Parameters { function: "sum", names: ["", "start"], required: 1, positional: 2 };

/// `sum(iterable, /, start=0)`
pub(super) fn sum(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [iterable, start] = args.bind(vm, &SUM)?;
    let iterator = vm.iter(&iterable.unwrap_or(Value::NONE))?;
    let start = start.unwrap_or(Value::from_small(0));
    let refused = match start.exact().type_id() {
        id::STR => Some("sum() can't sum strings [use ''.join(seq) instead]"),
        id::BYTES => Some("sum() can't sum bytes [use b''.join(seq) instead]"),
        id::BYTEARRAY => Some("sum() can't sum bytearray [use b''.join(seq) instead]"),
        _ => None,
    };
    if let Some(message) = refused {
        return Err(vm.raise_type_error(message));
    }
    vm.sum_items(&iterator, start)
}

/// A sum of floats with the error made so far (Neumaier's method, as CPython sums).
#[derive(Clone, Copy)]
struct FloatSum {
    high: f64,
    low: f64,
}

impl FloatSum {
    fn add(&mut self, x: f64) {
        let total = self.high + x;
        self.low +=
            if self.high.abs() >= x.abs() { (self.high - total) + x } else { (x - total) + self.high };
        self.high = total;
    }

    /// The corrected sum; an infinite or overflowed one is left as it is.
    fn value(self) -> f64 {
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

impl Vm {
    /// Adds what is left of an iterator to `total`, ints and floats without making objects.
    pub(crate) fn sum_items(&mut self, iterator: &Value, mut total: Value) -> PyResult {
        while let Some(item) = self.next(iterator)? {
            self.check_interrupt()?;
            if let (Some(a), Some(b)) = (total.as_small(), item.as_small()) {
                // Both have 62 bits, so the sum fits 64.
                total = self.int(a + b);
                continue;
            }
            if total.type_id() == id::FLOAT {
                total = self.sum_floats(iterator, total.as_float().unwrap_or(0.0), 0.0, item)?;
                continue;
            }
            total = self.binary_op(BinaryOp::Add, &total, &item)?;
        }
        Ok(total)
    }

    /// Adds items to a float as long as they are floats and ints; then one other item the general way.
    fn sum_floats(&mut self, iterator: &Value, high: f64, low: f64, first: Value) -> PyResult {
        let mut sum = FloatSum { high, low };
        let mut next = Some(first);
        while let Some(item) = next {
            if item.type_id() == id::FLOAT {
                sum.add(item.as_float().unwrap_or(0.0));
            } else if item.as_int().is_some() {
                sum.add(self.to_f64(&item)?);
            } else {
                let total = self.new_float(sum.value());
                return self.binary_op(BinaryOp::Add, &total, &item);
            }
            self.check_interrupt()?;
            next = self.next(iterator)?;
        }
        Ok(self.new_float(sum.value()))
    }

    /// Goes on with a sum of floats whose next item is no float.
    pub(crate) fn sum_after_floats(
        &mut self,
        iterator: &Value,
        high: f64,
        low: f64,
        item: Value,
    ) -> PyResult {
        let total = self.sum_floats(iterator, high, low, item)?;
        self.sum_items(iterator, total)
    }

    /// A sum of floats, the error kept aside put in.
    pub(crate) fn float_sum(&mut self, high: f64, low: f64) -> Value {
        self.new_float(FloatSum { high, low }.value())
    }
}

/// Parameters of `min` and `max` beyond the positional ones.
fn extreme_parameters(function: &'static str) -> Parameters<2> {
    Parameters { function, names: ["key", "default"], required: 0, positional: 0 }
}

/// `min(iterable, *[, default=obj, key=func])`, `min(arg1, arg2, *args, *[, key=func])`
pub(super) fn min(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    extreme(vm, args, "min", CompareOp::Lt)
}

/// `max(iterable, *[, default=obj, key=func])`, `max(arg1, arg2, *args, *[, key=func])`
pub(super) fn max(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    extreme(vm, args, "max", CompareOp::Gt)
}

fn extreme(vm: &mut Vm, args: &Arguments<'_>, name: &'static str, op: CompareOp) -> PyResult {
    args.between(vm, name, 1, usize::MAX)?;
    let keywords = Arguments::with_names(&args.values()[args.len()..], args.names());
    let [key, default] = keywords.bind(vm, &extreme_parameters(name))?;
    let key = key.filter(|key| !key.is_none());
    if args.len() > 1 {
        if default.is_some() {
            let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
            return Err(vm.raise_type_error(message));
        }
        let mut best = Best { op, key, found: None };
        for item in args.iter() {
            best.offer(vm, item.clone())?;
        }
        return Ok(best.found.map_or(Value::NONE, |(item, _)| item));
    }
    let iterator = vm.iter(&args[0])?;
    let mut best = Best { op, key, found: None };
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        best.offer(vm, item)?;
    }
    match best.found.map(|(item, _)| item).or(default) {
        Some(item) => Ok(item),
        None => Err(vm.raise_value_error(format!("{name}() iterable argument is empty"))),
    }
}

/// The smallest or largest item so far.
struct Best {
    op: CompareOp,
    key: Option<Value>,
    /// The item and what it is compared by.
    found: Option<(Value, Value)>,
}

impl Best {
    fn offer(&mut self, vm: &mut Vm, item: Value) -> PyResult<()> {
        let rank = match &self.key {
            Some(key) => vm.call(key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let better = match &self.found {
            Some((_, best)) => vm.compare_bool(self.op, &rank, best)?,
            None => true,
        };
        if better {
            self.found = Some((item, rank));
        }
        Ok(())
    }
}
