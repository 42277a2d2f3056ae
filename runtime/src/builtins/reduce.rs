//! `sum`, `min`, `max`.

use genjit_bytecode::{BinaryOp, CompareOp};

use crate::error::PyResult;
use crate::native::{Arguments, Parameters};
use crate::types::id;
use crate::value::Value;
use crate::vm::Vm;

const SUM: Parameters<2> =
    Parameters { function: "sum", names: ["", "start"], required: 1, positional: 2 };

pub(super) fn sum(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    let [iterable, start] = args.bind(vm, &SUM)?;
    let iterator = vm.iter(&iterable.unwrap_or(Value::NONE))?;
    let start = start.unwrap_or(Value::from_small(0));
    check_start(vm, &start)?;
    Sum::new(start).run(vm, &iterator)
}

/// Text and bytes are joined, not summed.
pub(crate) fn check_start(vm: &mut Vm, start: &Value) -> PyResult<()> {
    let message = match start.exact().type_id() {
        id::STR => "sum() can't sum strings [use ''.join(seq) instead]",
        id::BYTES => "sum() can't sum bytes [use b''.join(seq) instead]",
        id::BYTEARRAY => "sum() can't sum bytearray [use b''.join(seq) instead]",
        _ => return Ok(()),
    };
    Err(vm.raise_type_error(message))
}

/// A sum in progress. Floats are summed with the error of each addition kept aside (Neumaier), as long as
/// only floats and ints come.
struct Sum {
    total: Value,
    float: Option<FloatSum>,
}

#[derive(Clone, Copy)]
struct FloatSum {
    high: f64,
    low: f64,
}

impl FloatSum {
    fn add(&mut self, x: f64) {
        let sum = self.high + x;
        self.low += if self.high.abs() >= x.abs() { (self.high - sum) + x } else { (x - sum) + self.high };
        self.high = sum;
    }

    fn total(self) -> f64 {
        // An error that is no number says that the sum itself overflowed.
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

impl Sum {
    fn new(start: Value) -> Sum {
        let mut sum = Sum { total: start, float: None };
        sum.notice_float();
        sum
    }

    /// Exact floats are summed apart.
    fn notice_float(&mut self) {
        self.float = self.total.as_float().map(|high| FloatSum { high, low: 0.0 });
    }

    fn run(mut self, vm: &mut Vm, iterator: &Value) -> PyResult {
        while let Some(item) = vm.next(iterator)? {
            vm.check_interrupt()?;
            self.add(vm, &item)?;
        }
        Ok(match self.float {
            Some(float) => vm.new_float(float.total()),
            None => self.total,
        })
    }

    #[inline]
    fn add(&mut self, vm: &mut Vm, item: &Value) -> PyResult<()> {
        let Some(float) = &mut self.float else {
            self.total = vm.binary_op(BinaryOp::Add, &self.total, item)?;
            self.notice_float();
            return Ok(());
        };
        if let Some(x) = item.as_float() {
            float.add(x);
            return Ok(());
        }
        if let Some(small) = item.as_small() {
            float.high += small as f64;
            return Ok(());
        }
        let total = vm.new_float(float.total());
        self.total = vm.binary_op(BinaryOp::Add, &total, item)?;
        self.notice_float();
        Ok(())
    }
}

pub(super) fn min(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    extreme(vm, args, "min", CompareOp::Lt)
}

pub(super) fn max(vm: &mut Vm, args: &Arguments<'_>) -> PyResult {
    extreme(vm, args, "max", CompareOp::Gt)
}

/// Keywords of `min` and `max`.
#[derive(Default)]
struct Keywords {
    key: Option<Value>,
    default: Option<Value>,
}

fn keywords(vm: &mut Vm, args: &Arguments<'_>, name: &str) -> PyResult<Keywords> {
    let mut found = Keywords::default();
    for (keyword, value) in args.keywords() {
        match keyword.as_str() {
            Some("key") => found.key = Some(value.clone()).filter(|key| !key.is_none()),
            Some("default") => found.default = Some(value.clone()),
            other => {
                let other = other.unwrap_or_default();
                return Err(vm.raise_type_error(format!("{name}() got an unexpected keyword argument '{other}'")));
            }
        }
    }
    Ok(found)
}

/// The first item that wins every comparison.
fn extreme(vm: &mut Vm, args: &Arguments<'_>, name: &str, wins: CompareOp) -> PyResult {
    let Keywords { key, default } = keywords(vm, args, name)?;
    let iterator = match args.positionals() {
        [] => return Err(vm.raise_type_error(format!("{name} expected at least 1 argument, got 0"))),
        [iterable] => vm.iter(iterable)?,
        several => {
            if default.is_some() {
                let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
                return Err(vm.raise_type_error(message));
            }
            let items = vm.new_tuple(several.to_vec());
            vm.iter(&items)?
        }
    };
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = vm.next(&iterator)? {
        vm.check_interrupt()?;
        let rank = match &key {
            Some(key) => vm.call(key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let better = match &best {
            Some((_, leader)) => vm.compare_bool(wins, &rank, leader)?,
            None => true,
        };
        if better {
            best = Some((item, rank));
        }
    }
    match best.map(|(item, _)| item).or(default) {
        Some(value) => Ok(value),
        None => Err(vm.raise_value_error(format!("{name}() iterable argument is empty"))),
    }
}
