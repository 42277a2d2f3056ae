//! Functions that turn an iterable into one value: `sum`, `min`, `max`, `any`, `all`.

use genjit_bytecode::{BinaryOp, CompareOp};

use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::num::complex::Parts;
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

/// What a part of a sum, which adds numbers of one kind without making objects, ends with.
enum Summed {
    /// The whole sum.
    All(Value),
    /// The sum up to an item of another kind, which is in it.
    Before(Value),
}

impl Vm {
    /// Adds the items of an iterator to `total`. First come ints of 64 bits, then, if that is what the sum then
    /// is, floats, then complex numbers; from the first item on that does not fit, everything is added by `+`.
    fn sum_items(&mut self, iterator: &Value, mut total: Value) -> PyResult {
        if let Some(start) = long(&total).filter(|_| total.is_exact_int()) {
            match self.sum_longs(iterator, start)? {
                Summed::All(total) => return Ok(total),
                Summed::Before(sum) => total = sum,
            }
        }
        if let (id::FLOAT, Some(high)) = (total.type_id(), total.as_float()) {
            let Some(item) = self.next(iterator)? else { return Ok(total) };
            return self.sum_after_floats(iterator, high, 0.0, item);
        }
        self.sum_rest(iterator, total)
    }

    fn sum_longs(&mut self, iterator: &Value, mut sum: i64) -> PyResult<Summed> {
        while let Some(item) = self.next(iterator)? {
            self.check_interrupt()?;
            match long(&item).and_then(|item| sum.checked_add(item)) {
                Some(total) => sum = total,
                None => {
                    let total = self.int(sum);
                    return Ok(Summed::Before(self.binary_op(BinaryOp::Add, &total, &item)?));
                }
            }
        }
        Ok(Summed::All(self.int(sum)))
    }

    fn sum_floats(&mut self, iterator: &Value, mut sum: FloatSum, first: Value) -> PyResult<Summed> {
        let mut next = Some(first);
        while let Some(item) = next {
            self.check_interrupt()?;
            if let (id::FLOAT, Some(value)) = (item.type_id(), item.as_float()) {
                sum.add(value);
            } else if item.as_int().is_some() {
                sum.add(self.to_f64(&item)?);
            } else {
                let total = self.new_float(sum.value());
                return Ok(Summed::Before(self.binary_op(BinaryOp::Add, &total, &item)?));
            }
            next = self.next(iterator)?;
        }
        Ok(Summed::All(self.new_float(sum.value())))
    }

    fn sum_complex(&mut self, iterator: &Value, start: Parts) -> PyResult<Summed> {
        let [mut re, mut im] = [start.re, start.im].map(|high| FloatSum { high, low: 0.0 });
        while let Some(item) = self.next(iterator)? {
            self.check_interrupt()?;
            if let (id::COMPLEX, Some(value)) = (item.type_id(), item.as_complex()) {
                re.add(value.re);
                im.add(value.im);
            } else if item.as_int().is_some() || item.as_float().is_some() {
                re.add(self.to_f64(&item)?);
            } else {
                let total = self.new_complex(re.value(), im.value());
                return Ok(Summed::Before(self.binary_op(BinaryOp::Add, &total, &item)?));
            }
        }
        Ok(Summed::All(self.new_complex(re.value(), im.value())))
    }

    /// Goes on with a sum of floats by an item that may be none.
    pub(crate) fn sum_after_floats(
        &mut self,
        iterator: &Value,
        high: f64,
        low: f64,
        item: Value,
    ) -> PyResult {
        match self.sum_floats(iterator, FloatSum { high, low }, item)? {
            Summed::All(total) => Ok(total),
            Summed::Before(total) => self.sum_rest(iterator, total),
        }
    }

    /// Goes on with a sum that is no longer one of ints or floats alone.
    pub(crate) fn sum_rest(&mut self, iterator: &Value, mut total: Value) -> PyResult {
        if let (id::COMPLEX, Some(start)) = (total.type_id(), total.as_complex()) {
            match self.sum_complex(iterator, start)? {
                Summed::All(total) => return Ok(total),
                Summed::Before(sum) => total = sum,
            }
        }
        while let Some(item) = self.next(iterator)? {
            self.check_interrupt()?;
            total = self.binary_op(BinaryOp::Add, &total, &item)?;
        }
        Ok(total)
    }

    /// A sum of floats, the error kept aside put in.
    pub(crate) fn float_sum(&mut self, high: f64, low: f64) -> Value {
        self.new_float(FloatSum { high, low }.value())
    }
}

/// What a sum of ints adds at once: an exact int or a bool of 64 bits.
pub(crate) fn long(value: &Value) -> Option<i64> {
    if value.is_exact_int() || value.type_id() == id::BOOL { value.as_int()?.to_i64() } else { None }
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
